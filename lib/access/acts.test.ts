import { describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, type GrantedRole, NOBODY, ROLES, type Role, SYSTEM } from './actor';
import { ACT_NAMES, type Act, IMPORT_KIND_NAMES, isWithinGrant, may, mayAt, mayImport, type Place, reaches } from './acts';

const EVERY = ACT_NAMES;

function holding(...grants: (Role | Partial<GrantedRole>)[]): Actor {
  const whole = { role: 'viewer' as Role, regionCode: '000000', sectorCode: null, unitId: null };
  return {
    userId: 7,
    name: '张三',
    via: 'web',
    grants: grants.map((grant) => (typeof grant === 'string' ? { ...whole, role: grant } : { ...whole, ...grant })),
  };
}

const GUANGZHOU_HEALTH: Place = { lineage: ['000000', '440000', '440100'], sectors: ['health'], vertical: false, units: [5, 4] };
const GUANGZHOU_TAX: Place = { lineage: ['000000', '440000', '440100'], sectors: ['local-tax', 'tax'], vertical: true, units: [6] };

/** The whole table: which roles may do which act, as it is meant. A new act or role needs its line here. */
const MEANT: Record<Act, string> = {
  'desk.open': 'administrator security registrar clerk auditor viewer',
  'account.register': 'administrator registrar',
  'account.edit': 'administrator registrar',
  'account.read-contact': 'administrator registrar clerk',
  'unit.register': 'administrator registrar',
  'unit.edit': 'administrator registrar',
  'filing.submit': 'administrator registrar clerk',
  'filing.decide': 'administrator registrar',
  'filing.read': 'administrator registrar clerk auditor',
  'filing.configure': 'administrator',
  'gap.read': 'administrator registrar clerk auditor',
  'gap.answer': 'administrator registrar clerk',
  'gap.chase': 'administrator registrar',
  'rule.read': 'administrator auditor',
  'rule.enact': 'administrator',
  'snapshot.record': 'administrator registrar',
  'population.record': 'administrator',
  'expectation.record': 'administrator registrar',
  'roster.confirm': 'administrator registrar',
  'target.record': 'administrator registrar',
  'group.manage': 'administrator registrar',
  'figure.record': 'administrator',
  'import.run': 'administrator registrar security',
  'import.read': 'administrator registrar security auditor',
  'import.read-all': 'administrator auditor',
  'form.keep': 'administrator',
  'form.fill': 'administrator registrar',
  'user.read': 'administrator security auditor',
  'user.manage': 'administrator security',
  'audit.read': 'administrator auditor',
  'audit.export': 'administrator auditor',
};

describe('role × act × inside / outside', () => {
  for (const act of EVERY)
    for (const role of ROLES) {
      const allowed = MEANT[act].split(' ').includes(role);
      it(`${allowed ? 'lets' : 'refuses'} ${role} ${act} within its region, and refuses it outside`, () => {
        const actor = holding({ role, regionCode: '440000' });
        expect(may(actor, act)).toBe(allowed);
        expect(mayAt(actor, act, GUANGZHOU_HEALTH)).toBe(allowed);
        expect(mayAt(actor, act, { ...GUANGZHOU_HEALTH, lineage: ['000000', '330000', '330100'] })).toBe(false);
        expect(mayAt(actor, act, { ...GUANGZHOU_HEALTH, lineage: ['000000'] })).toBe(false);
      });
    }

  it.each(EVERY)('lets nobody who has not signed in, nor a user without a role, do %s', (act) => {
    for (const actor of [NOBODY, holding()]) {
      expect(may(actor, act)).toBe(false);
      expect(mayAt(actor, act, GUANGZHOU_HEALTH)).toBe(false);
    }
  });

  it.each([COMMAND_LINE, SYSTEM])('lets $name do everything everywhere, who has the database anyway', (actor) => {
    for (const act of EVERY.filter((each) => MEANT[each].includes('administrator'))) expect(mayAt(actor, act, GUANGZHOU_TAX)).toBe(true);
  });

  it('asks whether any of several grants allows it', () => {
    const actor = holding('viewer', { role: 'registrar', regionCode: '330000' }, { role: 'registrar', regionCode: '440100' });
    expect(mayAt(actor, 'account.edit', GUANGZHOU_HEALTH)).toBe(true);
  });
});

