import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { grouped } from './arrangement';
import type { Basis, Distribution } from './distribution';
import type { Axis, AxisEntry } from './filter';
import { together } from './measure';
import type { Scheme } from './scheme';
import type { Shape } from './shape';
import type { Cell, CoverageTable } from './table';

// What the figures of a page say, as values: the sentences are made of them in messages/. A rule says
// nothing that the figures do not bear: nothing of what has no roster, no name where there are several.

/** So many names stand in a sentence; of more only the number is said. */
export const MOST_NAMED = 5;

/** An entry of an axis, whose name is the page's. */
export type Named = { axis: Axis; entry: AxisEntry };

/** Bodies without an account: how many of which place and kind. `whole`: all that are expected there. */
export type Missing = { at: readonly Named[]; count: number; whole: boolean };

export type CoverageFact =
  | { kind: 'all'; expected: number; estimated: boolean }
  | { kind: 'none'; expected: number; estimated: boolean }
  | { kind: 'all-but'; expected: number; covered: number; confirmed: readonly Missing[]; estimated: readonly Missing[] }
  | { kind: 'some'; expected: number; covered: number; missing: number; estimated: boolean }
  | { kind: 'extremes'; axis: Axis; highest: Extreme; lowest: Extreme }
  | { kind: 'without-accounts'; axis: Axis; of: number; without: readonly Named[] }
  | { kind: 'no-roster'; axis: Axis; entries: readonly Named[]; count: number };

export type Extreme = { entries: readonly Named[]; count: number; rate: number };

type Axes = { rowAxis: Axis; columnAxis: Axis };

/** What a table says of who has an account: at most three facts, the most telling first. */
export function coverageFacts(table: CoverageTable, axes: Axes): CoverageFact[] {
  const first = coveredFact(table, axes);
  const [rows, columns] = [sides(table, 'row', axes.rowAxis), sides(table, 'column', axes.columnAxis)];
  const facts = [
    first,
    first?.kind === 'some' ? (extremes(columns) ?? extremes(rows)) : null,
    first === null || first.kind === 'none' ? null : (withoutAccounts(rows) ?? withoutAccounts(columns)),
    withoutRoster(rows) ?? withoutRoster(columns),
  ];
  return facts.filter((fact) => fact !== null).slice(0, 3);
}

function coveredFact({ rows, columns, cells, totals }: CoverageTable, axes: Axes): CoverageFact | null {
  const { expected, covered } = totals;
  if (expected === null || covered === null || expected === 0) return null;
  const open = cells.filter((cell) => (cell.expected ?? 0) > (cell.covered ?? 0));
  const estimated = (covered === expected || covered === 0 ? cells : open).some((cell) => cell.estimated);
  if (covered === expected) return { kind: 'all', expected, estimated };
  if (covered === 0) return { kind: 'none', expected, estimated };
  const missing = namedMissing({ rows, columns, cells, totals }, axes);
  const count = expected - covered;
  // Where a body stands in several cells, as on the axis of platforms, cells do not tell who it is.
  const told = missing.reduce((sum, { missing: each }) => sum + each.count, 0) === count;
  if (!told || missing.length > MOST_NAMED) return { kind: 'some', expected, covered, missing: count, estimated };
  const of = (roster: boolean) => missing.filter((each) => each.estimated === roster).map((each) => each.missing);
  return { kind: 'all-but', expected, covered, confirmed: of(false), estimated: of(true) };
}

function namedMissing({ rows, columns, cells }: CoverageTable, { rowAxis, columnAxis }: Axes): { missing: Missing; estimated: boolean }[] {
  const [row, column] = [byCode(rows), byCode(columns)];
  const asked = cells.filter(({ expected }) => (expected ?? 0) > 0);
  // What is the same everywhere has been said above.
  const oneRow = new Set(asked.map((cell) => cell.row)).size === 1;
  const oneColumn = new Set(asked.map((cell) => cell.column)).size === 1;
  return asked.flatMap((cell) => {
    const [expected, covered] = [cell.expected ?? 0, cell.covered ?? 0];
    if (covered === expected) return [];
    const [ofRow, ofColumn] = [named(rowAxis, row.get(cell.row)), named(columnAxis, column.get(cell.column))];
    const at = oneColumn ? ofRow : oneRow ? ofColumn : [...ofRow, ...ofColumn];
    return [{ missing: { at, count: expected - covered, whole: covered === 0 }, estimated: cell.estimated }];
  });
}

type Side = Named & ReturnType<typeof together> & { cells: readonly Cell[] };

