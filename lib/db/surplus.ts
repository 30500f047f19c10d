import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import type { Axis, CoverageFilter } from '@/lib/coverage/filter';
import type { CoverageTable } from '@/lib/coverage/table';
import { type Limits, type Measured, type SurplusFound, surplusOf } from '@/lib/reports/surplus';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { namesOf } from '@/lib/taxonomy/regions';
import { regionIdsIn } from './area';
import { db } from './client';
import { readCoverage } from './coverage';
import { Prisma } from './generated/client';
import { standingsReached } from './reach';
import { type Reference, reference } from './reference';

export type SurplusFilter = { regions: readonly string[]; sectors: readonly string[]; platforms: readonly Platform[] };

/** More are compared in parts: by region, sector or platform. */
const MOST = 50_000;

/**
 * The open institutional accounts, among those whose filings an actor decides, that may be too many; with `over`, how
 * many there are where they are too many to be compared at once.
 */
export async function readSurplus(actor: Actor, filter: SurplusFilter, limits: Limits, today: Day): Promise<SurplusFound | { over: number; most: number }> {
  const lists = await reference();
  const open = openWithin(actor, filter, lists, today);
  const [counted]: { total: number }[] = await db().$queryRaw`SELECT count(*)::int AS total FROM standing s WHERE ${open}`;
  if (counted && counted.total > MOST) return { over: counted.total, most: MOST };
  const rows: Measured[] = await db().$queryRaw`
    SELECT s.account_id AS id, n.name, s.platform, s.unit_id AS "unitId", s.region_id AS "regionId", r.name AS region,
      (SELECT x.name FROM unit_standing x WHERE x.unit_id = s.unit_id ORDER BY x."from" DESC NULLS LAST LIMIT 1) AS unit,
      (SELECT min(x."from") FROM standing x WHERE x.account_id = s.account_id)::text AS since,
      (SELECT x.value FROM snapshot x WHERE x.account_id = s.account_id AND x.metric = 'followers' AND x.value IS NOT NULL
        ORDER BY x.day DESC LIMIT 1)::float8 AS followers,
      greatest((to_timestamp(p.value) AT TIME ZONE 'Asia/Shanghai')::date, CASE WHEN p.value IS NOT NULL THEN ${PUBLISHED} END)::text AS "lastPost",
      greatest(p.day, CASE WHEN p.value IS NOT NULL THEN ${PUBLISHED} END)::text AS "seenOn"
    FROM standing s JOIN account_name n ON n.account_id = s.account_id AND n.until IS NULL JOIN region r ON r.id = s.region_id
    LEFT JOIN LATERAL (SELECT x.value, x.day FROM snapshot x WHERE x.account_id = s.account_id AND x.metric = 'last_post_at' AND x.value IS NOT NULL
      ORDER BY x.day DESC LIMIT 1) p ON true
    WHERE ${open} ORDER BY r.code, unit, s.platform, s.account_id`;
  return surplusOf(rows, limits, placesIn(lists));
}

// A day with posts tells of a later one than the moment that was last taken down.
const PUBLISHED = Prisma.sql`(SELECT max(x.day) FROM snapshot x WHERE x.account_id = s.account_id AND x.metric = 'posts' AND x.value > 0)`;

function openWithin(actor: Actor, { regions, sectors, platforms }: SurplusFilter, lists: Reference, today: Day): Prisma.Sql {
  const ids = regions.flatMap((region) => regionIdsIn({ region, scope: 'subtree' }, lists, today));
  const codes = lists.sectors.all.filter(({ code }) => sectors.some((other) => lists.sectors.isWithin(code, other, today))).map(({ code }) => code);
  return Prisma.sql`s.until IS NULL AND s.holder = 'institution' AND s.status IN ('active', 'paused')
    AND ${standingsReached(grantsFor(actor, 'filing.decide'), lists, today)}
    ${regions.length ? Prisma.sql`AND s.region_id = ANY (${ids}::int[])` : Prisma.empty}
    ${sectors.length ? Prisma.sql`AND s.sector_code = ANY (${codes}::text[])` : Prisma.empty}
    ${platforms.length ? Prisma.sql`AND s.platform = ANY (${[...platforms]}::text[])` : Prisma.empty}`;
}

function placesIn({ regions }: Reference): (regionId: number) => readonly string[] {
  const known = new Map<number, readonly string[]>();
  return (regionId) => {
    const region = regions.byId(regionId);
    const places = known.get(regionId) ?? (region?.lineage.slice(1) ?? []).flatMap((code) => regions.everAt(code).flatMap(namesOf));
    known.set(regionId, places);
    return places;
  };
}

/** Of numbered accounts those that are open, institutional and within what an actor decides: what may be thought of as closed. */
export async function closable(actor: Actor, ids: readonly number[], today: Day): Promise<{ id: number; name: string }[]> {
  const lists = await reference();
  const open = openWithin(actor, { regions: [], sectors: [], platforms: [] }, lists, today);
  return db().$queryRaw`
    SELECT s.account_id AS id, n.name FROM standing s JOIN account_name n ON n.account_id = s.account_id AND n.until IS NULL
    WHERE s.account_id = ANY (${[...ids]}::int[]) AND ${open} ORDER BY s.account_id`;
}

/** The matrix as it is and as it would be without some accounts. Nothing is written. */
export async function readClosing(
  rowAxis: Axis,
  columnAxis: Axis,
  filter: CoverageFilter,
  without: readonly number[],
): Promise<{ before: CoverageTable; after: CoverageTable }> {
  const before = await readCoverage(rowAxis, columnAxis, filter, { followers: false });
  return { before, after: await readCoverage(rowAxis, columnAxis, filter, { followers: false, without }) };
}
