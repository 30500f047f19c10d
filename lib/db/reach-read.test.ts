import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import { GROUPINGS, type ReachGrouping, type ReachRow } from '@/lib/coverage/reach';
import type { RowTexts } from '@/lib/exchange/columns';
import { registerAccount } from './account-register';
import { db } from './client';
import { readCoverage } from './coverage';
import { dateOf, dayFrom } from './days';
import { EXPLAINED } from './filing-given';
import { readReach } from './reach-read';

const TODAY = '2026-11-20';
const ALL = everything(TODAY);

let number = 0;
async function register(texts: RowTexts, ...values: [day: string, followers: number | null][]): Promise<number> {
  number += 1;
  const decision = await registerAccount(COMMAND_LINE, { platform: '微博', name: `覆盖${number}`, openedOn: '2011-01-01', ...EXPLAINED, ...texts }, TODAY);
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
  const { id } = await db().account.findFirstOrThrow({ orderBy: { id: 'desc' } });
  await db().snapshot.createMany({
    data: values.map(([day, value]) => ({ accountId: id, day: dateOf(day), metric: 'followers', value, source: '试验' })),
  });
  return id;
}

const rowsBy = async (by: ReachGrouping, filter: Partial<CoverageFilter> = {}) =>
  new Map((await readReach(by, { ...ALL, ...filter }, TODAY)).rows.map((row) => [row.code, row]));
const coefficientsOf = (row: ReachRow | undefined) => row?.coefficients.map(({ vintage, year, people, value }) => [vintage, year, people, value]);

beforeAll(async () => {
  // 渝中区: two accounts on Weibo, one on WeChat of which nothing is known, and a value of null, which is none.
  await register({ unit: '渝中区教育局', region: '500103', sector: '教育' }, ['2012-01-01', 100_000], ['2021-01-01', 630_090], ['2021-06-01', null]);
  await register({ unit: '渝中区公安分局', region: '500103', sector: '公安' }, ['2021-02-01', 588_717], ['2025-01-01', 600_000]);
  await register({ platform: '微信', unit: '渝中区教育局', region: '500103', sector: '教育' });
  await register({ platform: '微信', unit: '重庆市教育委员会', region: '重庆', sector: '教育' }, ['2014-06-30', 3000]);
  await register({ unit: '杭州市教育局', region: '杭州', sector: '教育' }, ['2013-01-01', 40]);
  await register({ unit: '杭州市卫生健康委员会', region: '杭州', sector: '卫生健康', holder: '个人', person: '某某', post: '主任' }, ['2020-01-01', 41]);
  await register({ unit: '试验部', tier: '中央', sector: '教育' }, ['2015-01-01', 9_000_000]);
  await register({ unit: '西湖区教育局', region: '330106', sector: '教育', closedOn: '2020-01-01' }, ['2013-01-01', 77]);
});

