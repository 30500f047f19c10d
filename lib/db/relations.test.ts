import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { everything } from '@/lib/coverage/filter';
import type { Decision } from '@/lib/decision';
import type { Relation } from '@/lib/registry/relation';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { db } from './client';
import { readCoverage } from './coverage';
import { readRelations, relationsOfUnit } from './relation-read';
import { relate, unrelate } from './relations';
import { reformUnit } from './unit-reform';
import { registerUnit } from './units';

const TODAY = '2026-11-20';

function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
  return decision.change;
}

const reasons = (decision: Decision<unknown>) => (decision.accepted ? [] : decision.findings.map(({ field, reason }) => `${field}:${reason}`));
const register = async (unit: string) => accepted(await registerUnit(COMMAND_LINE, { unit, region: '330300', sector: 'publicity' }, TODAY, false));
const ZHEJIANG: Actor = { ...NOBODY, userId: 1, grants: [{ role: 'registrar', regionCode: '330000', sectorCode: null, unitId: null }] };
const GUANGDONG: Actor = { ...ZHEJIANG, grants: [{ role: 'registrar', regionCode: '440000', sectorCode: null, unitId: null }] };

let owner: number;
let other: number;
let account: number;
const version = async () => (await readAccount(COMMAND_LINE, account))?.version ?? 0;
const add = async (unit: number, from: string, more: { kind?: Relation; until?: string; actor?: Actor } = {}) =>
  relate(more.actor ?? COMMAND_LINE, account, await version(), { kind: more.kind ?? 'joint', unit: `#${unit}`, from, until: more.until ?? null }, TODAY);

beforeAll(async () => {
  await db().user.create({ data: { id: 1, username: 'shiyan', displayName: '试验', passwordHash: '-' } });
  owner = await register('试验温州主办部');
  other = await register('试验温州联合部');
  account = accepted(await registerAccount(COMMAND_LINE, { platform: '微信', name: '试验温州发布', unit: `#${owner}`, openedOn: '2013-01-01' }, TODAY));
});

describe('a relation of an account', () => {
  it('is entered, shown on both sides, ended and taken back; coverage counts the one owner', async () => {
    const counted = async () => (await readCoverage('region', 'sector', { ...everything(TODAY), regions: ['330300'] })).totals.accounts;
    const before = await counted();
    accepted(await add(other, '2016-01-01', { actor: ZHEJIANG }));
    const [relation] = await readRelations(account);
    expect(relation).toMatchObject({ kind: 'joint', unitId: other, unit: '试验温州联合部', from: '2016-01-01', until: null });
    expect(await relationsOfUnit(other, TODAY)).toMatchObject([{ accountId: account, account: '试验温州发布' }]);
    expect(await relationsOfUnit(other, '2015-12-31')).toEqual([]);
    expect(await counted()).toBe(before);
    const id = relation?.id ?? 0;
    const until = (day: string | null) => ({ relationId: id, until: day });
    expect(reasons(await unrelate(COMMAND_LINE, account, await version(), until('2016-01-01'), TODAY))).toEqual([`until${id}:relation-until-before-from`]);
    accepted(await unrelate(ZHEJIANG, account, await version(), until('2017-01-01'), TODAY));
    expect(await readRelations(account)).toMatchObject([{ until: '2017-01-01' }]);
    accepted(await unrelate(COMMAND_LINE, account, await version(), until(null), TODAY));
    expect(await readRelations(account)).toEqual([]);
    const acts = await db().auditEvent.findMany({ where: { subjectType: 'account', subjectId: String(account) }, orderBy: { id: 'asc' } });
    expect(acts.map(({ act }) => act)).toEqual(['account.register', 'account.relate', 'account.unrelate', 'account.unrelate']);
  });

  it('is refused outside the grants as if absent, twice, of the owner, and to the later of two editors', async () => {
    const asked = { kind: 'joint', unit: `#${other}`, from: '2016-01-01', until: null } as const;
    expect(reasons(await relate(NOBODY, account, 1, asked, TODAY))).toEqual(['null:not-allowed']);
    expect(await add(other, '2016-01-01', { actor: GUANGDONG })).toEqual(await relate(GUANGDONG, 999_999, 1, asked, TODAY));
    expect(reasons(await relate(COMMAND_LINE, account, 1, asked, TODAY))).toEqual(['null:changed-meanwhile']);
    expect(reasons(await add(owner, '2016-01-01'))).toEqual(['unit:relation-is-owner']);
    expect(reasons(await relate(COMMAND_LINE, account, await version(), { ...asked, unit: '没有这个部' }, TODAY))).toEqual(['unit:unit-to-choose']);
    accepted(await add(other, '2016-01-01', { until: '2017-01-01' }));
    expect(reasons(await add(other, '2016-06-01'))).toEqual(['unit:relation-exists']);
    accepted(await add(other, '2017-01-01'));
  });

  it('goes over to who takes the unit over, and ends with one that is dissolved', async () => {
    const [one, two] = [await register('试验温州承办甲'), await register('试验温州承办乙')];
    accepted(await add(one, '2015-01-01', { kind: 'organiser' }));
    const asked = { version: 1, day: '2019-01-01', stays: false, others: [], takers: [], fates: new Map(), rest: null };
    const into = accepted(
      await reformUnit(
        COMMAND_LINE,
        one,
        {
          ...asked,
          kind: 'merge',
          others: [{ field: 'other1', text: `#${two}` }],
          takers: [{ place: 1, unit: '试验温州承办丙', region: '330300', sector: 'publicity', fills: 'no' }],
        },
        TODAY,
      ),
    );
    const organisers = async () => (await readRelations(account)).filter(({ kind }) => kind === 'organiser');
    expect(await organisers()).toMatchObject([
      { unitId: one, from: '2015-01-01', until: '2019-01-01' },
      { unitId: into, from: '2019-01-01', until: null },
    ]);
    accepted(await reformUnit(COMMAND_LINE, into, { ...asked, kind: 'dissolve', day: '2020-01-01' }, TODAY));
    expect(await organisers()).toMatchObject([{}, { unitId: into, until: '2020-01-01' }]);
    for (const until of [undefined, '2020-01-02']) expect(reasons(await add(into, '2018-01-01', { kind: 'joint', until }))).toEqual(['unit:unit-ended']);
    accepted(await add(into, '2019-01-01', { kind: 'joint', until: '2020-01-01' }));
  });
});
