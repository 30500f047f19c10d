import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSides, compareTables, growth } from './compare';
import type { Cell, CoverageTable } from './table';

const entry = (code: string) => ({ code, name: code, nameEn: null });

/** Cells as [accounts, expected, covered], by row and column. */
function table(cells: Record<string, Record<string, [number, number | null, number | null]>>): CoverageTable {
  const rows = Object.keys(cells);
  const columns = [...new Set(Object.values(cells).flatMap((row) => Object.keys(row)))];
  const all = rows.flatMap((row) =>
    columns.map((column): Cell => {
      const [accounts, expected, covered] = cells[row]?.[column] ?? [0, 0, 0];
      return { row, column, accounts, expected, covered, state: 'unknown', estimated: false, followers: null };
    }),
  );
  const sum = (figure: 'accounts' | 'expected' | 'covered') => all.reduce((total, cell) => total + (cell[figure] ?? 0), 0);
  return {
    rows: rows.map(entry),
    columns: columns.map(entry),
    cells: all,
    totals: { accounts: sum('accounts'), expected: sum('expected'), covered: sum('covered') },
  };
}

const of = (first: number | null, second: number | null, difference: number | null) => ({ first, second, difference });

describe('two tables side by side', () => {
  it.each<[string, [number, number | null, number | null], [number, number | null, number | null], object]>([
    ['more', [2, 10, 1], [5, 10, 3], { accounts: of(2, 5, 3), covered: of(1, 3, 2), rate: of(0.1, 0.3, 0.3 - 0.1) }],
    ['fewer', [5, 10, 3], [2, 10, 3], { accounts: of(5, 2, -3), covered: of(3, 3, 0), rate: of(0.3, 0.3, 0) }],
    ['no roster on the first side', [5, null, null], [5, 4, 2], { accounts: of(5, 5, 0), covered: of(null, 2, null), rate: of(null, 0.5, null) }],
    ['nothing expected', [0, 0, 0], [1, 0, 0], { accounts: of(0, 1, 1), covered: of(0, 0, 0), rate: of(null, null, null) }],
  ])('%s', (_, was, is, told) => {
    const { cells } = compareTables(table({ a: { x: was } }), table({ a: { x: is } }));
    expect(cells).toEqual([{ row: 'a', column: 'x', ...told }]);
  });

  it('what only one side has stands beside nothing, not beside nought', () => {
    const { rows, cells, rowTotals } = compareTables(table({ old: { x: [4, 1, 1] } }), table({ new: { x: [6, 1, 1] } }));
    expect(rows.map(({ code }) => code)).toEqual(['new', 'old']);
    expect(cells.map(({ row, accounts }) => [row, accounts])).toEqual([
      ['new', of(null, 6, null)],
      ['old', of(4, null, null)],
    ]);
    expect(rowTotals.get('old')).toEqual(of(4, null, null));
  });

  const counts = fc.array(fc.tuple(fc.nat(99), fc.nat(99)), { minLength: 4, maxLength: 4 });
  it('differences of cells add up to those of rows, columns and the whole', () => {
    fc.assert(
      fc.property(counts, (each) => {
        const side = (which: 0 | 1) => {
          const [a, b, c, d] = each.map((pair): [number, number, number] => [pair[which], 0, 0]);
          return table({ r: { x: a ?? [0, 0, 0], y: b ?? [0, 0, 0] }, s: { x: c ?? [0, 0, 0], y: d ?? [0, 0, 0] } });
        };
        const { cells, rowTotals, columnTotals, totals } = compareTables(side(0), side(1));
        const sum = (which: (cell: (typeof cells)[number]) => boolean) => cells.filter(which).reduce((all, cell) => all + (cell.accounts.difference ?? 0), 0);
        expect(sum(() => true)).toBe(totals.accounts.difference);
        for (const code of ['r', 's']) expect(sum(({ row }) => row === code)).toBe(rowTotals.get(code)?.difference);
        for (const code of ['x', 'y']) expect(sum(({ column }) => column === code)).toBe(columnTotals.get(code)?.difference);
      }),
    );
  });
});

it.each([
  [of(10, 15, 5), 0.5],
  [of(10, 4, -6), -0.6],
  [of(10, 10, 0), 0],
  [of(0, 7, 7), null],
  [of(null, 7, null), null],
])('%o has grown by the rate %d', (told, rate) => {
  expect(growth(told)).toEqual({ ...told, rate });
});

it('refuses another region or platform where the table is laid out by it', () => {
  const asked = { rows: 'region', columns: 'platform', region: [], platform: [] } as const;
  expect(checkSides({ ...asked, toRegion: '330000', toPlatform: 'weibo' }).map(({ field, reason }) => [field, reason])).toEqual([
    ['toRegion', 'compare-axis'],
    ['toPlatform', 'compare-axis'],
  ]);
  expect(checkSides({ ...asked, rows: 'sector', columns: 'tier', toRegion: '330000', toPlatform: 'weibo' })).toEqual([]);
});
