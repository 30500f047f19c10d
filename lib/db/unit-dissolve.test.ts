import { describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { editAccount } from './account-edit';
import { listAccounts } from './account-list';
import { registerAccount } from './account-register';
import { db } from './client';
import { EXPLAINED } from './filing-given';
import { accepted, counted, given, ownerOn, reasons, reform, TODAY } from './reform-given';
import { suggestAnyUnit } from './suggest';
import { listUnits } from './unit-list';
import { readUnit } from './unit-read';
import { editUnit, registerUnit } from './units';

describe('a split', () => {
  it('gives each account to the unit that is named for it; the unit stays or ends', async () => {
    const old = await given('试验镇江市建设局', '321100', 'urban');
    const second = accepted(
      await registerAccount(COMMAND_LINE, { platform: '微信', name: '试验镇江城管', unit: `#${old.unit}`, openedOn: '2013-01-01', ...EXPLAINED }, TODAY),
    );
    const takers = ['试验镇江市住建局', '试验镇江市城管局'].map((unit, index) => ({ place: index + 1, unit, region: '321100', sector: 'urban', fills: 'no' }));
    const asked = { kind: 'split', day: '2019-01-10', takers } as const;
    expect(reasons(await reform(old.unit, asked))).toEqual([`account${old.account}:reform-fate-needed`, `account${second}:reform-fate-needed`]);
    expect(reasons(await reform(old.unit, { ...asked, rest: 'stay' }))).toHaveLength(2);
    accepted(await reform(old.unit, { ...asked, rest: 0, fates: new Map([[second, 1]]) }));
    expect(await ownerOn(old.account, '2019-01-10')).toBe('试验镇江市住建局 urban active');
    expect(await ownerOn(second, '2019-01-10')).toBe('试验镇江市城管局 urban active');
    expect(await ownerOn(second, '2019-01-09')).toBe('试验镇江市建设局 urban active');
    expect(await readUnit(COMMAND_LINE, old.unit)).toMatchObject({ endedOn: '2019-01-10', successors: [{ kind: 'split-into' }, { kind: 'split-into' }] });

    const mother = await given('试验镇江市综合局', '321100', 'urban');
    const taker = { place: 1, unit: '试验镇江市新局', region: '321100', sector: 'urban', fills: 'no' };
    accepted(await reform(mother.unit, { kind: 'split', day: '2019-01-10', stays: true, takers: [taker], rest: 'stay' }));
    expect(await readUnit(COMMAND_LINE, mother.unit)).toMatchObject({ endedOn: null, successors: [{ name: '试验镇江市新局' }] });
    expect(await ownerOn(mother.account, '2019-01-10')).toBe('试验镇江市综合局 urban active');
  });
});

describe('dissolving', () => {
  it('moves, closes or leaves each account; one that is left covers no body and says so', async () => {
    const { unit, account: left } = await given('徐州市教育局', '320300', 'education', true);
    const register = async (name: string) =>
      accepted(await registerAccount(COMMAND_LINE, { platform: '微信', name, unit: `#${unit}`, openedOn: '2013-01-01', ...EXPLAINED }, TODAY));
    const [closed, moved] = [await register('试验徐州关停'), await register('试验徐州移交')];
    const to = await given('试验徐州市接收局', '320300', 'publicity');
    const fates = new Map<number, number | 'close'>([
      [closed, 'close'],
      [moved, 0],
    ]);
    const asked = { kind: 'dissolve', day: '2020-05-01', takers: [{ place: 1, unit: `#${to.unit}` }], fates } as const;
    expect(reasons(await reform(unit, asked))).toEqual([`account${left}:reform-fate-needed`]);
    accepted(await reform(unit, { ...asked, rest: 'stay' }));
    expect(await ownerOn(closed, '2020-04-30')).toBe('徐州市教育局 education active');
    expect(await ownerOn(closed, '2020-05-01')).toBe('徐州市教育局 education closed');
    expect(await ownerOn(moved, '2020-05-01')).toBe('试验徐州市接收局 publicity active');
    expect(await ownerOn(left, '2020-05-01')).toBe('徐州市教育局 education active');
    expect(await counted('320300', '2020-04-30')).toMatchObject({ education: { accounts: 3, covered: 1 } });
    expect(await counted('320300', '2020-05-01')).toMatchObject({ education: { accounts: 1, covered: 0 }, publicity: { accounts: 2 } });
    expect(await readUnit(COMMAND_LINE, unit)).toMatchObject({ endedOn: '2020-05-01', leftAccounts: 1, successors: [] });
    const units = async (ended: boolean) => (await listUnits({ ...UNITS, ended }, TODAY, { sort: 'id', skip: 0, take: 9 })).items.map(({ name }) => name);
    expect(await units(false)).toEqual(['试验徐州市接收局']);
    expect(await units(true)).toEqual(['徐州市教育局']);
    expect((await listAccounts({ ...LISTED, unitId: unit }, { sort: 'id', skip: 0, take: 9 })).items.map(({ id }) => id)).toEqual([left, closed]);
  });

  it('frees the name and the slot, and nobody is offered the unit or gets accounts of it', async () => {
    const { unit, account } = await given('盐城市教育局', '320900', 'education', true);
    const other = await given('试验盐城市别局', '320900', 'publicity');
    accepted(await reform(unit, { kind: 'dissolve', day: '2020-05-01', rest: 'close' }));
    expect((await suggestAnyUnit('盐城市教育局')).map(({ value }) => value)).toEqual([]);
    const move = { platform: '微信', name: '试验盐城市别局号', unit: `#${unit}`, openedOn: '2012-06-01' };
    expect(reasons(await editAccount(COMMAND_LINE, other.account, move, TODAY, { version: 1, changedOn: TODAY, correctsName: false }))).toEqual([
      'unit:unit-ended',
    ]);
    expect(
      reasons(
        await editUnit(COMMAND_LINE, unit, { unit: '盐城市教育局', region: '320900', sector: 'education' }, TODAY, {
          version: 2,
          mode: 'correct',
          changedOn: TODAY,
          fills: true,
        }),
      ),
    ).toEqual(['null:unit-ended']);
    const texts = { unit: '盐城市教育局', region: '320900', sector: 'education' };
    const again = accepted(await registerUnit(COMMAND_LINE, texts, TODAY));
    expect(await readUnit(COMMAND_LINE, again)).toMatchObject({ now: { standardBody: true, from: '2020-05-01' } });
    expect(await ownerOn(account, TODAY)).toBe('盐城市教育局 education closed');
  });

  it('is one of two at once: the other is told', async () => {
    const { unit } = await given('试验宿迁市某局', '321300', 'urban');
    const both = await Promise.all([1, 2].map(() => reform(unit, { kind: 'dissolve', day: '2020-05-01', rest: 'close' })));
    expect(both.filter(({ accepted: done }) => done)).toHaveLength(1);
    expect(['null:changed-meanwhile', 'null:collided']).toContain(both.flatMap(reasons)[0]);
    expect(await db().auditEvent.count({ where: { act: 'unit.dissolve', subjectId: String(unit) } })).toBe(1);
  });
});

const UNITS = { regions: ['320300'], sectors: [], tiers: [], text: null, provisional: false };

const LISTED = {
  asOf: TODAY,
  platforms: [],
  regions: [],
  scope: 'subtree' as const,
  sectors: [],
  tiers: [],
  ranks: [],
  holders: [],
  statuses: [],
  provenances: [],
  unitId: null,
  text: null,
};