function sides(table: CoverageTable, by: 'row' | 'column', axis: Axis): Side[] {
  const cellsOf = grouped(table.cells, by);
  return table[`${by}s`].map((entry) => {
    const cells = cellsOf.get(entry.code) ?? [];
    return { axis, entry, cells, ...together(cells) };
  });
}

/** Where the rate is highest and lowest; of fewer than three, or where all are alike, that says nothing. */
function extremes(all: readonly Side[]): CoverageFact | null {
  const rated = all.flatMap(({ axis, entry, expected, covered }) => (expected ? [{ axis, entry, rate: (covered ?? 0) / expected }] : []));
  const [first] = rated;
  if (!first || rated.length < 3 || first.axis === 'platform') return null;
  const rates = rated.map(({ rate }) => rate);
  const [highest, lowest] = [Math.max(...rates), Math.min(...rates)];
  if (highest === lowest) return null;
  const at = (wanted: number): Extreme => {
    const here = rated.filter(({ rate }) => rate === wanted).map(({ axis, entry }) => ({ axis, entry }));
    return { entries: here.slice(0, MOST_NAMED), count: here.length, rate: wanted };
  };
  return { kind: 'extremes', axis: first.axis, highest: at(highest), lowest: at(lowest) };
}

/** Of the entries that are expected to have accounts, those with none; nothing where all or most have none. */
function withoutAccounts(all: readonly Side[]): CoverageFact | null {
  const asked = all.filter(({ expected }) => expected);
  const without = asked.filter(({ accounts }) => accounts === 0).map(({ axis, entry }) => ({ axis, entry }));
  const [first] = asked;
  if (!first || without.length === 0 || without.length > MOST_NAMED || without.length === asked.length) return null;
  return { kind: 'without-accounts', axis: first.axis, of: asked.length, without };
}

/** Entries of which nobody can say who is expected: they are in no rate. */
function withoutRoster(all: readonly Side[]): CoverageFact | null {
  const unknown = all.filter(({ cells }) => cells.length > 0 && cells.every(({ state }) => state === 'unknown')).map(({ axis, entry }) => ({ axis, entry }));
  const [first] = unknown;
  if (!first || unknown.length === all.length) return null;
  return { kind: 'no-roster', axis: first.axis, entries: unknown.slice(0, MOST_NAMED), count: unknown.length };
}

/** Where the most bodies are without an account. */
export type MostMissing = { kind: 'most-missing'; top: readonly (Named & { missing: number })[]; of: number };

/** The rows with the most bodies without an account, three at most; nothing of fewer than three rows that lack any, and none that only shares its place with what is left out. */
export function mostMissing(table: CoverageTable, rowAxis: Axis): MostMissing | null {
  const lacking = sides(table, 'row', rowAxis)
    .map(({ axis, entry, expected, covered }) => ({ axis, entry, missing: (expected ?? 0) - (covered ?? 0) }))
    .filter(({ missing }) => missing > 0)
    .sort((a, b) => b.missing - a.missing);
  const next = lacking[3]?.missing ?? 0;
  const top = lacking.slice(0, 3).filter(({ missing }) => missing > next);
  return lacking.length < 3 || top.length === 0 ? null : { kind: 'most-missing', top, of: lacking.length };
}

export type LevelFact = { platform: Platform; asOf: Day; scheme: Scheme; total: number } & (
  | { kind: 'no-accounts' }
  | { kind: 'no-verdict'; shape: Shape }
  | { kind: 'alike' }
  | { kind: 'most'; basis: Basis; bands: readonly string[]; value: number; shape: Shape }
);

const NO_VERDICT: readonly Shape[] = ['too-few-bands', 'insufficient'];

/** What a distribution says: in which bands the most are, and the shape; without a verdict only that there is none. */
export function levelFact({ scheme, basis, bands, total, shape }: Distribution, { platform, asOf }: { platform: Platform; asOf: Day }): LevelFact {
  const of = { platform, asOf, scheme, total };
  if (total === 0) return { ...of, kind: 'no-accounts' };
  if (NO_VERDICT.includes(shape)) return { ...of, kind: 'no-verdict', shape };
  if (shape === 'even') return { ...of, kind: 'alike' };
  const figureOf = (band: (typeof bands)[number]) => (basis === 'accounts' ? band.share : band.rate);
  const value = Math.max(...bands.map((band) => figureOf(band) ?? 0));
  return { ...of, kind: 'most', basis, bands: bands.filter((band) => figureOf(band) === value).map(({ code }) => code), value, shape };
}

function byCode(entries: readonly AxisEntry[]): ReadonlyMap<string, AxisEntry> {
  return new Map(entries.map((entry) => [entry.code, entry]));
}

function named(axis: Axis, entry: AxisEntry | undefined): Named[] {
  return entry ? [{ axis, entry }] : [];
}
