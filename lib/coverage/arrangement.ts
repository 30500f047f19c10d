import { z } from 'zod';
import { type Finding, finding } from '@/lib/decision';
import { NATION } from '@/lib/taxonomy/regions';
import type { Axis, AxisEntry } from './filter';
import { figureOf, together } from './measure';
import type { Measure } from './query';
import type { Cell, CoverageTable } from './table';

/** The sums of a row or column, where an entry's code is asked for. */
export const TOTAL = 'total';

const by = z
  .string()
  .regex(/^-?[a-z0-9-]{1,60}$/)
  .optional();

/** How the matrix is laid out, beside what it is of. `-` before a code: the greatest first. */
export const ARRANGEMENT = {
  /** The column by which rows are sorted, or `total`. */
  rowsBy: by,
  /** The row by which columns are sorted, or `total`. */
  columnsBy: by,
  /** Without rows and columns of which nothing is registered and nothing expected. */
  hide: z.enum(['empty']).optional(),
  /** Of which sector, tier … the tile grid shows the regions, or `total`. */
  map: by,
};

export type Arrangement = { rowsBy?: string; columnsBy?: string; hide?: 'empty'; map?: string; measure: Measure };

type Asked = { rows: Axis; columns: Axis; region: readonly string[]; scope: 'subtree' | 'own'; map?: string };

/** The grid has tiles for the regions right under the nation, and for no others. */
export function checkMap({ rows, columns, region, scope, map }: Asked): Finding[] {
  return map === undefined || mappable({ rows, columns, region, scope }) ? [] : [finding('map', 'map-needs-nation')];
}

/** Whether the regions of a view have tiles. */
export function mappable({ rows, columns, region, scope }: Omit<Asked, 'map'>): boolean {
  return (rows === 'region' || columns === 'region') && scope === 'subtree' && region.every((code) => code === NATION) && region.length < 2;
}

/** Codes by which a table cannot be laid out, because it has no such row or column. */
export function checkArrangement({ rows, columns }: CoverageTable, { rowsBy, columnsBy, map }: Arrangement, rowAxis: Axis): Finding[] {
  const absent = (name: string, said: string | undefined, entries: readonly AxisEntry[]) => {
    const code = said?.replace(/^-/, '');
    return code === undefined || code === TOTAL || entries.some((entry) => entry.code === code)
      ? []
      : [finding(name, 'parameter-value', { value: said ?? '' })];
  };
  return [
    ...absent('rowsBy', rowsBy, columns),
    ...absent('columnsBy', columnsBy, rows),
    ...(map?.startsWith('-') ? [finding('map', 'parameter-value', { value: map })] : absent('map', map, rowAxis === 'region' ? columns : rows)),
  ];
}

/** The same table with its rows and columns sorted and without the empty ones: every cell that says something is in it, so its sums stay. */
export function arranged<T extends CoverageTable>(table: T, { rowsBy, columnsBy, hide, measure }: Arrangement): T {
  if (rowsBy === undefined && columnsBy === undefined && !hide) return table;
  const [byRow, byColumn] = [grouped(table.cells, 'row'), grouped(table.cells, 'column')];
  const rows = laidOut(table.rows, byRow, { by: rowsBy, across: 'column', hide, measure });
  const columns = laidOut(table.columns, byColumn, { by: columnsBy, across: 'row', hide, measure });
  const found = new Map(table.cells.map((cell) => [`${cell.row}|${cell.column}`, cell]));
  const cells = rows.flatMap((row) => columns.flatMap((column) => found.get(`${row.code}|${column.code}`) ?? []));
  return { ...table, rows, columns, cells };
}

/** How many rows and columns a layout leaves out. */
export function leftOut(whole: CoverageTable, shown: CoverageTable): { rows: number; columns: number } {
  return { rows: whole.rows.length - shown.rows.length, columns: whole.columns.length - shown.columns.length };
}

type Groups = ReadonlyMap<string, readonly Cell[]>;

/** Cells by their row or by their column. */
export function grouped(cells: readonly Cell[], by: 'row' | 'column'): Groups {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const group = groups.get(cell[by]);
    if (group) group.push(cell);
    else groups.set(cell[by], [cell]);
  }
  return groups;
}

type Layout = { by?: string; across: 'row' | 'column'; hide?: 'empty'; measure: Measure };

function laidOut(entries: AxisEntry[], cellsOf: Groups, { by, across, hide, measure }: Layout): AxisEntry[] {
  const mine = ({ code }: AxisEntry) => cellsOf.get(code) ?? [];
  const kept = hide ? entries.filter((entry) => !isEmpty(mine(entry))) : entries;
  if (by === undefined) return kept;
  const code = by.replace(/^-/, '');
  const shown = (entry: AxisEntry) => (code === TOTAL ? mine(entry) : mine(entry).filter((cell) => cell[across] === code));
  const keyed = kept.map((entry) => ({ entry, key: keyOf(shown(entry), measure) }));
  return keyed.sort((a, b) => compare(a.key, b.key, by.startsWith('-') ? -1 : 1)).map(({ entry }) => entry);
}

function isEmpty(cells: readonly Cell[]): boolean {
  return cells.every(({ accounts, expected }) => accounts === 0 && !expected);
}

type Key = { value: number | null; accounts: number };

function keyOf(cells: readonly Cell[], measure: Measure): Key {
  const figures = together(cells);
  return { value: figureOf(figures, measure), accounts: figures.accounts };
}

// What nobody can say stands last either way; equals by their accounts, then as they stood.
function compare(a: Key, b: Key, way: 1 | -1): number {
  if (a.value === null || b.value === null) return a.value === b.value ? way * (a.accounts - b.accounts) : Number(a.value === null) - Number(b.value === null);
  return way * (a.value - b.value || a.accounts - b.accounts);
}
