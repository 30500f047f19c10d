import type { Tier } from '@/lib/taxonomy/codes';
import { type Axis, type AxisEntry, type CoverageFilter, UNCLASSIFIED } from './filter';
import type { Ground } from './frame';
import { type Slots, slotKeys } from './slots';

/** 单元格状态; see docs/glossary.md. */
export type CellState = 'covered' | 'partial' | 'gap' | 'extra' | 'not-applicable' | 'unknown';

/** What was counted for one cell. `covered` counts expected bodies that have an open account, `below` those of which only a subordinate has one. */
export type Counted = { row: string; column: string; accounts: number; covered: number; followers: number | null; below?: number };

export type Cell = {
  row: string;
  column: string;
  accounts: number;
  /** Bodies expected to have an account; null where there is no roster. */
  expected: number | null;
  covered: number | null;
  state: CellState;
  /** The expectation comes from the template of standard bodies, not from a confirmed roster. */
  estimated: boolean;
  /** Sum over the accounts of which it is known; null when of none. */
  followers: number | null;
  /** 仅下属单位有账号: expected bodies that have none, while a unit whose 主管单位 they are has one. Left out where there is none. */
  subordinateOnly?: number;
};

export type CoverageTable = {
  rows: AxisEntry[];
  columns: AxisEntry[];
  /** Row by row, every row × column. */
  cells: Cell[];
  totals: { accounts: number; expected: number | null; covered: number | null };
};

export type Question = {
  rowAxis: Axis;
  columnAxis: Axis;
  filter: CoverageFilter;
  rows: AxisEntry[];
  columns: AxisEntry[];
  grounds: readonly Ground[];
  slots: readonly Slots[];
};

/** Puts counts and expectations together: the cells sum to the totals, whatever the axes. */
export function coverageTable(question: Question, counted: readonly Counted[], totalCovered: number): CoverageTable {
  const { rowAxis, columnAxis } = question;
  const expected = expectedByCell(question);
  const keys = [...counted, ...expected.values()];
  const rows = withUncharted(
    rowAxis,
    question.rows,
    keys.map(({ row }) => row),
  );
  const columns = withUncharted(
    columnAxis,
    question.columns,
    keys.map(({ column }) => column),
  );
  const counts = new Map(counted.map((count) => [cellKey(count.row, count.column), count]));
  const roster = rosterOf(question);
  const cells = rows.flatMap((row) =>
    columns.map((column) => {
      const key = cellKey(row.code, column.code);
      return cell(row.code, column.code, counts.get(key), expected.get(key), roster(row.code, column.code));
    }),
  );
  const accounts = counted.reduce((sum, count) => sum + count.accounts, 0);
  const bodies = question.slots.reduce((sum, { count }) => sum + count, 0);
  const known = cells.some((each) => each.expected !== null);
  return { rows, columns, cells, totals: { accounts, expected: known ? bodies : null, covered: known ? totalCovered : null } };
}

function cellKey(row: string, column: string): string {
  return `${row}|${column}`;
}

// Accounts whose sector the day does not know, or whose tier or rank nobody knows, get an entry
// of their own at the end: left out, they would be missing from the sum.
function withUncharted(axis: Axis, entries: AxisEntry[], keys: readonly string[]): AxisEntry[] {
  const known = new Set(entries.map(({ code }) => code));
  const more = [...new Set(keys)].filter((code) => !known.has(code)).sort();
  return axis === 'region' ? entries : [...entries, ...more.map((code) => ({ code, name: code, nameEn: null }))];
}

type ExpectedHere = { row: string; column: string; bodies: number; estimated: boolean };
type Expected = Map<string, ExpectedHere>;

// Thousands of slots, the same as long as the lists and the question are.
const expectedOf = new WeakMap<readonly Slots[], Map<string, Expected>>();

function expectedByCell(question: Question): Expected {
  const { rowAxis, columnAxis, slots } = question;
  const known = expectedOf.get(slots) ?? new Map<string, Expected>();
  expectedOf.set(slots, known);
  const axes = `${rowAxis} ${columnAxis}`;
  const expected = known.get(axes) ?? countExpected(question);
  known.set(axes, expected);
  return expected;
}

