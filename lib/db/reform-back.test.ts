import { describe, expect, it } from 'vitest';
import { COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { editAccount } from './account-edit';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { db } from './client';
import { EXPLAINED, givenActor } from './filing-given';
import { publicFilings } from './filing-read';
import { takeBackReform } from './reform-back';
import { accepted, given, others, ownerOn, reasons, reform, TODAY } from './reform-given';
import { relate } from './relations';
import { readUnit } from './unit-read';
import { editUnit } from './units';

/** Everything that a reform may change, without the numbers of rows and versions. */
async function register() {
  const [units, standings, relations, successions] = await Promise.all([
    db().$queryRaw`SELECT to_jsonb(u) - 'id' AS row FROM unit_standing u ORDER BY unit_id, "from" NULLS FIRST`,
    db().$queryRaw`SELECT to_jsonb(s) - 'id' AS row FROM standing s ORDER BY account_id, "from"`,
    db().$queryRaw`SELECT to_jsonb(r) AS row FROM account_relation r ORDER BY id`,
    db().$queryRaw`SELECT to_jsonb(s) AS row FROM unit_succession s ORDER BY predecessor_id, successor_id`,
  ]);
  return { units, standings, relations, successions };
}

const lastReform = async () => (await db().reform.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
const back = (id: number, actor = COMMAND_LINE) => takeBackReform(actor, id, TODAY);
const taker = (unit: string, region: string, sector = 'education') => ({ place: 1, unit, region, sector });

describe('a reform that was entered wrongly', () => {
  it('leaves a filing of each account, by its document, and is taken back as if it had never been', async () => {
    const one = await given('撤回一局', '330200', 'education', true);
    const two = await given('撤回二局', '330200', 'education');
    const beside = await given('撤回旁局', '330200', 'urban');
    const child = await given('撤回下属', '330200', 'education');
    await db().unitStanding.updateMany({ where: { unitId: child.unit }, data: { parentId: one.unit } });
    accepted(await relate(COMMAND_LINE, beside.account, 1, { kind: 'joint', unit: `#${one.unit}`, from: '2014-01-01', until: null }, TODAY));
    accepted(await relate(COMMAND_LINE, beside.account, 2, { kind: 'operator', unit: `#${two.unit}`, from: '2019-01-01', until: null }, TODAY));
    const before = await register();
    const asked = { kind: 'merge', day: '2018-01-01', others: others(two.unit), takers: [taker('撤回三局', '330200')], document: ' 甬编〔2018〕1号 ' } as const;
    const made = accepted(await reform(one.unit, asked));
    expect(await register()).not.toEqual(before);
    const filing = await db().filing.findFirstOrThrow({ where: { accountId: one.account }, orderBy: { id: 'desc' }, include: { events: true } });
    expect(filing).toMatchObject({ kind: 'change', state: 'done', direct: true, reason: '甬编〔2018〕1号', unitId: made, reformId: await lastReform() });
    expect(filing).toMatchObject({ asked: { unit: `#${made}` }, present: { unit: `#${one.unit}` }, effectiveOn: new Date('2018-01-01T00:00:00Z') });
    expect(filing.events).toMatchObject([{ step: 'enter', toState: 'done' }]);

    const id = await lastReform();
    accepted(await back(id));
    expect(await register()).toEqual(before);
    expect(await readUnit(COMMAND_LINE, made)).toBeNull();
    expect(await readUnit(COMMAND_LINE, one.unit)).toMatchObject({ endedOn: null, successors: [] });
    expect((await publicFilings(one.account)).map(({ kind }) => kind)).toEqual(['opening', 'change', 'change']);
    expect(await db().reform.findUnique({ where: { id } })).toMatchObject({ takenBackAt: expect.any(Date), document: '甬编〔2018〕1号' });
    const events = await db().auditEvent.findMany({ where: { act: { in: ['unit.take-back', 'unit.merge', 'account.reform'] } }, orderBy: { id: 'asc' } });
    const numbers = (act: string) => events.filter((event) => event.act === act).map(({ subjectId }) => Number(subjectId));
    expect(numbers('unit.take-back').sort()).toEqual([one.unit, two.unit, child.unit, made].sort());
    expect(numbers('account.reform')).toEqual([one.account, two.account, one.account, two.account]);
    expect(reasons(await back(id))).toEqual(['null:reform-taken-back']);
    accepted(await reform(one.unit, { ...asked, version: (await readUnit(COMMAND_LINE, one.unit))?.version ?? 0 }));
  });

  it('that dissolved, closed, handed over and left accounts is taken back, each with a filing', async () => {
    const old = await given('撤回撤局', '330300', 'education', true);
    const to = await given('撤回接局', '330300', 'publicity');
    const texts = { platform: '微信', unit: `#${old.unit}`, openedOn: '2013-01-01', ...EXPLAINED };
    const closed = accepted(await registerAccount(COMMAND_LINE, { ...texts, name: '撤回关停' }, TODAY));
    const moved = accepted(await registerAccount(COMMAND_LINE, { ...texts, name: '撤回移交' }, TODAY));
    const before = await register();
    const fates = new Map<number, number | 'close'>([
      [closed, 'close'],
      [moved, 0],
    ]);
    accepted(await reform(old.unit, { kind: 'dissolve', day: '2020-05-01', takers: [{ place: 1, unit: `#${to.unit}` }], fates, rest: 'stay' }));
    const kinds = async (id: number) => (await publicFilings(id)).map(({ kind }) => kind);
    expect([await kinds(closed), await kinds(moved), await kinds(old.account)]).toEqual([['opening', 'closure'], ['opening', 'change'], ['opening']]);
    accepted(await back(await lastReform()));
    expect(await register()).toEqual(before);
    expect(await ownerOn(closed, '2020-05-01')).toBe('撤回撤局 education active');
    expect(await kinds(closed)).toEqual(['opening', 'closure', 'change']);
  });

  it('a split whose unit stays is taken back', async () => {
    const mother = await given('撤回母局', '330400', 'urban');
    const before = await register();
    accepted(await reform(mother.unit, { kind: 'split', day: '2019-01-10', stays: true, takers: [taker('撤回分局', '330400', 'urban')], rest: 0 }));
    accepted(await back(await lastReform()));
    expect(await register()).toEqual(before);
  });
});

describe('taking back is refused, with what stands in the way', () => {
  async function merged(tag: string, region: string) {
    const one = await given(`${tag}一局`, region, 'education');
    const two = await given(`${tag}二局`, region, 'education');
    const made = accepted(await reform(one.unit, { kind: 'merge', day: '2018-01-01', others: others(two.unit), takers: [taker(`${tag}三局`, region)] }));
    return { one, two, made, id: await lastReform() };
  }

  it('where a unit or an account has been changed since', async () => {
    const { one, made, id } = await merged('挡改', '330500');
    const version = (await readAccount(COMMAND_LINE, one.account))?.version ?? 0;
    const texts = { platform: '微信', name: '挡改新名', unit: `#${made}`, openedOn: '2012-06-01' };
    accepted(await editAccount(COMMAND_LINE, one.account, texts, TODAY, { version, changedOn: TODAY, correctsName: false }));
    expect(reasons(await back(id))).toEqual(['null:reform-built-on-account']);
    const change = { version: 1, mode: 'change', changedOn: '2020-01-01', fills: false } as const;
    accepted(await editUnit(COMMAND_LINE, made, { unit: '挡改四局', region: '330500', sector: 'education' }, TODAY, change));
    expect(await back(id)).toMatchObject({
      findings: [{ reason: 'reform-built-on-unit', facts: { name: '挡改四局' } }, { reason: 'reform-built-on-account' }],
    });
    expect(await readUnit(COMMAND_LINE, made)).not.toBeNull();
  });

  it('where something else hangs on a unit that it made', async () => {
    const { made, id, one } = await merged('挡新', '330600');
    const child = await given('挡新下属', '330600', 'urban');
    accepted(await registerAccount(COMMAND_LINE, { platform: '微博', name: '挡新另号', unit: `#${made}`, openedOn: '2021-01-01', ...EXPLAINED }, TODAY));
    await db().unitStanding.updateMany({ where: { unitId: child.unit }, data: { parentId: made } });
    await givenActor('clerk', '330600', { unitId: made });
    accepted(await relate(COMMAND_LINE, child.account, 1, { kind: 'joint', unit: `#${made}`, from: '2021-01-01', until: null }, TODAY));
    expect(reasons(await back(id))).toEqual(['accounts', 'relations', 'below', 'grants'].map((what) => `null:reform-new-unit-${what}`));
    expect(await ownerOn(one.account, TODAY)).toBe('挡新三局 education active');
  });

  it('where the name has been taken, and a later reform goes back first', async () => {
    const { one, made, id } = await merged('挡名', '330700');
    await given('挡名一局', '330700', 'urban');
    expect(reasons(await back(id))).toEqual(['null:unit-exists']);
    expect((await readUnit(COMMAND_LINE, one.unit))?.endedOn).toBe('2018-01-01');
    accepted(await reform(made, { kind: 'dissolve', day: '2020-01-01', rest: 'stay' }));
    expect(reasons(await back(id))).toContain('null:reform-built-on-unit');
  });

  it('to who does not govern every unit; it looks absent, and the attempt is recorded', async () => {
    const { id } = await merged('挡人', '330800');
    for (const actor of [await givenActor('registrar', '330700'), await givenActor('registrar', '330800', { sectorCode: 'urban' })]) {
      expect(reasons(await back(id, actor))).toEqual(['null:not-found']);
      expect(await db().auditEvent.count({ where: { act: 'access.refuse', actorId: actor.userId } })).toBe(1);
    }
    expect(reasons(await back(id, await givenActor('clerk', '330800')))).toEqual(['null:not-allowed']);
    expect(reasons(await back(id, NOBODY))).toEqual(['null:not-allowed']);
    expect(reasons(await back(999_999))).toEqual(['null:not-found']);
    accepted(await back(id, await givenActor('registrar', '330800')));
  });

  it('to the second of two at once', async () => {
    const { id } = await merged('挡双', '330900');
    const both = await Promise.all([back(id), back(id)]);
    expect(both.filter(({ accepted: done }) => done)).toHaveLength(1);
    expect(['null:reform-taken-back', 'null:collided']).toContain(both.flatMap(reasons)[0]);
  });
});
