import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { AXES, type CoverageFilter, everything } from '@/lib/coverage/filter';
import type { RowTexts } from '@/lib/exchange/columns';
import { registerAccount } from './account-register';
import { listExpected, readCoverage, streamExpected } from './coverage';
import { EXPLAINED } from './filing-given';
import { registerUnit } from './units';

const TODAY = '2026-11-20';
const ALL = everything(TODAY);
const PAGE = { missingOnly: true, skip: 0, take: 50 };

let number = 0;
async function register(texts: RowTexts) {
  number += 1;
  const decision = await registerAccount(COMMAND_LINE, { platform: 'wechat', name: `试验${number}`, ...EXPLAINED, ...texts }, TODAY);
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
}

async function cell(
  filter: Partial<CoverageFilter>,
  row: string,
  column: string,
  axes: ['region' | 'sector', 'sector' | 'tier' | 'platform'] = ['region', 'sector'],
) {
  const { cells } = await readCoverage(axes[0], axes[1], { ...ALL, ...filter });
  return cells.find((each) => each.row === row && each.column === column);
}

beforeAll(async () => {
  // 杭州: the education bureau on both platforms, the health commission through an official only, a hospital.
  await register({ unit: '杭州市教育局', region: '杭州', sector: '教育', openedOn: '2013-05-01' });
  await register({ unit: '杭州市教育局', platform: 'weibo', openedOn: '2011-01-01' });
  await register({ unit: '杭州市卫生健康委员会', region: '杭州', sector: '卫生健康', holder: '个人', person: '某某', post: '主任' });
  await register({ unit: '杭州市试验医院', region: '杭州', sector: '医院' });
  // 上城区 of 杭州, a closed account of 西湖区, and two sectors elsewhere.
  await register({ unit: '上城区教育局', region: '330102', sector: '教育', followers: '1000' });
  await register({ unit: '西湖区教育局', region: '330106', sector: '教育', openedOn: '2012-01-01', closedOn: '2020-01-01' });
  await register({ unit: '试验公用事业公司', region: '杭州', sector: '公用事业', kind: 'state-enterprise' });
  await register({ unit: '试验部', tier: '中央', sector: '教育' });
  await register({ unit: '试验大使馆', tier: '中央', region: '900000', sector: '外事', kind: 'mission-abroad' });
  await register({ unit: '某国驻华使馆', region: '北京', sector: 'foreign-missions', kind: 'foreign-mission' });
});