function countExpected({ rowAxis, columnAxis, filter, slots }: Question): Expected {
  const expected: Expected = new Map();
  for (const each of slots) {
    for (const row of slotKeys(rowAxis, each, filter)) {
      for (const column of slotKeys(columnAxis, each, filter)) {
        const key = cellKey(row, column);
        const held = expected.get(key);
        expected.set(key, { row, column, bodies: (held?.bodies ?? 0) + each.count, estimated: held?.estimated || each.estimated });
      }
    }
  }
  return expected;
}

/** What the roster can say about a cell: nothing can stand there, nobody knows, or it is known. */
type Roster = 'impossible' | 'unknown' | 'known';

type Place = { key: string; tier: Tier; known: boolean };

// Where something can stand at all: of thousands of regions, the same as long as the lists and the question are.
const placesOf = new WeakMap<readonly Ground[], Map<string, Place[]>>();

function places({ filter, grounds }: Question): Place[] {
  const known = placesOf.get(grounds) ?? new Map<string, Place[]>();
  placesOf.set(grounds, known);
  const asked = filter.tiers.join();
  const all = known.get(asked) ?? findPlaces(filter, grounds);
  known.set(asked, all);
  return all;
}

function findPlaces(filter: CoverageFilter, grounds: readonly Ground[]): Place[] {
  const combinations = new Map<string, Place>();
  for (const { key, tiers, slotTier, barred } of grounds) {
    for (const tier of tiers) {
      if (filter.tiers.length && !filter.tiers.includes(tier)) continue;
      const known = tier === slotTier || (barred?.includes(tier) ?? false);
      combinations.set(`${key}|${tier}|${known}`, { key, tier, known });
    }
  }
  return [...combinations.values()];
}

function rosterOf(question: Question): (row: string, column: string) => Roster {
  const { rowAxis, columnAxis } = question;
  const all = places(question);
  const found = (row: string, column: string): Roster => {
    const here = all.filter((each) => fits(rowAxis, row, each) && fits(columnAxis, column, each));
    if (here.length === 0) return 'impossible';
    return here.some(({ known }) => known) ? 'known' : 'unknown';
  };
  const seen = new Map<string, Map<string, Roster>>();
  return (row, column) => {
    if (row === UNCLASSIFIED || column === UNCLASSIFIED) return 'unknown';
    // On the other axes every entry is alike.
    const [ofRow, ofColumn] = [saysWhere(rowAxis) ? row : '', saysWhere(columnAxis) ? column : ''];
    const inRow = seen.get(ofRow) ?? new Map<string, Roster>();
    seen.set(ofRow, inRow);
    const roster = inRow.get(ofColumn) ?? found(row, column);
    inRow.set(ofColumn, roster);
    return roster;
  };
}

function saysWhere(axis: Axis): boolean {
  return axis === 'region' || axis === 'tier';
}

function fits(axis: Axis, code: string, { key, tier }: { key: string; tier: Tier }): boolean {
  if (axis === 'region') return key === code;
  return axis === 'tier' ? tier === code : true;
}

function cell(row: string, column: string, count: Counted | undefined, here: ExpectedHere | undefined, roster: Roster): Cell {
  const { accounts = 0, covered = 0, followers = null, below = 0 } = count ?? {};
  const { bodies: expected = 0, estimated = false } = here ?? {};
  const unknown = roster === 'unknown';
  return {
    row,
    column,
    accounts,
    expected: unknown ? null : expected,
    covered: unknown ? null : covered,
    state: unknown ? 'unknown' : stateOf(accounts, expected, covered),
    estimated: !unknown && expected > 0 && estimated,
    followers,
    ...(!unknown && below > 0 ? { subordinateOnly: below } : {}),
  };
}

/** The state of a cell whose roster is known. */
export function stateOf(accounts: number, expected: number, covered: number): CellState {
  if (expected === 0) return accounts === 0 ? 'not-applicable' : 'extra';
  if (covered === 0) return 'gap';
  return covered < expected ? 'partial' : 'covered';
}
