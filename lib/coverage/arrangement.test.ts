import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arrangement, arranged, checkArrangement, checkMap, leftOut } from './arrangement';
import { together } from './measure';
import { MEASURES } from './query';
import { type Cell, type CoverageTable, stateOf } from './table';

type Given = { accounts: number; expected: number | null; covered: number };

/** A table of these figures: rows by letters, columns by numbers. */
function tableOf(rows: readonly (readonly Given[])[]): CoverageTable {
  const entry = (code: string) => ({ code, name: code, nameEn: null });
  const cells = rows.flatMap((row, r) =>
    row.map(({ accounts, expected, covered }, c): Cell => {
      const known = expected === null ? null : Math.min(covered, expected, accounts);
      const state = expected === null || known === null ? 'unknown' : stateOf(accounts, expected, known);
      return { row: 'abcdefgh'[r] ?? '', column: String(c), accounts, expected, covered: known, state, estimated: false, followers: null };
    }),
  );
  const { accounts, expected, covered } = together(cells);
  return {
    rows: rows.map((_, r) => entry('abcdefgh'[r] ?? '')),
    columns: (rows[0] ?? []).map((_, c) => entry(String(c))),
    cells,
    totals: { accounts, expected, covered },
  };
}

const given = fc.record({ accounts: fc.nat(9), expected: fc.oneof(fc.constant(null), fc.nat(4)), covered: fc.nat(4) });
const tables = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) => fc.array(fc.array(given, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }).map(tableOf));
const arrangements: fc.Arbitrary<Arrangement> = fc.record({
  rowsBy: fc.constantFrom(undefined, 'total', '-total', '0', '-0'),
  columnsBy: fc.constantFrom(undefined, 'total', '-total', 'a', '-a'),
  hide: fc.constantFrom(undefined, 'empty' as const),
  measure: fc.constantFrom(...MEASURES),
});

const codes = (entries: readonly { code: string }[]) => entries.map(({ code }) => code).join('');

describe('a table that is laid out', () => {
  it('keeps its sums and every cell that says something, in every layout', () => {
    fc.assert(
      fc.property(tables, arrangements, (table, arrangement) => {
        const shown = arranged(table, arrangement);
        const sums = ({ accounts, expected, covered }: ReturnType<typeof together>) => [accounts, expected ?? 0, covered ?? 0];
        expect(sums(together(shown.cells))).toEqual(sums(together(table.cells)));
        expect(shown.cells.map(({ row, column }) => `${row}${column}`)).toEqual(
          shown.rows.flatMap((row) => shown.columns.map((column) => row.code + column.code)),
        );
        const hidden = table.cells.filter((cell) => !shown.cells.includes(cell));
        expect(hidden.filter(({ accounts, expected }) => accounts > 0 || expected).length).toBe(0);
        expect(leftOut(table, shown)).toEqual({ rows: table.rows.length - shown.rows.length, columns: table.columns.length - shown.columns.length });
      }),
    );
  });

  it('turned over is the turned table laid out', () => {
    const turned = (table: CoverageTable): CoverageTable => ({
      ...table,
      rows: table.columns,
      columns: table.rows,
      cells: table.columns.flatMap(({ code }) =>
        table.rows.flatMap((row) =>
          table.cells.filter((cell) => cell.row === row.code && cell.column === code).map((cell) => ({ ...cell, row: cell.column, column: cell.row })),
        ),
      ),
    });
    fc.assert(
      fc.property(tables, arrangements, (table, { rowsBy, columnsBy, ...rest }) => {
        expect(arranged(turned(table), { ...rest, rowsBy: columnsBy, columnsBy: rowsBy })).toEqual(turned(arranged(table, { ...rest, rowsBy, columnsBy })));
      }),
    );
  });

  const table = tableOf([
    [
      { accounts: 1, expected: 2, covered: 1 },
      { accounts: 9, expected: null, covered: 0 },
    ],
    [
      { accounts: 5, expected: 4, covered: 1 },
      { accounts: 0, expected: null, covered: 0 },
    ],
    [
      { accounts: 0, expected: null, covered: 0 },
      { accounts: 0, expected: null, covered: 0 },
    ],
  ]);

  it.each([
    [{ rowsBy: '-0', measure: 'rate' }, 'abc'],
    [{ rowsBy: '0', measure: 'rate' }, 'bac'],
    [{ rowsBy: '-0', measure: 'accounts' }, 'bac'],
    [{ rowsBy: '-total', measure: 'accounts' }, 'abc'],
    [{ rowsBy: '0', measure: 'expected' }, 'abc'],
    [{ hide: 'empty', measure: 'state' }, 'ab'],
  ] as const)('%o has the rows %s: what nobody can say stands last either way', (arrangement, rows) => {
    expect(codes(arranged(table, arrangement).rows)).toBe(rows);
  });

  it.each([
    [{ rowsBy: '7' }, ['rowsBy']],
    [{ rowsBy: '-1', columnsBy: '-z' }, ['columnsBy']],
    [{ map: 'total', columnsBy: 'total' }, []],
    [{ map: '-total' }, ['map']],
    [{ map: 'a' }, ['map']],
  ])('%o is refused for %o, what the table does not have', (asked, fields) => {
    expect(checkArrangement(table, { ...asked, measure: 'state' }, 'region').map(({ field }) => field)).toEqual(fields);
  });
});

describe('the tile grid', () => {
  const asked = { rows: 'region', columns: 'sector', region: [], scope: 'subtree', map: 'total' } as const;
  it.each([
    [{}, 0],
    [{ region: ['000000'] }, 0],
    [{ rows: 'sector', columns: 'region' } as const, 0],
    [{ rows: 'tier' } as const, 1],
    [{ region: ['330000'] }, 1],
    [{ scope: 'own' } as const, 1],
    [{ region: ['330000'], map: undefined }, 0],
  ])('is for the regions under the nation: %o', (change, findings) => {
    expect(checkMap({ ...asked, ...change })).toHaveLength(findings);
  });
});
