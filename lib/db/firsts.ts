import type { AxisEntry, CoverageFilter } from '@/lib/coverage/filter';
import { type First, type FirstKind, firstOf } from '@/lib/coverage/firsts';
import { axisEntries } from '@/lib/coverage/frame';
import type { Holder, Platform } from '@/lib/taxonomy/codes';
import type { PartialDay } from '@/lib/taxonomy/day';
import { asked } from './asked';
import { db } from './client';
import { Prisma } from './generated/client';

/** An account that opened, as it was then. `alike`: how many of its kind opened on just that day, month or year. */
export type Opening = { id: number; platform: Platform; name: string; unit: string; opened: PartialDay; alike: number };

/** The first of one entry. `undated`: accounts whose opening nobody has told, any of which may have been earlier. */
export type FirstOfKind = { entry: AxisEntry; undated: number } & First<Opening>;

/** Of as many that opened on one day as are named; the rest are counted. */
const NAMED = 5;

/**
 * 首个 of each tier, sector or region by the opening dates that are told, among accounts that had opened by
 * the day, each where it stood when it opened. Whether it is open still does not matter.
 * @param holder whose accounts: an institution's and an official's are two questions
 */
export async function readFirsts(kind: FirstKind, holder: Holder, filter: CoverageFilter): Promise<FirstOfKind[]> {
  const { frames } = await asked(filter);
  const openings = await openingsOf(kind, holder, filter, frames);
  const undated = await undatedOf(kind, holder, filter, frames);
  return axisEntries(kind, filter, frames.regions, frames.sectors).map((entry) => ({
    entry,
    undated: undated.get(entry.code) ?? 0,
    ...firstOf(openings.filter(({ key }) => key === entry.code).map(({ key: _, ...opening }) => opening)),
  }));
}

type Frames = Awaited<ReturnType<typeof asked>>['frames'];
type Row = Opening & { key: string };

// The rule itself is firstOf: only those are fetched whom it may call first.
function openingsOf(kind: FirstKind, holder: Holder, filter: CoverageFilter, frames: Frames): Promise<Row[]> {
  return db().$queryRaw`
    WITH standing_first AS (${firstStandings(kind, holder, filter, frames)}),
    dated AS (
      SELECT *, rpad(opened, 10, '-01-01')::date AS earliest, CASE length(opened)
        WHEN 4 THEN (opened || '-12-31')::date
        WHEN 7 THEN ((opened || '-01')::date + interval '1 month - 1 day')::date
        ELSE opened::date END AS latest
      FROM standing_first WHERE opened IS NOT NULL
    ),
    possible AS (
      SELECT * FROM (SELECT *, min(latest) OVER (PARTITION BY key) AS "by" FROM dated WHERE latest <= ${filter.asOf}::date) AS each WHERE earliest <= "by"
    ),
    named AS (SELECT *, count(*) OVER alike AS alike, row_number() OVER (PARTITION BY key, opened ORDER BY id) AS number FROM possible WINDOW alike AS (PARTITION BY key, opened))
    SELECT named.key, named.id, named.platform, named.opened, named.alike::int AS alike,
      (SELECT n.name FROM account_name n WHERE n.account_id = named.id ORDER BY n."from" NULLS FIRST LIMIT 1) AS name,
      (SELECT u.name FROM unit_standing u WHERE u.unit_id = named.unit_id AND (u."from" IS NULL OR u."from" <= named.latest)
       ORDER BY u."from" DESC NULLS LAST LIMIT 1) AS unit
    FROM named WHERE number <= ${NAMED} ORDER BY named.key, named.latest, named.id`;
}

async function undatedOf(kind: FirstKind, holder: Holder, filter: CoverageFilter, frames: Frames): Promise<Map<string, number>> {
  const rows: { key: string; accounts: number }[] = await db().$queryRaw`
    WITH standing_first AS (${firstStandings(kind, holder, filter, frames)})
    SELECT key, count(*)::int AS accounts FROM standing_first WHERE opened IS NULL AND known_by <= ${filter.asOf}::date GROUP BY key`;
  return new Map(rows.map(({ key, accounts }) => [key, accounts]));
}

/** Each account as it stood first, with the entry that it is of. */
function firstStandings(kind: FirstKind, holder: Holder, { platforms, tiers }: CoverageFilter, { regions, sectors }: Frames): Prisma.Sql {
  const key = { tier: Prisma.sql`s.tier`, sector: Prisma.sql`k.sector`, region: Prisma.sql`r.region_key` }[kind];
  const ofPlatform = platforms.length ? Prisma.sql`AND platform = ANY (${[...platforms]}::text[])` : Prisma.empty;
  return Prisma.sql`
    SELECT a.id, a.platform, a.opened_on AS opened, a.known_by, s.unit_id, ${key} AS key
    FROM (SELECT DISTINCT ON (account_id) account_id, unit_id, region_id, sector_code, tier FROM standing
          WHERE holder = ${holder} ${ofPlatform} ORDER BY account_id, "from") AS s
    JOIN account a ON a.id = s.account_id
    JOIN unnest(${regions.placed.map(({ id }) => id)}::int[], ${regions.placed.map(({ key: name }) => name)}::text[]) AS r(id, region_key) ON r.id = s.region_id
    JOIN unnest(${[...sectors.keys.keys()]}::text[], ${[...sectors.keys.values()]}::text[]) AS k(code, sector) ON k.code = s.sector_code
    WHERE ${key} IS NOT NULL ${tiers.length ? Prisma.sql`AND s.tier = ANY (${[...tiers]}::text[])` : Prisma.empty}`;
}