describe('followers and the coverage coefficient', () => {
  it('of a district shows both censuses and no year in between; it may exceed 1', async () => {
    const district = (await rowsBy('region', { regions: ['500103'], asOf: '2021-12-31' })).get('500103');
    // 630,090 + 588,717; the census of 2020 has 588,717 people here, that of 2010 had 630,090.
    expect(district?.all).toMatchObject({ accounts: 3, known: 2, followers: 1_218_807, median: 609_403.5 });
    expect(district?.mean).toBe(609_403.5);
    const [seventh, sixth, ...others] = coefficientsOf(district) ?? [];
    expect([seventh, sixth].map((each) => each?.slice(0, 3))).toEqual([
      ['census-2020', 2020, 588_717],
      ['census-2010-todays-units', 2010, 630_090],
    ]);
    expect(others).toEqual([]);
    expect(seventh?.[3]).toBeCloseTo(1_218_807 / 588_717, 12);
    expect(sixth?.[3]).toBeCloseTo(1_218_807 / 630_090, 12);
    const before = (await rowsBy('region', { regions: ['500103'], asOf: '2015-12-31' })).get('500103');
    expect(coefficientsOf(before)).toEqual([['census-2010-todays-units', 2010, 630_090, 100_000 / 630_090]]);
  });

  it('takes the last value on or before the day, a null being none', async () => {
    const on = async (asOf: string) => (await rowsBy('region', { regions: ['500103'], sectors: ['education'], asOf })).get('500103')?.all;
    expect(await on('2011-12-31')).toMatchObject({ accounts: 2, known: 0, followers: null, median: null });
    expect(await on('2012-01-01')).toMatchObject({ known: 1, followers: 100_000 });
    expect(await on('2020-12-31')).toMatchObject({ known: 1, followers: 100_000 });
    expect(await on('2021-07-01')).toMatchObject({ known: 1, followers: 630_090 });
  });

  it('of a province is over the yearly figure of the latest year not after the day', async () => {
    const province = (await rowsBy('region', { asOf: '2018-03-01' })).get('500000');
    const people = async (year: number, vintage: string) =>
      Number((await db().regionPopulation.findFirstOrThrow({ where: { code: '500000', year, vintage } })).people);
    expect(coefficientsOf(province)).toEqual([
      ['nbs-revised', 2014, await people(2014, 'nbs-revised'), 103_000 / (await people(2014, 'nbs-revised'))],
      ['census-2010', 2010, await people(2010, 'census-2010'), 103_000 / (await people(2010, 'census-2010'))],
    ]);
  });

  it('has cells that sum to the totals in every grouping, and the same totals in each', async () => {
    for (const asOf of ['2012-06-01', '2019-12-31', TODAY]) {
      const tables = await Promise.all(GROUPINGS.map((by) => readReach(by, { ...ALL, asOf }, TODAY)));
      for (const [index, { rows, total }] of tables.entries()) {
        const sum = (of: (row: ReachRow) => number | null | undefined) => rows.reduce((all, row) => all + (of(row) ?? 0), 0);
        const by = GROUPINGS[index];
        expect(
          sum(({ all }) => all.accounts),
          by,
        ).toBe(total.all.accounts);
        expect(
          sum(({ all }) => all.known),
          by,
        ).toBe(total.all.known);
        expect(
          sum(({ all }) => all.followers),
          by,
        ).toBe(total.all.followers);
        for (const platform of ['weibo', 'wechat'] as const)
          expect(
            sum(({ platforms }) => platforms[platform]?.followers),
            by,
          ).toBe(total.platforms[platform]?.followers ?? 0);
        expect(total.all, by).toEqual(tables[0]?.total.all);
      }
    }
  });

  it('equals a replay over every value, and the followers of the public coverage', async () => {
    for (const asOf of ['2014-01-01', '2019-12-31', TODAY]) {
      const standings = await db().standing.findMany({
        where: { from: { lte: dateOf(asOf) }, OR: [{ until: null }, { until: { gt: dateOf(asOf) } }], status: 'active' },
      });
      const snapshots = await db().snapshot.findMany({ where: { metric: 'followers', value: { not: null } }, orderBy: { day: 'asc' } });
      const values = standings.flatMap(({ accountId }) => {
        const last = snapshots.filter((each) => each.accountId === accountId && dayFrom(each.day) <= asOf).at(-1);
        return last ? [Number(last.value)] : [];
      });
      const { total } = await readReach('sector', { ...ALL, asOf }, TODAY);
      expect(total.all).toMatchObject({ accounts: standings.length, known: values.length, followers: values.reduce((sum, value) => sum + value, 0) });
      const { cells } = await readCoverage('region', 'platform', { ...ALL, asOf });
      expect(cells.reduce((sum, { followers }) => sum + (followers ?? 0), 0)).toBe(total.all.followers);
      const rows = await rowsBy('region', { asOf });
      for (const { row, column, followers } of cells)
        expect(rows.get(row)?.platforms[column as 'weibo']?.followers ?? null, `${row}|${column}`).toBe(followers);
    }
  });

  it('groups provinces; the people of a group are those of all of them or none, and the centre stands apart', async () => {
    const economic = await rowsBy('economic', { asOf: '2021-12-31' });
    expect([...economic.keys()]).toEqual(['east', 'central', 'west', 'northeast', 'hmt', 'elsewhere']);
    expect(economic.get('west')?.all).toMatchObject({ accounts: 4, known: 3, followers: 1_221_807 });
    expect(economic.get('elsewhere')).toMatchObject({ apart: true, coefficients: [], all: { followers: 9_000_000 } });
    expect(economic.get('hmt')).toMatchObject({ coefficients: [], all: { accounts: 0, followers: null } });
    const { _sum } = await db().regionPopulation.aggregate({
      where: {
        vintage: 'census-2020',
        code: { in: ['150000', '450000', '500000', '510000', '520000', '530000', '540000', '610000', '620000', '630000', '640000', '650000'] },
      },
      _sum: { people: true },
    });
    expect(coefficientsOf(economic.get('west'))?.[0]).toEqual(['census-2020', 2020, Number(_sum.people), 1_221_807 / Number(_sum.people)]);
    const areas = await rowsBy('area', { asOf: '2021-12-31' });
    expect(areas.get('southwest')?.all.followers).toBe(1_221_807);
    expect(areas.get('elsewhere')?.all.followers).toBe(9_000_000);
    await db().regionPopulation.deleteMany({ where: { vintage: 'census-2020', code: '540000' } });
    expect(coefficientsOf((await rowsBy('area', { asOf: '2021-12-31' })).get('southwest'))?.map(([vintage]) => vintage)).not.toContain('census-2020');
  });

  it('divides sectors, levels and platforms by the people of the place, and the nation by nobody', async () => {
    const sectors = await rowsBy('sector', { regions: ['500103'], asOf: '2021-12-31' });
    expect(coefficientsOf(sectors.get('public-security'))?.[0]).toEqual(['census-2020', 2020, 588_717, 1]);
    expect(sectors.get('health')?.coefficients.map(({ value }) => value)).toEqual([null, null]);
    const { total, vintages } = await readReach('platform', ALL, TODAY);
    expect([total.coefficients, vintages]).toEqual([[], []]);
  });

  it('of regions asked for within each other gives the outer one no people: it has only the rest of the accounts', async () => {
    const both = await rowsBy('region', { regions: ['500000', '500103'], asOf: '2021-12-31' });
    expect(both.get('500000')).toMatchObject({ coefficients: [], all: { followers: 3000 } });
    expect(both.get('500103')?.coefficients).toHaveLength(2);
  });

  it('says how many values are made up', async () => {
    const { id } = await db().account.findFirstOrThrow({ orderBy: { id: 'asc' } });
    await db().standing.updateMany({ where: { accountId: id }, data: { provenance: 'synthetic' } });
    const { total } = await readReach('region', ALL, TODAY);
    expect(total.all.synthetic).toBe(1);
    const only = await readReach('region', { ...ALL, provenances: ['registered'] }, TODAY);
    expect(only.total.all).toMatchObject({ synthetic: 0, known: total.all.known - 1 });
  });
});
