import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLATFORMS, RANKS, TIERS } from '@/lib/taxonomy/codes';
import { LISTS, regionAt, TODAY } from '@/prisma/seed/fixtures';
import { AXES, type Axis, type CoverageFilter, everything, UNCLASSIFIED } from './filter';
import { axisEntries, grounds, regionFrame, sectorFrame } from './frame';
import { expectationsFor, expectedSlots } from './slots';
import { type Counted, coverageTable, type Question, stateOf } from './table';

const ALL = everything(TODAY);

function question(rowAxis: Axis, columnAxis: Axis, filter: CoverageFilter): Question {
  const regions = regionFrame(LISTS.regions, filter);
  const sectors = sectorFrame(LISTS.sectors, filter);
  const ground = grounds(LISTS.regions, regions, filter);
  const rules = expectationsFor(LISTS.expectations, filter, sectors);
  return {
    rowAxis,
    columnAxis,
    filter,
    rows: axisEntries(rowAxis, filter, regions, sectors),
    columns: axisEntries(columnAxis, filter, regions, sectors),
    grounds: ground,
    slots: expectedSlots(ground, rules, filter, sectors, LISTS.rankOf),
  };
}

function count(row: string, column: string, accounts: number, covered = 0, followers: number | null = null): Counted {
  return { row, column, accounts, covered, followers };
}

function table(rowAxis: Axis, columnAxis: Axis, filter: Partial<CoverageFilter>, counted: Counted[] = [], totalCovered = 0) {
  const result = coverageTable(question(rowAxis, columnAxis, { ...ALL, ...filter }), counted, totalCovered);
  const cell = (row: string, column: string) => result.cells.find((each) => each.row === row && each.column === column);
  return { ...result, cell };
}

describe('stateOf', () => {
  it.each([
    [0, 0, 0, 'not-applicable'],
    [3, 0, 0, 'extra'],
    [0, 5, 0, 'gap'],
    [3, 5, 0, 'gap'],
    [3, 5, 3, 'partial'],
    [9, 5, 4, 'partial'],
    [5, 5, 5, 'covered'],
    [1, 1, 1, 'covered'],
    [9, 1, 1, 'covered'],
  ])('of %i accounts, %i bodies expected and %i of them covered is %s: accounts of others never cover', (accounts, expected, covered, state) => {
    expect(stateOf(accounts, expected, covered)).toBe(state);
  });
});

