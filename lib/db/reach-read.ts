import { type Axis, type AxisEntry, type CoverageFilter, UNCLASSIFIED } from '@/lib/coverage/filter';
import { followedBy, keyOn } from '@/lib/coverage/followed';
import { axisEntries } from '@/lib/coverage/frame';
import { type Population, type PopulationFigure, populationOfAll, populationsOn } from '@/lib/coverage/population';
import {
  BIG_AREAS,
  type Counted,
  countedOf,
  ECONOMIC_REGIONS,
  ELSEWHERE,
  type ReachEntry,
  type ReachGrouping,
  type ReachTable,
  reachTable,
  type ValuesAt,
} from '@/lib/coverage/reach';
import type { CountedAs } from '@/lib/coverage/tally';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin, NATION, type Region, type RegionTree } from '@/lib/taxonomy/regions';
import { asked, standingsAsked } from './asked';
import { db } from './client';
import { ofFollowers } from './counted';
import { LATEST_FOLLOWERS } from './followers';
import { Prisma } from './generated/client';
import { keptWhile } from './kept';
import { AXIS_SQL } from './recount';
import { reference } from './reference';

/**
 * 覆盖人数 and 传播覆盖系数 by a grouping, on a day. Sums, means and medians are over the accounts whose followers on or
 * before the day are known.
 * @param today from which day's regions a population of today's units is
 */
export function readReach(by: ReachGrouping, filter: CoverageFilter, today: Day): Promise<ReachTable> {
  return keptWhile(JSON.stringify(['reach', by, filter, today]), () => read(by, filter, today));
}

async function read(by: ReachGrouping, filter: CoverageFilter, today: Day): Promise<ReachTable> {
  const { regions } = await reference();
  const { frames } = await asked(filter);
  const populations = populationsOn(await figuresUntil(filter.asOf), regions, filter.asOf, today);
  const { counted, whole } = countedOf(await count(by, filter, groupsOf(by, frames.regions.entries, regions, filter.asOf)));
  const place = placePopulations(filter, regions, populations);
  const entries = entriesOf(by, axisEntries(by === 'economic' || by === 'area' ? 'region' : by, filter, frames.regions, frames.sectors), counted);
  const populated = entries.map(
    (entry): ReachEntry => ({
      ...entry,
      apart: entry.apart || (by === 'region' && isNoPlace(regions.at(entry.code, filter.asOf))),
      populations: populationsFor(by, entry, { place, populations, filter, regions }),
    }),
  );
  const total = { code: 'total', name: '', nameEn: null, apart: true, populations: place };
  return reachTable(populated, counted, total, whole);
}

type Entry = AxisEntry & { apart: boolean };

// What the axis does not name stands apart where there is any: not known, or in no group.
function entriesOf(by: ReachGrouping, axis: readonly AxisEntry[], counted: ReadonlyMap<string, Counted>): Entry[] {
  const plain = (code: string, apart = false): Entry => ({ code, name: code, nameEn: null, apart });
  const rest = by === 'tier' ? UNCLASSIFIED : ELSEWHERE;
  const others = counted.has(rest) ? [plain(rest, true)] : [];
  if (by === 'economic') return [...ECONOMIC_REGIONS.map((code) => plain(code)), ...others];
  if (by === 'area') return [...BIG_AREAS.map((code) => plain(code)), ...others];
  return [...axis.map((entry) => ({ ...entry, apart: entry.own === true && axis.length > 1 })), ...others];
}

// 兵团 and 驻外机构 stand beside the 34 province-level regions, as on the page of the distribution.
function isNoPlace(region: Region | undefined): boolean {
  return region !== undefined && ['xpcc', 'missions'].includes(region.kind);
}

type Groups = ReadonlyMap<string, string>;

/** Of each region of the axis, in which group of provinces it is; null where regions are not grouped. */
function groupsOf(by: ReachGrouping, axis: readonly AxisEntry[], regions: RegionTree, asOf: Day): Groups | null {
  if (by !== 'economic' && by !== 'area') return null;
  return new Map(axis.map(({ code }) => [code, groupOf(by, regions.at(code, asOf)) ?? ELSEWHERE]));
}

