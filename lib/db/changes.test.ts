import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import type { ChangesFilter } from '@/lib/registry/changes';
import { OPEN_STATUSES } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { editAccount } from './account-edit';
import { listAccounts } from './account-list';
import { registerAccount } from './account-register';
import { readAccountAsOf } from './as-of';
import { countChanges, listChanges } from './changes';
import { db } from './client';
import { EXPLAINED } from './filing-given';
import { publicFilings } from './filing-read';
import { editUnit, registerUnit } from './units';

const TODAY = '2026-11-20';

function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
  return decision.change;
}

const unit = async (name: string, region: string) => accepted(await registerUnit(COMMAND_LINE, { unit: name, region, sector: 'sports' }, TODAY, false));
const account = async (name: string, owner: number, openedOn: Day, platform = '微信') =>
  accepted(await registerAccount(COMMAND_LINE, { platform, name, unit: `#${owner}`, openedOn, ...EXPLAINED }, TODAY));
const versions = new Map<number, number>();
async function edit(id: number, openedOn: Day, texts: Record<string, string>, changedOn: Day) {
  const version = versions.get(id) ?? 1;
  accepted(await editAccount(COMMAND_LINE, id, { platform: '微信', openedOn, ...EXPLAINED, ...texts }, TODAY, { version, changedOn, correctsName: false }));
  versions.set(id, version + 1);
}

const ids: Record<string, number> = {};
let here: number;
let there: number;

beforeAll(async () => {
  here = await unit('试验嘉兴体育局', '330400');
  there = await unit('试验湖州体育局', '330500');
  for (const name of ['不变', '关停', '更名', '易主', '停更']) ids[name] = await account(`变动${name}`, here, '2015-01-01');
  ids.开设 = await account('变动开设', here, '2018-06-01');
  ids.微博 = await account('变动微博', here, '2018-06-01', '微博');
  const own = `#${here}`;
  await edit(ids.关停 ?? 0, '2015-01-01', { name: '变动关停', unit: own, status: 'closed' }, '2018-07-01');
  await edit(ids.更名 ?? 0, '2015-01-01', { name: '变动新名', unit: own }, '2018-08-01');
  await edit(ids.易主 ?? 0, '2015-01-01', { name: '变动易主', unit: `#${there}` }, '2018-09-01');
  await edit(ids.停更 ?? 0, '2015-01-01', { name: '变动停更', unit: own, status: 'paused' }, '2018-10-01');
});

const FILTER: ChangesFilter = { from: '2018-01-01', to: '2018-12-31', regions: ['330400'], platforms: ['wechat'], kinds: [] };
const listed = async (change: Partial<ChangesFilter> = {}) =>
  (await listChanges({ ...FILTER, ...change }, { skip: 0, take: 100 })).map(
    ({ id, kind, day }) => `${Object.keys(ids).find((name) => ids[name] === id)} ${kind} ${day}`,
  );

describe('the difference between two days', () => {
  it('is what was opened, closed, renamed, moved and paused, each with its day', async () => {
    expect(await listed()).toEqual([
      '开设 opened 2018-06-01',
      '关停 closed 2018-07-01',
      '更名 renamed 2018-08-01',
      '易主 moved 2018-09-01',
      '停更 paused 2018-10-01',
    ]);
    expect(await countChanges(FILTER)).toEqual({ opened: 1, closed: 1, renamed: 1, moved: 1, reclassified: 0, paused: 1, resumed: 0 });
  });

  it.each<[string, Partial<ChangesFilter>, string[]]>([
    ['the day itself is compared', { to: '2018-05-31' }, []],
    ['the day on which it happened', { to: '2018-06-01' }, ['开设 opened 2018-06-01']],
    ['from the day on which it happened', { from: '2018-10-01' }, []],
    ['of a kind', { kinds: ['closed'] }, ['关停 closed 2018-07-01']],
    ['of another platform', { platforms: ['weibo'] }, ['微博 opened 2018-06-01']],
    ['in the region to which one went', { regions: ['330500'] }, ['易主 moved 2018-09-01']],
    ['in a region where nothing was', { regions: ['440000'] }, []],
  ])('%s', async (_what, change, expected) => {
    expect(await listed(change)).toEqual(expected);
  });

  it('tells what was and is', async () => {
    const [moved] = await listChanges({ ...FILTER, kinds: ['moved'] }, { skip: 0, take: 1 });
    expect(moved).toMatchObject({ was: { unit: '试验嘉兴体育局', region: '嘉兴市' }, is: { unit: '试验湖州体育局', region: '湖州市' } });
    expect(await listChanges(FILTER, { skip: 1, take: 2 })).toMatchObject([{ kind: 'closed' }, { kind: 'renamed' }]);
  });

  it('opened less closed is the difference of the numbers of open accounts', async () => {
    const open = async (asOf: Day) => (await listAccounts({ ...LISTED, asOf }, { sort: 'id', skip: 0, take: 1 })).total;
    for (const [from, to] of [
      ['2014-12-31', '2015-01-01'],
      ['2015-01-01', '2018-07-01'],
      ['2018-06-30', '2019-01-01'],
      ['2010-01-01', TODAY],
    ] as const) {
      const counts = await countChanges({ ...FILTER, from, to, regions: [], platforms: [] });
      expect(counts.opened - counts.closed, `${from} ${to}`).toBe((await open(to)) - (await open(from)));
    }
  });

  it('counts the accounts of a unit that was classed anew', async () => {
    const change = { version: 1, mode: 'change', changedOn: '2019-03-01', fills: false } as const;
    accepted(await editUnit(COMMAND_LINE, there, { unit: '试验湖州文体局', region: '330500', sector: 'education' }, TODAY, change));
    expect(await listed({ from: '2019-02-28', to: '2019-03-01', regions: ['330500'] })).toEqual(['易主 reclassified 2019-03-01']);
    expect((await readAccountAsOf(COMMAND_LINE, ids.易主 ?? 0, '2019-02-28'))?.standings.at(-1)).toMatchObject({
      unit: '试验湖州体育局',
      sectorCode: 'sports',
    });
    expect(await readAccountAsOf(COMMAND_LINE, ids.开设 ?? 0, '2018-05-31')).toBeNull();
  });

  it('tells the followers and the filings that were known by the day', async () => {
    const accountId = ids.开设 ?? 0;
    const values = [
      ['2018-07-01', 5n],
      ['2018-08-01', null],
      ['2018-09-01', 9n],
    ] as const;
    await db().snapshot.createMany({
      data: values.map(([day, value]) => ({ accountId, day: new Date(`${day}T00:00:00Z`), metric: 'followers', value, source: '试验' })),
    });
    const followers = async (day: Day) => (await readAccountAsOf(COMMAND_LINE, accountId, day))?.followers ?? null;
    expect([await followers('2018-06-30'), await followers('2018-08-15'), await followers('2018-09-01')]).toMatchObject([null, { value: 5 }, { value: 9 }]);
    const filed = async (day?: Day) => (await publicFilings(ids.关停 ?? 0, day)).map(({ kind }) => kind);
    expect([await filed('2018-06-30'), await filed('2018-07-01'), await filed()]).toEqual([['opening'], ['opening', 'closure'], ['opening', 'closure']]);
  });
});

const LISTED = {
  platforms: [],
  regions: [],
  scope: 'subtree' as const,
  sectors: [],
  tiers: [],
  ranks: [],
  holders: [],
  statuses: [...OPEN_STATUSES],
  provenances: [],
  unitId: null,
  text: null,
};