describe('coverageTable', () => {
  it('has every row × column once, row by row', () => {
    const { rows, columns, cells } = table('region', 'sector', {});
    expect(cells.map(({ row, column }) => [row, column])).toEqual(rows.flatMap((row) => columns.map((column) => [row.code, column.code])));
  });

  it('tells covered, partial, gap, extra, not applicable and unknown apart', () => {
    const counted = [count('440000', 'tax', 3, 2), count('430000', 'tax', 1, 1), count('440000', 'other', 4), count('710000', 'tax', 2)];
    const filter = { regions: [], tiers: ['provincial'] as const };
    const { cell } = table('region', 'sector', filter, counted);
    expect(cell('430000', 'tax')).toEqual({
      row: '430000',
      column: 'tax',
      accounts: 1,
      expected: 1,
      covered: 1,
      state: 'covered',
      estimated: true,
      followers: null,
    });
    expect(cell('350000', 'tax')).toMatchObject({ accounts: 0, expected: 1, covered: 0, state: 'gap', estimated: true });
    expect(cell('440000', 'other')).toMatchObject({ accounts: 4, expected: 0, covered: 0, state: 'extra', estimated: false });
    expect(cell('350000', 'other')).toMatchObject({ accounts: 0, expected: 0, state: 'not-applicable', estimated: false });
    expect(cell('710000', 'tax')).toMatchObject({ accounts: 2, expected: null, covered: null, state: 'unknown', estimated: false });
    expect(table('region', 'sector', {}, [count('440000', 'tax', 3, 2)]).cell('440000', 'tax')).toMatchObject({ covered: 2, state: 'partial' });
  });

  it('expects in a province its own body and one of each city and county with a template', () => {
    const { cell, rows } = table('region', 'sector', { regions: ['440000'] });
    const below = LISTS.regions.all.filter(({ lineage, until }) => until === null && lineage.includes('440000'));
    expect(rows[0]).toMatchObject({ code: '440000', own: true });
    const expected = rows.reduce((sum, { code }) => sum + (cell(code, 'public-security')?.expected ?? 0), 0);
    expect(expected).toBe(below.length);
    expect(cell('440000', 'public-security')?.expected).toBe(1);
    expect(cell('441900', 'public-security')?.expected).toBe(1);
  });

  it('knows nothing of the centre, the corps, missions, Hong Kong, Macao and Taiwan', () => {
    const { cell } = table('region', 'sector', {});
    for (const code of ['000000', '660000', '900000', '710000', '810000', '820000'])
      expect(cell(code, 'public-security'), code).toMatchObject({ expected: null, covered: null, state: 'unknown' });
  });

  it('knows that a province has no central bodies, and of its townships nothing', () => {
    const { cell } = table('region', 'tier', {});
    expect(cell('440000', 'central')).toMatchObject({ expected: 0, state: 'not-applicable' });
    expect(cell('440000', 'township')).toMatchObject({ expected: null, state: 'unknown' });
    expect(cell('440000', 'county')?.state).toBe('gap');
    expect(cell('000000', 'central')).toMatchObject({ expected: null, state: 'unknown' });
    expect(cell('000000', 'county')).toMatchObject({ expected: 0, state: 'not-applicable' });
  });

  it.each([
    ['central', '000000', 'unknown'],
    ['central', '440000', 'not-applicable'],
    ['provincial', '440000', 'gap'],
    ['provincial', '000000', 'not-applicable'],
    ['township', '440000', 'unknown'],
    ['township', '000000', 'not-applicable'],
  ] as const)('asked for the tier %s alone says of %s: %s', (tier, code, state) => {
    expect(table('region', 'sector', { tiers: [tier] }).cell(code, 'tax')?.state).toBe(state);
  });

  it.each(['tier', 'rank'] as const)('gives accounts of which the %s is not known an entry of their own at the end', (axis) => {
    const { rows, cell, totals } = table(axis, 'platform', {}, [count(UNCLASSIFIED, 'weibo', 3), count(axis === 'tier' ? 'county' : 'bureau', 'weibo', 2)]);
    expect(rows.at(-1)).toEqual({ code: UNCLASSIFIED, name: UNCLASSIFIED, nameEn: null });
    expect(cell(UNCLASSIFIED, 'weibo')).toMatchObject({ accounts: 3, expected: null, covered: null, state: 'unknown' });
    expect(cell(UNCLASSIFIED, 'wechat')).toMatchObject({ accounts: 0, state: 'unknown' });
    expect(totals.accounts).toBe(5);
  });

  it('has no such entry where nothing is unclassified', () => {
    expect(table('tier', 'platform', {}, [count('county', 'weibo', 2)]).rows.map(({ code }) => code)).toEqual([...TIERS]);
  });

  it('gives accounts of a sector that the day does not have an entry of their own', () => {
    const { columns, totals, cells } = table('region', 'sector', { asOf: '2014-12-31' }, [count('440000', 'culture-tourism', 2)]);
    expect(columns.at(-1)?.code).toBe('culture-tourism');
    expect(cells.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(totals.accounts);
  });

  it('expects a body on each platform, but counts it once', () => {
    const { cell, totals } = table('sector', 'platform', { sectors: ['tax'], tiers: ['provincial'] });
    expect(cell('tax', 'weibo')?.expected).toBe(31);
    expect(cell('tax', 'wechat')?.expected).toBe(31);
    expect(cell('tax', 'tencent-weibo')).toMatchObject({ expected: 0, state: 'not-applicable' });
    expect(totals.expected).toBe(31);
  });

  it('has on the platform axis only the platforms asked for', () => {
    const { columns } = table('sector', 'platform', { platforms: ['wechat'] });
    expect(columns.map(({ code }) => code)).toEqual(['wechat']);
  });

  it('sums followers where they are known, and leaves out what nobody knows', () => {
    const { cell } = table('region', 'sector', {}, [count('440000', 'tax', 2, 1, 36_000), count('350000', 'tax', 1)]);
    expect(cell('440000', 'tax')?.followers).toBe(36_000);
    expect(cell('350000', 'tax')?.followers).toBeNull();
    expect(cell('430000', 'tax')?.followers).toBeNull();
  });

  it('has no expectation at all where there is no roster', () => {
    const { totals, cells } = table('region', 'sector', { regions: ['710000'] }, [count('710000', 'tax', 2)], 0);
    expect(totals).toEqual({ accounts: 2, expected: null, covered: null });
    expect(new Set(cells.map(({ state }) => state))).toEqual(new Set(['unknown']));
  });

  it('expects nothing of officials', () => {
    const { cell, totals } = table('region', 'sector', { holders: ['official'] }, [count('440000', 'tax', 2)]);
    expect(cell('440000', 'tax')).toMatchObject({ accounts: 2, expected: 0, state: 'extra' });
    expect(totals.expected).toBe(0);
  });
});

describe('the sums', () => {
  const pairs = fc.constantFrom(...AXES.flatMap((rows) => AXES.filter((columns) => columns !== rows).map((columns) => [rows, columns] as const)));
  const filters = fc.record({
    asOf: fc.constantFrom('2012-12-31', '2014-12-31', TODAY),
    scope: fc.constantFrom<CoverageFilter['scope'][]>('subtree', 'own'),
    regions: fc.array(fc.constantFrom('000000', '440000', '440100', '440106', '500000', '660000', '710000'), { maxLength: 3 }),
    sectors: fc.array(fc.constantFrom('public-security', 'traffic-police', 'health', 'hospitals', 'tourism', 'culture-tourism', 'other'), { maxLength: 3 }),
    platforms: fc.subarray([...PLATFORMS]),
    tiers: fc.subarray([...TIERS]),
    ranks: fc.subarray([...RANKS]),
  });

  /** What a query may count under: the keys that the frames have, and what no list knows. */
  function keysOf(axis: Axis, filter: CoverageFilter): string[] {
    const asked = (codes: readonly string[], narrowed: readonly string[]) => [...(narrowed.length ? narrowed : codes)];
    switch (axis) {
      case 'region':
        return [...new Set(regionFrame(LISTS.regions, filter).placed.map(({ key }) => key))];
      case 'sector':
        return [...new Set(sectorFrame(LISTS.sectors, filter).keys.values())];
      case 'tier':
        return [...asked(TIERS, filter.tiers), UNCLASSIFIED];
      case 'rank':
        return [...asked(RANKS, filter.ranks), UNCLASSIFIED];
      case 'platform':
        return asked(PLATFORMS, filter.platforms);
    }
  }

  const asked = fc.tuple(pairs, filters, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 500 })), { maxLength: 30 }));

  it('of all cells are the totals, whatever is asked', () => {
    fc.assert(
      fc.property(asked, ([[rowAxis, columnAxis], narrowed, numbers]) => {
        const filter = { ...ALL, ...narrowed };
        const rowKeys = keysOf(rowAxis, filter);
        const columnKeys = keysOf(columnAxis, filter);
        const counted = new Map(
          numbers.flatMap(([row, column, accounts]) => {
            const [rowKey, columnKey] = [rowKeys[row % rowKeys.length], columnKeys[column % columnKeys.length]];
            return rowKey === undefined || columnKey === undefined ? [] : [[`${rowKey}|${columnKey}`, count(rowKey, columnKey, accounts)] as const];
          }),
        );
        const asking = question(rowAxis, columnAxis, filter);
        const { rows, columns, cells, totals } = coverageTable(asking, [...counted.values()], 0);
        expect(new Set(cells.map(({ row, column }) => `${row}|${column}`)).size).toBe(rows.length * columns.length);
        expect(cells.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(totals.accounts);
        if (rowAxis === 'platform' || columnAxis === 'platform') return;
        const bodies = cells.reduce((sum, { expected }) => sum + (expected ?? 0), 0);
        expect(bodies).toBe(totals.expected ?? 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the regions of today', () => {
  it('are expected to have what their own tier has', () => {
    const { cell } = table('region', 'sector', { regions: ['440106'] });
    expect(regionAt('440106').level).toBe('county');
    expect(cell('440106', 'public-security')?.expected).toBe(1);
    expect(cell('440106', 'communications')).toMatchObject({ expected: 0, state: 'not-applicable' });
  });
});