describe('coverage', () => {
  it('sums to the same total on every pair of axes, foreign missions in China left out', async () => {
    for (const rows of AXES) {
      for (const columns of AXES.filter((axis) => axis !== rows)) {
        const table = await readCoverage(rows, columns, ALL);
        expect(table.cells).toHaveLength(table.rows.length * table.columns.length);
        expect(
          table.cells.reduce((sum, { accounts }) => sum + accounts, 0),
          `${rows} × ${columns}`,
        ).toBe(8);
        expect(table.totals.accounts).toBe(8);
      }
    }
    expect((await readCoverage('region', 'sector', { ...ALL, sectors: ['foreign-missions'] })).totals.accounts).toBe(1);
  });

  it('has the nation’s own bodies first, then the 34 province-level regions, 兵团 and 驻外机构', async () => {
    const { rows } = await readCoverage('region', 'sector', ALL);
    expect(rows[0]).toMatchObject({ code: '000000', own: true });
    expect(rows).toHaveLength(37);
    expect(rows.map(({ code }) => code)).toEqual(expect.arrayContaining(['110000', '710000', '810000', '820000', '660000', '900000']));
  });

  it('goes down to the county, and what was counted above is found below', async () => {
    expect(await cell({ platforms: ['wechat'] }, '330000', 'education')).toMatchObject({ accounts: 2, state: 'partial', covered: 2 });
    const province = await readCoverage('region', 'sector', { ...ALL, regions: ['330000'], platforms: ['wechat'] });
    expect(province.rows[0]).toMatchObject({ code: '330000', own: true });
    expect(province.totals.accounts).toBe(5);
    expect(await cell({ regions: ['330100'], platforms: ['wechat'] }, '330100', 'education')).toMatchObject({
      accounts: 1,
      expected: 1,
      covered: 1,
      state: 'covered',
    });
    expect(await cell({ regions: ['330100'], platforms: ['wechat'] }, '330102', 'education')).toMatchObject({ accounts: 1, state: 'covered', followers: 1000 });
    expect((await readCoverage('region', 'sector', { ...ALL, regions: ['330102'] })).rows).toHaveLength(1);
  });

  it.each([
    ['an official covers no body', '330100', 'health', { accounts: 2, expected: 1, covered: 0, state: 'gap' }],
    ['a closed account covers no body', '330106', 'education', { accounts: 0, expected: 1, covered: 0, state: 'gap' }],
    ['an account where none is expected is extra', '330100', 'utilities', { accounts: 1, expected: 0, state: 'extra' }],
    ['nothing expected, nothing there', '330102', 'utilities', { accounts: 0, expected: 0, state: 'not-applicable' }],
  ])('%s', async (_what, row, column, expected) => {
    expect(await cell({ regions: ['330100'] }, row, column)).toMatchObject(expected);
  });

  it('counts a body once, however many accounts it has, and each platform for itself', async () => {
    const filter = { regions: ['330100'], scope: 'own' as const, sectors: ['education'] };
    expect(await cell(filter, '330100', 'education')).toMatchObject({ accounts: 2, expected: 1, covered: 1 });
    const byPlatform = await readCoverage('sector', 'platform', { ...ALL, ...filter });
    expect(byPlatform.cells.map(({ column, accounts, expected }) => [column, accounts, expected])).toEqual([
      ['weibo', 1, 1],
      ['tencent-weibo', 0, 0],
      ['wechat', 1, 1],
    ]);
    expect(byPlatform.totals).toEqual({ accounts: 2, expected: 1, covered: 1 });
  });

  it('tells what was true on a day', async () => {
    const on = (asOf: string) => cell({ asOf, regions: ['330100'], platforms: ['wechat'] }, '330106', 'education');
    expect(await on('2011-12-31')).toMatchObject({ accounts: 0 });
    expect(await on('2019-12-31')).toMatchObject({ accounts: 1, state: 'covered' });
    expect(await on('2020-01-01')).toMatchObject({ accounts: 0, state: 'gap' });
    const before2018 = await readCoverage('region', 'sector', { ...ALL, asOf: '2014-12-31' });
    expect(before2018.columns.map(({ code }) => code)).toEqual(expect.arrayContaining(['tourism', 'culture', 'food-drug']));
    expect(before2018.columns.map(({ code }) => code)).not.toContain('culture-tourism');
  });

  it('says that nobody can say where there is no roster, and that a place cannot have a tier', async () => {
    expect(await cell({}, '000000', 'education')).toMatchObject({ accounts: 1, expected: null, covered: null, state: 'unknown' });
    const byTier = (row: string, column: string) => cell({}, row, column, ['region', 'tier']);
    expect(await byTier('710000', 'provincial')).toMatchObject({ state: 'unknown' });
    expect(await byTier('900000', 'central')).toMatchObject({ accounts: 1, state: 'unknown' });
    expect(await byTier('440000', 'central')).toMatchObject({ state: 'not-applicable' });
    expect(await byTier('440000', 'township')).toMatchObject({ state: 'unknown' });
    expect(await byTier('440000', 'county')).toMatchObject({ state: 'gap' });
  });

  it('covers a body at the rank at which it is expected, whatever rank it is said to have itself', async () => {
    await register({ unit: '宁波市教育局', region: '宁波', sector: '教育', rank: '县处级以下' });
    const asked = { regions: ['330200'], scope: 'own' as const, sectors: ['education'] };
    const { cells, totals } = await readCoverage('sector', 'rank', { ...ALL, ...asked });
    expect(totals).toEqual({ accounts: 1, expected: 1, covered: 1 });
    expect(cells.filter(({ accounts, expected }) => accounts || expected)).toMatchObject([
      { column: 'bureau', accounts: 0, expected: 1, covered: 1 },
      { column: 'below-county-division', accounts: 1, expected: 0, covered: 0 },
    ]);
    const narrowed = { ...ALL, ...asked, ranks: ['bureau' as const] };
    expect((await readCoverage('region', 'sector', narrowed)).totals).toEqual({ accounts: 0, expected: 1, covered: 1 });
    expect((await listExpected(narrowed, PAGE)).items).toEqual([]);
  });

  it('compares regions side by side when several are asked for', async () => {
    const { rows, totals } = await readCoverage('region', 'sector', { ...ALL, regions: ['330100', '110000'], sectors: ['education'] });
    expect(rows.map(({ code, own }) => [code, own])).toEqual([
      ['330100', undefined],
      ['110000', undefined],
    ]);
    expect(totals.accounts).toBe(3);
  });
});

describe('the bodies behind a cell', () => {
  it('are as many as the cell says are expected and not covered', async () => {
    for (const filter of [
      { regions: ['330000'], platforms: ['wechat' as const] },
      { regions: ['330100'], sectors: ['education'] },
      { tiers: ['provincial' as const] },
      { regions: ['330100'], ranks: ['bureau' as const] },
    ]) {
      const { totals } = await readCoverage('region', 'sector', { ...ALL, ...filter });
      const missing = await listExpected({ ...ALL, ...filter }, PAGE);
      const all = await listExpected({ ...ALL, ...filter }, { ...PAGE, missingOnly: false });
      expect(missing.total, JSON.stringify(filter)).toBe((totals.expected ?? 0) - (totals.covered ?? 0));
      expect(all.total).toBe(totals.expected);
    }
  });

  it('leave for a file some at a time, the same and in the same order', async () => {
    const asked = { missingOnly: false, sort: '-sector' as const };
    const filter = { ...ALL, regions: ['330000', '440000'] };
    const { items, total } = await listExpected(filter, { ...asked, skip: 0, take: 100_000 });
    const stream = await streamExpected(filter, asked);
    const sizes: number[] = [];
    const streamed: typeof items = [];
    for await (const bodies of stream.rows) {
      sizes.push(bodies.length);
      streamed.push(...bodies);
    }
    expect(stream.total).toBe(total);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBe(2000);
    expect(streamed).toEqual(items);
  });

  it('name the unit where one is registered, else the body', async () => {
    await registerUnit(COMMAND_LINE, { unit: '滨江区教育局', region: '330108', sector: '教育' }, TODAY);
    const { items } = await listExpected({ ...ALL, regions: ['330108', '330109'], sectors: ['education'] }, PAGE);
    expect(items.map(({ region, bodyName, unit }) => [region, bodyName, unit])).toEqual([
      ['滨江区', '教育局', '滨江区教育局'],
      ['萧山区', '教育局', null],
    ]);
  });
});
