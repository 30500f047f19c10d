import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Region, regionTree } from '@/lib/taxonomy/regions';
import { type PopulationFigure, populationOfAll, populationsOn } from './population';
import { ranked } from './ranks';
import { arranged, countedOf, medianOf, type ReachEntry, reachTable, type ValuesAt } from './reach';
import { checkReach, reachOrder, reachPageQuery } from './reach-query';
import { reachSays } from './reach-says';

const region = (id: number, code: string, its: Partial<Region> = {}): Region => ({
  ...{ id, code, name: code, shortName: code, nameEn: null, level: 'county', kind: 'municipal-district', parentCode: '500000' },
  ...{
    lineage: ['000000', '500000', code],
    from: null,
    until: null,
    successorId: null,
    economicRegion: null,
    bigArea: null,
    pinyin: '',
    initials: '',
    aliases: [],
  },
  ...its,
});

// 万盛区 500110 and 綦江县 500222 became 綦江区, which took the code of the one; 南川 was renamed under its code.
const TREE = regionTree([
  region(1, '500110', { until: '2011-10-22', successorId: 3 }),
  region(2, '500222', { until: '2011-10-22', successorId: 3 }),
  region(3, '500110', { from: '2011-10-22' }),
  region(4, '500119', { until: '2012-01-01', successorId: 5 }),
  region(5, '500119', { from: '2012-01-01' }),
]);
const figure = (code: string, year: number, vintage: string, people: number): PopulationFigure => ({
  code,
  year,
  vintage,
  people,
  source: `${vintage} ${year}`,
});
const FIGURES = [
  figure('500110', 2010, 'census-2010', 256),
  figure('500110', 2010, 'census-2010-todays-units', 1056),
  figure('500110', 2020, 'census-2020', 1011),
  figure('500119', 2010, 'census-2010', 534),
  figure('500119', 2014, 'annual', 560),
  figure('500119', 2016, 'annual', 570),
];
const people = (id: number, asOf: string) =>
  populationsOn(FIGURES, TREE, asOf, '2026-11-20')(TREE.byId(id) as Region).map(({ vintage, year, people: count }) => [vintage, year, count]);

describe('the population that followers are divided by', () => {
  it('is of each vintage the latest that is not of a later year than the day, both censuses beside each other', () => {
    expect(people(3, '2021-06-30')).toEqual([
      ['census-2020', 2020, 1011],
      ['census-2010-todays-units', 2010, 1056],
    ]);
    expect(people(3, '2019-12-31')).toEqual([['census-2010-todays-units', 2010, 1056]]);
    expect(people(5, '2015-06-30')[0]).toEqual(['annual', 2014, 560]);
    expect(people(5, '2014-01-01')[0]).toEqual(['annual', 2014, 560]);
    expect(people(5, '2013-12-31')).toEqual([['census-2010', 2010, 534]]);
    expect(people(5, '2009-12-31')).toEqual([]);
  });

  it('is of no place in between: what was merged takes no part’s people, and a part not the whole’s', () => {
    expect(people(1, '2011-01-01')).toEqual([['census-2010', 2010, 256]]);
    expect(people(3, '2021-06-30').flat()).not.toContain(256);
    expect(people(4, '2011-01-01')).toEqual([['census-2010', 2010, 534]]);
  });

  it('of several regions is the sum of one year and vintage, and none where one lacks it', () => {
    const one = (year: number, count: number) => ({ vintage: 'annual', year, people: count, sources: ['甲'] });
    expect(populationOfAll([[one(2014, 5)], [one(2014, 7)]])).toEqual([{ vintage: 'annual', year: 2014, people: 12, sources: ['甲'] }]);
    expect(populationOfAll([[one(2014, 5)], [one(2013, 7)]])).toEqual([]);
    expect(populationOfAll([[one(2014, 5)], []])).toEqual([]);
    expect(populationOfAll([])).toEqual([]);
  });
});

