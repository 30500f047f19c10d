import { type Finding, finding } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import type { Axis, AxisEntry } from './filter';
import type { CoverageTable } from './table';

export const COMPARED = ['accounts', 'covered', 'rate'] as const;
export type Compared = (typeof COMPARED)[number];

/** A figure of each side and the second less the first; null where a side does not know or does not have it. Rates are 0 to 1. */
export type Difference = { first: number | null; second: number | null; difference: number | null };

export type ComparedCell = { row: string; column: string } & Record<Compared, Difference>;

export type Comparison = {
  rows: AxisEntry[];
  columns: AxisEntry[];
  /** Row by row, every row × column. */
  cells: ComparedCell[];
  rowTotals: Map<string, Difference>;
  columnTotals: Map<string, Difference>;
  totals: Record<Compared, Difference>;
};

type Figures = { accounts: number; expected: number | null; covered: number | null };

/**
 * Two tables on the same axes side by side. What only one side has, such as a region that was set up
 * in between, stands beside a —: it was not nought.
 */
export function compareTables(first: CoverageTable, second: CoverageTable): Comparison {
  const rows = union(second.rows, first.rows);
  const columns = union(second.columns, first.columns);
  const [was, is] = [first, second].map(({ cells }) => new Map(cells.map((cell) => [`${cell.row}|${cell.column}`, cell])));
  const cells = rows.flatMap((row) =>
    columns.map((column) => {
      const key = `${row.code}|${column.code}`;
      return { row: row.code, column: column.code, ...compared(was?.get(key), is?.get(key)) };
    }),
  );
  return {
    rows,
    columns,
    cells,
    rowTotals: totalsOf('row', rows, first, second),
    columnTotals: totalsOf('column', columns, first, second),
    totals: compared(first.totals, second.totals),
  };
}

function union(entries: readonly AxisEntry[], more: readonly AxisEntry[]): AxisEntry[] {
  const known = new Set(entries.map(({ code }) => code));
  return [...entries, ...more.filter(({ code }) => !known.has(code))];
}

function compared(was: Figures | undefined, is: Figures | undefined): Record<Compared, Difference> {
  return { accounts: difference(was?.accounts, is?.accounts), covered: difference(was?.covered, is?.covered), rate: difference(rateOf(was), rateOf(is)) };
}

function rateOf(figures: Figures | undefined): number | null {
  if (!figures?.expected || figures.covered === null) return null;
  return figures.covered / figures.expected;
}

/** The second less the first, where both are known. */
export function difference(first: number | null | undefined, second: number | null | undefined): Difference {
  const [was, is] = [first ?? null, second ?? null];
  return { first: was, second: is, difference: was === null || is === null ? null : is - was };
}

function totalsOf(along: 'row' | 'column', entries: readonly AxisEntry[], first: CoverageTable, second: CoverageTable): Map<string, Difference> {
  const sums = [first, second].map((table) => accountsAlong(along, table));
  return new Map(entries.map(({ code }) => [code, difference(sums[0]?.get(code), sums[1]?.get(code))]));
}

/** Accounts of each entry of an axis. */
export function accountsAlong(along: 'row' | 'column', { rows, columns, cells }: CoverageTable): Map<string, number> {
  const sums = new Map((along === 'row' ? rows : columns).map(({ code }) => [code, 0]));
  for (const cell of cells) sums.set(cell[along], (sums.get(cell[along]) ?? 0) + cell.accounts);
  return sums;
}

/** 增长: the net number, and the rate to the first number; of a base of 0 there is no rate. */
export type Growth = Difference & { rate: number | null };

/** @returns a rate of 0.5 for half as many again */
export function growth({ first, second, difference: net }: Difference): Growth {
  return { first, second, difference: net, rate: net === null || first === null || first === 0 ? null : net / first };
}

type Asked = {
  rows: Axis;
  columns: Axis;
  from?: Day;
  to?: Day;
  region: readonly string[];
  toRegion?: string;
  platform: readonly string[];
  toPlatform?: string;
};

/**
 * Two sides must differ in something, and not in what the table is laid out by: another region has
 * other rows, another platform another column.
 */
export function checkSides({ rows, columns, toRegion, toPlatform }: Asked): Finding[] {
  const axes = [rows, columns];
  return [
    ...(toRegion && axes.includes('region') ? [finding('toRegion', 'compare-axis')] : []),
    ...(toPlatform && axes.includes('platform') ? [finding('toPlatform', 'compare-axis')] : []),
  ];
}
