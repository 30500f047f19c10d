import { PLATFORMS, type Platform } from '@/lib/taxonomy/codes';
import type { AxisEntry } from './filter';
import { byVintage, type Population } from './population';
import { type Ranked, ranked } from './ranks';

/** By what followers are summed: an axis, or the four economic regions 四大地区, or the six big areas 六大区 of the provinces. */
export const GROUPINGS = ['region', 'economic', 'area', 'sector', 'tier', 'platform'] as const;
export type ReachGrouping = (typeof GROUPINGS)[number];

/** 四大地区 (国家统计局 2011-06-13) and 港澳台, which is in none of them. */
export const ECONOMIC_REGIONS = ['east', 'central', 'west', 'northeast', 'hmt'] as const;
/** 六大区: a customary grouping, of which no document in force is known. */
export const BIG_AREAS = ['north', 'northeast', 'east', 'central-south', 'southwest', 'northwest'] as const;
/** What none of the groups of provinces holds: the centre, 兵团, 驻外机构. */
export const ELSEWHERE = 'elsewhere';

/**
 * 覆盖人数 of some accounts: the last followers known of each on or before the day, summed. Of accounts without a
 * figure nothing is assumed: `known` tells how many have one, and without any there is neither sum nor median.
 */
export type Followed = { accounts: number; known: number; synthetic: number; followers: number | null; median: number | null };

/** A group of accounts as it was counted: together, and on each platform. */
export type Counted = { all: Followed; platforms: Partial<Record<Platform, Followed>> };

/** What is counted of the accounts of a group on one platform: the followers of those of which they are known. */
export type ValuesAt = { key: string; platform: Platform; accounts: number; synthetic: number; values: readonly number[] | Float64Array };

/** Groups and the whole, each together and by platform. */
export function countedOf(rows: readonly ValuesAt[]): { counted: Map<string, Counted>; whole: Counted } {
  const summed = rows.map((row) => ({ ...row, sum: sumOf(row.values) }));
  const keys = [...new Set(rows.map(({ key }) => key))];
  return { counted: new Map(keys.map((key) => [key, together(summed.filter((row) => row.key === key))])), whole: together(summed) };
}

type Summed = ValuesAt & { sum: number };

function sumOf(values: ValuesAt['values']): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] as number;
  return sum;
}

function together(rows: readonly Summed[]): Counted {
  const platforms = PLATFORMS.map((platform) => [platform, rows.filter((row) => row.platform === platform)] as const);
  return {
    all: followed(rows),
    platforms: Object.fromEntries(platforms.flatMap(([platform, its]) => (its.length ? [[platform, followed(its)]] : []))),
  };
}

function followed(rows: readonly Summed[]): Followed {
  const values = valuesOf(rows);
  const known = values.length;
  return {
    accounts: rows.reduce((sum, { accounts }) => sum + accounts, 0),
    known,
    synthetic: rows.reduce((sum, { synthetic }) => sum + synthetic, 0),
    followers: known ? rows.reduce((all, { sum }) => all + sum, 0) : null,
    median: medianOf(values),
  };
}

function valuesOf(rows: readonly Summed[]): Float64Array {
  const values = new Float64Array(rows.reduce((count, row) => count + row.values.length, 0));
  let at = 0;
  for (const row of rows) {
    values.set(row.values, at);
    at += row.values.length;
  }
  return values;
}

/** The value in the middle; of an even number the mean of the two in the middle; of none null. The values change their places. */
export function medianOf(values: Float64Array): number | null {
  if (values.length === 0) return null;
  const middle = Math.floor(values.length / 2);
  const high = selected(values, middle);
  return values.length % 2 ? high : (high + greatestBefore(values, middle)) / 2;
}

function greatestBefore(values: Float64Array, place: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < place; at++) if ((values[at] as number) > most) most = values[at] as number;
  return most;
}

/** The value that would stand at a place if they were sorted; none before it is greater then. Sorting three hundred thousand costs ten times as much. */
function selected(values: Float64Array, place: number): number {
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const [left, right] = parted(values, from, to);
    if (place <= right) to = right;
    else if (place >= left) from = left;
    else break;
  }
  return values[place] as number;
}

/** Puts the lesser of some values before the greater. @returns where the greater begin, and where the lesser end */
function parted(values: Float64Array, from: number, to: number): [left: number, right: number] {
  const pivot = values[(from + to) >> 1] as number;
  let [left, right] = [from, to];
  while (left <= right) {
    while ((values[left] as number) < pivot) left++;
    while ((values[right] as number) > pivot) right--;
    if (left > right) break;
    [values[left], values[right]] = [values[right] as number, values[left] as number];
    left++;
    right--;
  }
  return [left, right];
}

export type ReachEntry = AxisEntry & {
  /** Stands beside the others and is not ranked with them: the region's own bodies, or what is in no group. */
  apart: boolean;
  populations: readonly Population[];
};