describe('ranks', () => {
  it('are shared by equals, and the next is counted on; what has no value has none', () => {
    const items = [3, 9, null, 7, 9, 7, 7].map((value, index) => ({ index, value }));
    const all = ranked(items, ({ value }) => value);
    expect(all.map(({ value, rank, rankFromEnd }) => [value, rank, rankFromEnd])).toEqual([
      [9, 1, 5],
      [9, 1, 5],
      [7, 3, 2],
      [7, 3, 2],
      [7, 3, 2],
      [3, 6, 1],
    ]);
    expect(all.map(({ item }) => item.index)).not.toContain(2);
  });
});

describe('the median', () => {
  it.each([
    [[], null],
    [[5], 5],
    [[1, 2], 1.5],
    [[1, 2, 100], 2],
    [[1, 2, 4, 100], 3],
  ])('of %j is %s', (values, median) => {
    expect(medianOf(Float64Array.from(values))).toBe(median);
  });

  it('is the same in whichever order the values come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0];
        expect(medianOf(Float64Array.from(values))).toBe((low + high) / 2);
      }),
    );
  });
});

const at = (key: string, platform: ValuesAt['platform'], accounts: number, values: number[]): ValuesAt => ({ key, platform, accounts, synthetic: 0, values });
const entry = (code: string, count: number | null, apart = false): ReachEntry => ({
  ...{ code, name: code, nameEn: null, apart },
  populations: count === null ? [] : [{ vintage: 'census-2020', year: 2020, people: count, sources: ['七普'] }],
});
const ROWS = [
  at('a', 'weibo', 2, [100, 300]),
  at('a', 'wechat', 2, [20]),
  at('b', 'wechat', 3, [1500, 500]),
  at('c', 'wechat', 1, []),
  at('own', 'weibo', 1, [7]),
];
const { counted, whole } = countedOf(ROWS);
const TABLE = reachTable(
  [entry('own', 99, true), entry('a', 840), entry('b', 1000), entry('c', 500), entry('d', null)],
  counted,
  entry('total', null, true),
  whole,
);
const order = { measure: 'coefficient', vintage: 'census-2020', direction: 'greatest', ends: 'all' } as const;

describe('a table of followers', () => {
  it('sums what is known, says of how many, and leaves what is not known empty, never 0', () => {
    const [, a, b, c, d] = TABLE.rows;
    expect(a).toMatchObject({
      all: { accounts: 4, known: 3, followers: 420, median: 100 },
      mean: 140,
      coefficients: [{ value: 0.5, people: 840, year: 2020 }],
    });
    expect(a?.platforms).toMatchObject({ weibo: { followers: 400, median: 200 }, wechat: { followers: 20, accounts: 2, known: 1 } });
    expect(b?.coefficients[0]?.value).toBe(2);
    expect(c).toMatchObject({ all: { accounts: 1, known: 0, followers: null, median: null }, mean: null, coefficients: [{ value: null, people: 500 }] });
    expect(d).toMatchObject({ all: { accounts: 0, followers: null }, mean: null, coefficients: [] });
  });

  it('has cells that sum to its totals', () => {
    const sum = (of: (row: (typeof TABLE.rows)[number]) => number | null) => TABLE.rows.reduce((total, row) => total + (of(row) ?? 0), 0);
    expect(sum(({ all }) => all.followers)).toBe(TABLE.total.all.followers);
    expect(sum(({ all }) => all.accounts)).toBe(TABLE.total.all.accounts);
    expect(sum(({ all }) => all.known)).toBe(TABLE.total.all.known);
    expect(sum(({ platforms }) => platforms.wechat?.followers ?? null)).toBe(TABLE.total.platforms.wechat?.followers);
    expect(TABLE.total.all.median).toBe(200); // 7 20 100 300 500 1500: of all accounts, not of the groups’ medians
  });

  it('ranks by what it is asked, and lists apart what has no figure or is no such place', () => {
    const codes = (of: { code: string }[]) => of.map(({ code }) => code);
    const all = arranged(TABLE.rows, order);
    expect(all.ranked.map(({ item, rank }) => [item.code, rank])).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
    expect([codes(all.unranked), codes(all.apart)]).toEqual([['c', 'd'], ['own']]);
    expect(arranged(TABLE.rows, { ...order, direction: 'least' }).ranked.map(({ item, rank }) => [item.code, rank])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect(arranged(TABLE.rows, { ...order, measure: 'accounts', direction: 'name' }).ranked.map(({ item, rank }) => [item.code, rank])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
      ['d', 4],
    ]);
    expect(arranged(TABLE.rows, { ...order, vintage: 'annual' }).ranked).toEqual([]);
  });

  it('shows the first and the last ten with all that are equal at the edge', () => {
    const many = Array.from({ length: 25 }, (_, index) => at(`r${index}`, 'weibo', 1, [index < 12 ? 50 : 100 - index]));
    const table = reachTable(
      many.map(({ key }) => entry(key, null)),
      countedOf(many).counted,
      entry('total', null),
      countedOf(many).whole,
    );
    const ends = (show: 'first' | 'last') => arranged(table.rows, { ...order, measure: 'followers', ends: show }).ranked;
    expect(ends('first')).toHaveLength(10);
    expect(ends('last')).toHaveLength(12);
    expect(ends('last').every(({ rank }) => rank === 14)).toBe(true);
  });

  it('does not depend on the order in which accounts are read', () => {
    const turned = countedOf(ROWS.toReversed().map((row) => ({ ...row, values: [...row.values].reverse() })));
    expect(turned.whole).toEqual(whole);
    expect(turned.counted.get('a')).toEqual(counted.get('a'));
  });
});

