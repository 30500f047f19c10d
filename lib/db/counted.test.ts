import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { type Axis, type CoverageFilter, everything } from '@/lib/coverage/filter';
import { asOwner } from '@/scripts/test/master';
import { registerAccount } from './account-register';
import { db } from './client';
import { readCoverage } from './coverage';
import { removeShown } from './demonstration';
import { EXPLAINED } from './filing-given';
import { checkImport, runImport } from './imports';
import { recount } from './recount';
import { reference } from './reference';
import { forgetChanges, revision } from './revision';

const TODAY = '2026-11-20';
const ALL = everything(TODAY);
const AXES: [Axis, Axis][] = [
  ['region', 'sector'],
  ['tier', 'platform'],
  ['sector', 'rank'],
];

/** The counts that are kept, beside a full count of the same question. */
async function expectTrue(filter: CoverageFilter) {
  for (const [rows, columns] of AXES) {
    const full = await recount(rows, columns, filter);
    const table = await readCoverage(rows, columns, filter, { followers: false });
    const named = (cells: { row: string | null; column: string | null }[], of: (cell: never) => number | null) =>
      Object.fromEntries(cells.map((cell) => [`${cell.row}|${cell.column}`, of(cell as never)]));
    const accounts = named(full.accounts, ({ accounts: count }: { accounts: number }) => count);
    expect(
      named(
        table.cells.filter((cell) => cell.accounts > 0),
        ({ accounts: count }: { accounts: number }) => count,
      ),
    ).toEqual(accounts);
    const covered = named(full.covered, ({ covered: count }: { covered: number }) => count);
    for (const cell of table.cells)
      if (cell.covered !== null) expect(cell.covered, `${cell.row}|${cell.column}`).toBe(covered[`${cell.row}|${cell.column}`] ?? 0);
    expect(table.totals.accounts).toBe(full.accounts.reduce((sum, { accounts: count }) => sum + count, 0));
    if (table.totals.covered !== null) expect(table.totals.covered).toBe(full.totalCovered);
  }
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

let number = 0;
async function register(openedOn: string) {
  number += 1;
  const texts = {
    platform: number % 2 ? 'wechat' : 'weibo',
    name: `同写${number}`,
    unit: '杭州市教育局',
    region: '杭州',
    sector: '教育',
    openedOn,
    ...EXPLAINED,
  };
  expect((await registerAccount(COMMAND_LINE, texts, TODAY)).accepted).toBe(true);
}

async function importMany(tag: string) {
  const rows = Array.from({ length: 40 }, (_, index) => `微信,批${tag}第${index},宁波市第${tag}${index % 7}局,330200,交通,2014-0${1 + (index % 9)}-01`);
  const bytes = Buffer.from(`平台,账号名称,主办单位,行政区划代码,职能系统,开设日期\n${rows.join('\n')}\n`);
  const check = await checkImport(COMMAND_LINE, { name: `${tag}.csv`, bytes }, TODAY);
  if (!check.accepted) throw new Error(JSON.stringify(check.findings));
  const run = await runImport(COMMAND_LINE, check.change.id, TODAY, true);
  expect(run.accepted, JSON.stringify(run)).toBe(true);
}

beforeAll(async () => {
  await register('2012-01-01');
  await expectTrue(ALL);
});

describe('counts that are kept', () => {
  it('are those of a full count while writers and imports go on at once, and after', async () => {
    const before = await readCoverage('region', 'sector', ALL, { followers: false });
    let writing = true;
    const writers = Promise.all([
      ...[1, 2, 3].map(async () => {
        for (let time = 0; time < 5; time++) await register('2015-06-01');
      }),
      importMany('甲'),
      importMany('乙'),
    ]).finally(() => {
      writing = false;
    });
    let last = before.totals.accounts;
    while (writing) {
      const { accounts } = (await readCoverage('region', 'sector', ALL, { followers: false })).totals;
      expect(accounts).toBeGreaterThanOrEqual(last);
      last = accounts;
    }
    await writers;
    await expectTrue(ALL);
    expect((await readCoverage('region', 'sector', ALL, { followers: false })).totals.accounts).toBe(before.totals.accounts + 15 + 80);
  });

  it('are those of a full count on any day, of any part', async () => {
    for (const asOf of ['2011-12-31', '2012-01-01', '2014-03-15', '2015-06-01', TODAY])
      for (const narrowed of [{}, { platforms: ['wechat'] as const }, { regions: ['330000'] }, { ranks: ['bureau'] as const }])
        await expectTrue({ ...everything(asOf), ...narrowed });
  }, 60_000);

  it('hear nothing of what is rolled back, and of what commits late though it began early', async () => {
    const total = async () => (await readCoverage('region', 'sector', ALL, { followers: false })).totals.accounts;
    const before = await total();
    const known = await revision();
    await expect(
      db().$transaction(async (tx) => {
        await tx.standing.deleteMany({});
        throw new Error('never mind');
      }),
    ).rejects.toThrow('never mind');
    expect(await total()).toBe(before);
    expect(await revision()).toBe(known);
    await db().$transaction(async (tx) => {
      const { accountId } = await tx.standing.findFirstOrThrow({ where: { until: null } });
      await tx.standing.updateMany({ where: { accountId }, data: { status: 'closed' } });
      await register('2016-01-01'); // begins later, commits first
      expect(await total()).toBe(before + 1);
      expect(await revision()).toBeGreaterThan(known);
    });
    const late = await revision();
    expect(late).toBeGreaterThan(known + 1);
    expect(await total()).toBe(before);
    await expectTrue(ALL);
  });

  it('follow what covers besides: relations, subordinates, other kinds and places of units, at random', async () => {
    const random = seeded(20261121);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
    const units = await db().unitStanding.findMany({ where: { until: null }, select: { id: true, unitId: true, sectorCode: true, tier: true } });
    const accounts = await db().account.findMany({ select: { id: true } });
    const places = (await reference()).regions.children('330000', TODAY).map(({ id }) => id);
    for (let step = 0; step < 24; step++) {
      const [unit, account] = [pick(units), pick(accounts)];
      const kind = pick(['joint', 'consolidated', 'organiser']);
      const changes = [
        () => db().accountRelation.create({ data: { accountId: account.id, unitId: unit.unitId, kind, from: new Date('2016-01-01') } }),
        () => db().accountRelation.deleteMany({ where: { unitId: unit.unitId } }),
        () => db().unitStanding.update({ where: { id: unit.id }, data: { parentId: pick(units.filter(({ unitId }) => unitId !== unit.unitId)).unitId } }),
        () => db().unitStanding.update({ where: { id: unit.id }, data: { kind: pick(['department', 'institution', 'government']) } }),
        () => db().unitStanding.update({ where: { id: unit.id }, data: { regionId: pick(places), standardBody: false } }),
        () => db().standing.updateMany({ where: { accountId: account.id }, data: { status: pick(['active', 'closed']) } }),
      ];
      // One that is not allowed, such as the same relation again, changes nothing.
      await pick(changes)().catch(() => undefined);
      if (step % 3 === 0) await register('2017-01-01');
      if (step % 6 === 5)
        await expectTrue(pick([ALL, { ...ALL, regions: ['330000'] }, { ...ALL, platforms: ['wechat'] }, { ...ALL, unitKinds: ['department'] }]));
    }
    await expectTrue(ALL);
    await expectTrue({ ...ALL, unitKinds: ['institution', 'government'] });
    expect(await db().accountRelation.count()).toBeGreaterThan(0);
  }, 60_000);

  it('outlive that old changes are let go, and that the table is emptied', async () => {
    await db().$executeRaw`UPDATE register_change SET at = at - interval '2 days'`;
    await forgetChanges();
    expect(await db().registerChange.count()).toBe(0);
    await expectTrue(ALL);
    await db().$transaction((tx) => removeShown(tx, ['registered']));
    await expectTrue(ALL);
    await asOwner((client) => client.query('TRUNCATE standing'));
    await expectTrue(ALL);
  });
});