function groupOf(by: 'economic' | 'area', region: Region | undefined): string | null {
  return (by === 'economic' ? region?.economicRegion : region?.bigArea) ?? null;
}

type Populations = (region: Region) => Population[];
type Ground = { place: Population[]; populations: Populations; filter: CoverageFilter; regions: RegionTree };

function populationsFor(by: ReachGrouping, { code, apart, own }: Entry, { place, populations, filter, regions }: Ground): Population[] {
  if (by === 'economic' || by === 'area') {
    const members = apart ? [] : regions.children(NATION, filter.asOf).filter((region) => groupOf(by, region) === code);
    return populationOfAll(members.map(populations));
  }
  if (by !== 'region') return place;
  const region = regions.at(code, filter.asOf);
  // Of regions asked for that lie within each other the inner one's accounts are not the outer one's: its people would be.
  const parts = filter.regions.some((other) => other !== code && regions.at(other, filter.asOf)?.lineage.includes(code));
  return region && (own || !parts) ? populations(region) : [];
}

/** The people of everything that was asked for, each region once. */
function placePopulations({ regions: codes, asOf }: CoverageFilter, regions: RegionTree, populations: Populations): Population[] {
  const all = [...new Set(codes.length ? codes : [NATION])].flatMap((code) => regions.at(code, asOf) ?? []);
  const outer = all.filter((region) => !all.some((other) => other !== region && isWithin(region, other.code)));
  return populationOfAll(outer.map(populations));
}

async function figuresUntil(asOf: Day): Promise<PopulationFigure[]> {
  return db().$queryRaw`
    SELECT DISTINCT ON (code, vintage) code, year, vintage, source, people::float8 AS people
    FROM region_population WHERE year <= ${Number(asOf.slice(0, 4))}::int ORDER BY code, vintage, year DESC`;
}

/**
 * The accounts of each group on each platform, with the last followers of each: from this process' copy, where that knows the
 * day or all accounts are asked for (docs/decisions/0047).
 */
async function count(by: ReachGrouping, filter: CoverageFilter, groups: Groups | null): Promise<ValuesAt[]> {
  const { layout } = await asked(filter);
  const axis = by === 'economic' || by === 'area' ? 'region' : by;
  const keyOf = (counted: CountedAs) => (groups ? (groups.get(counted.key) ?? null) : keyOn(axis, counted));
  const whole = filter.regions.length === 0 || filter.regions.includes(NATION);
  return (await ofFollowers(filter.asOf, whole, (standings, last) => followedBy(standings, layout, keyOf, last))) ?? countAnew(axis, filter, groups);
}

type Row = Omit<ValuesAt, 'values'> & { values: string | null };

/**
 * The same by the database, a look into the index for each account (docs/decisions/0040).
 * @param groups of each region of the axis, in which group it is
 */
export async function countAnew(axis: Axis, filter: CoverageFilter, groups: Groups | null): Promise<ValuesAt[]> {
  const standing = await standingsAsked(filter);
  const key = groups ? Prisma.sql`grouped.name` : AXIS_SQL[axis];
  const joined = groups
    ? Prisma.sql`JOIN unnest(${[...groups.keys()]}::text[], ${[...groups.values()]}::text[]) AS grouped(code, name) ON grouped.code = asked.region_key`
    : Prisma.empty;
  const rows: Row[] = await db().$queryRaw`
    WITH asked AS (${standing})
    SELECT ${key} AS key, asked.platform, count(*)::int AS accounts, string_agg(followers::text, ',') AS values,
      count(*) FILTER (WHERE asked.provenance = 'synthetic' AND followers IS NOT NULL)::int AS synthetic
    FROM asked ${joined} ${LATEST_FOLLOWERS} GROUP BY 1, 2`;
  return rows.map(({ values, ...row }) => ({ ...row, values: values === null ? [] : values.split(',').map(Number) }));
}