describe('what may be imported', () => {
  it.each<[Role, string]>([
    ['administrator', 'accounts units snapshots populations expectations targets published-figures users'],
    ['registrar', 'accounts units snapshots expectations targets'],
    ['security', 'users'],
    ['clerk', ''],
    ['auditor', ''],
    ['viewer', ''],
  ])('by %s: %s', (role, kinds) => {
    expect(IMPORT_KIND_NAMES.filter((kind) => mayImport(holding(role), kind)).join(' ')).toBe(kinds);
  });
});

describe('what a grant reaches', () => {
  it.each<[string, Partial<GrantedRole>, Place, boolean]>([
    ['the subtree of its region', { role: 'registrar', regionCode: '440000' }, GUANGZHOU_HEALTH, true],
    ['its own region', { role: 'registrar', regionCode: '440100' }, GUANGZHOU_HEALTH, true],
    ['no region above it', { role: 'registrar', regionCode: '440103' }, GUANGZHOU_HEALTH, false],
    ['only its sector, if it names one', { role: 'registrar', sectorCode: 'education' }, GUANGZHOU_HEALTH, false],
    ['its sector', { role: 'registrar', sectorCode: 'health' }, GUANGZHOU_HEALTH, true],
    ['only its unit, if it names one', { role: 'clerk', unitId: 9 }, GUANGZHOU_HEALTH, false],
    ['its unit', { role: 'clerk', unitId: 5 }, GUANGZHOU_HEALTH, true],
    ['the bodies of its unit', { role: 'clerk', unitId: 4 }, GUANGZHOU_HEALTH, true],
    ['no vertical system, for the local registrar', { role: 'registrar', regionCode: '440100' }, GUANGZHOU_TAX, false],
    ['no vertical system, for the nation’s registrar either', { role: 'registrar' }, GUANGZHOU_TAX, false],
    ['a vertical system, for its own registrar', { role: 'registrar', sectorCode: 'tax' }, GUANGZHOU_TAX, true],
    ['a vertical system within its region only', { role: 'registrar', sectorCode: 'tax', regionCode: '330000' }, GUANGZHOU_TAX, false],
    ['a vertical system’s unit, for its own clerk', { role: 'clerk', unitId: 6 }, GUANGZHOU_TAX, true],
    ['vertical systems too, for the auditor', { role: 'auditor', regionCode: '440000' }, GUANGZHOU_TAX, true],
    ['vertical systems too, for the administrator', { role: 'administrator', regionCode: '440000' }, GUANGZHOU_TAX, true],
  ])('%s', (_, grant, place, reached) => {
    expect(reaches({ role: 'viewer', regionCode: '000000', sectorCode: null, unitId: null, ...grant }, place)).toBe(reached);
  });
});

describe('what may be given away', () => {
  const own: GrantedRole = { role: 'administrator', regionCode: '440000', sectorCode: null, unitId: null };

  it.each([
    ['the same region', { lineage: ['000000', '440000'], regionCode: '440000', sectorCode: null, unitId: null }, own, true],
    ['a region within', { lineage: ['000000', '440000', '440100'], regionCode: '440100', sectorCode: 'tax', unitId: 3 }, own, true],
    ['no region above', { lineage: ['000000'], regionCode: '000000', sectorCode: null, unitId: null }, own, false],
    ['no other region', { lineage: ['000000', '330000'], regionCode: '330000', sectorCode: null, unitId: null }, own, false],
    ['no wider than its sector', { lineage: ['000000', '440000'], regionCode: '440000', sectorCode: null, unitId: null }, { ...own, sectorCode: 'tax' }, false],
    ['its sector', { lineage: ['000000', '440000'], regionCode: '440000', sectorCode: 'tax', unitId: null }, { ...own, sectorCode: 'tax' }, true],
    ['no wider than its unit', { lineage: ['000000', '440000'], regionCode: '440000', sectorCode: null, unitId: null }, { ...own, unitId: 5 }, false],
  ] as const)('%s', (_, given, from, allowed) => {
    expect(isWithinGrant(given, from)).toBe(allowed);
  });
});