/** 传播覆盖系数: followers ÷ resident population. Null where no followers are known; may exceed 1. */
export type Coefficient = Population & { value: number | null };

export type ReachRow = ReachEntry & Counted & { mean: number | null; coefficients: readonly Coefficient[] };

/** What is said of a vintage that stands in a table. */
export type Vintage = { vintage: string; year: number; years: readonly number[]; sources: readonly string[] };

/** `vintages`: those by which rows that are ranked have people. */
export type ReachTable = { rows: ReachRow[]; total: ReachRow; platforms: Platform[]; vintages: Vintage[] };

/** Of nothing. */
export const NOBODY: Followed = { accounts: 0, known: 0, synthetic: 0, followers: null, median: null };

/** Entries with what was counted of each, and the total beside them. */
export function reachTable(entries: readonly ReachEntry[], counted: ReadonlyMap<string, Counted>, total: ReachEntry, whole: Counted): ReachTable {
  const rows = entries.map((entry) => rowOf(entry, counted.get(entry.code) ?? { all: NOBODY, platforms: {} }));
  const last = rowOf(total, whole);
  return {
    rows,
    total: last,
    platforms: PLATFORMS.filter((platform) => (whole.platforms[platform]?.accounts ?? 0) > 0),
    vintages: vintagesOf(rows.filter(({ apart }) => !apart)),
  };
}

function rowOf(entry: ReachEntry, { all, platforms }: Counted): ReachRow {
  const { followers, known } = all;
  const coefficients = entry.populations.map((population) => ({ ...population, value: followers === null ? null : over(followers, population.people) }));
  return { ...entry, all, platforms, mean: followers === null ? null : over(followers, known), coefficients };
}

function over(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function vintagesOf(rows: readonly ReachRow[]): Vintage[] {
  const all = rows.flatMap(({ populations }) => populations);
  const unique = <T>(items: readonly T[]) => [...new Set(items)];
  return unique(all.map(({ vintage }) => vintage))
    .map((vintage) => {
      const its = all.filter((population) => population.vintage === vintage);
      const years = unique(its.map(({ year }) => year)).sort();
      return { vintage, year: Math.max(...years), years, sources: unique(its.flatMap(({ sources }) => sources)) };
    })
    .sort(byVintage);
}

/** What rows can be ranked by. */
export const REACH_MEASURES = ['accounts', 'known', 'followers', ...PLATFORMS, 'mean', 'median', 'coefficient'] as const;
export type ReachMeasure = (typeof REACH_MEASURES)[number];

/** @param vintage whose population the coefficient is taken over */
export function measured(row: ReachRow, measure: ReachMeasure, vintage: string | null): number | null {
  switch (measure) {
    case 'accounts':
    case 'known':
    case 'followers':
    case 'median':
      return row.all[measure];
    case 'mean':
      return row.mean;
    case 'coefficient':
      return row.coefficients.find((each) => each.vintage === vintage)?.value ?? null;
    default:
      return row.platforms[measure]?.followers ?? null;
  }
}

export const REACH_ENDS = ['all', 'first', 'last'] as const;
/** The first and the last of a ranking are this many; equals at the edge are all shown. */
export const AT_AN_END = 10;

/** A table in its order: what is ranked, what has no figure to be ranked by, and what stands apart. */
export type Arranged = { ranked: Ranked<ReachRow>[]; unranked: ReachRow[]; apart: ReachRow[] };

type Order = { measure: ReachMeasure; vintage: string | null; direction: 'greatest' | 'least' | 'name' | 'name-back'; ends: (typeof REACH_ENDS)[number] };

/** Lays rows out by a measure, or by name with the ranks of the measure beside. */
export function arranged(rows: readonly ReachRow[], { measure, vintage, direction, ends }: Order): Arranged {
  const among = rows.filter(({ apart }) => !apart);
  const all = ranked(among, (row) => measured(row, measure, vintage));
  const shown = all.filter(({ rank, rankFromEnd }) => ends === 'all' || (ends === 'first' ? rank : rankFromEnd) <= AT_AN_END);
  const places = new Map(among.map((row, index) => [row.code, index]));
  const byName = (a: Ranked<ReachRow>, b: Ranked<ReachRow>) => (places.get(a.item.code) ?? 0) - (places.get(b.item.code) ?? 0);
  const order = { greatest: () => 0, least: (a: Ranked<ReachRow>, b: Ranked<ReachRow>) => b.rank - a.rank, name: byName, 'name-back': byName }[direction];
  const sorted = shown.toSorted(order);
  return {
    ranked: direction === 'name-back' ? sorted.toReversed() : sorted,
    unranked: among.filter((row) => measured(row, measure, vintage) === null),
    apart: rows.filter(({ apart }) => apart),
  };
}