describe('the words at the head', () => {
  it('tell how much is known, who is first and last, what exceeds 1, and who is not ranked', () => {
    const said = reachSays(TABLE, arranged(TABLE.rows, order), 'coefficient', 'census-2020');
    expect(said).toMatchObject([
      { says: 'known', accounts: 9, known: 6, followers: 2427, platforms: 2 },
      { says: 'ends', count: 2, first: [{ code: 'b' }], most: 2, last: [{ code: 'a' }], least: 0.5 },
      { says: 'over-one', rows: [{ code: 'b' }] },
      { says: 'unranked', rows: [{ code: 'c' }, { code: 'd' }] },
    ]);
  });

  it('tell nothing of what is not known', () => {
    const none = countedOf([at('c', 'wechat', 1, [])]);
    const table = reachTable([entry('c', 5)], none.counted, entry('total', 5), none.whole);
    expect(reachSays(table, arranged(table.rows, order), 'coefficient', 'census-2020')).toEqual([{ says: 'none', accounts: 1 }]);
  });

  it('name no first among equals', () => {
    const equal = [at('a', 'weibo', 1, [5]), at('b', 'weibo', 1, [5])];
    const table = reachTable([entry('a', null), entry('b', null)], countedOf(equal).counted, entry('total', null), countedOf(equal).whole);
    const all = arranged(table.rows, { ...order, measure: 'followers' });
    expect(reachSays(table, all, 'followers', null)).toMatchObject([
      { says: 'known', platforms: 1 },
      { says: 'equal', count: 2, value: 5 },
    ]);
  });
});

describe('the address', () => {
  it('says order and direction, of platforms with a hyphen too', () => {
    expect(reachOrder('-followers')).toEqual({ measure: 'followers', direction: 'greatest' });
    expect(reachOrder('tencent-weibo')).toEqual({ measure: 'tencent-weibo', direction: 'least' });
    expect(reachOrder('-tencent-weibo')).toEqual({ measure: 'tencent-weibo', direction: 'greatest' });
    expect(reachOrder('-name')).toEqual({ measure: 'followers', direction: 'name-back' });
  });

  it('groups provinces of the whole nation alone', () => {
    const asked = (by: string, region: string[]) => checkReach(reachPageQuery.parse({ by, region })).map(({ reason }) => reason);
    expect(asked('economic', ['330000'])).toEqual(['grouping-of-nation']);
    expect(asked('area', ['000000'])).toEqual([]);
    expect(asked('region', ['330000'])).toEqual([]);
  });
});
