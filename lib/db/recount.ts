import type { Axis, CoverageFilter } from '@/lib/coverage/filter';
import type { Expectation } from '@/lib/registry/expectation';
import { OPEN_STATUSES, type Rank } from '@/lib/taxonomy/codes';
import { asked, sectorRows, standingsAsked } from './asked';
import { db } from './client';
import { coverRows } from './cover-rows';
import { Prisma } from './generated/client';
import { reference } from './reference';

/** Followers of the accounts of each cell, by `row|column`, where they are known. */
export async function sumFollowers(rowAxis: Axis, columnAxis: Axis, filter: CoverageFilter): Promise<Map<string, number>> {
  const standing = await standingsAsked(filter);
  const sums: { row: string; column: string; followers: number | null }[] = await db().$queryRaw`
    WITH asked AS (${standing})
    SELECT ${AXIS_SQL[rowAxis]} AS "row", ${AXIS_SQL[columnAxis]} AS "column", sum(followers)::float8 AS followers
    FROM asked JOIN LATERAL (
      SELECT value AS followers FROM snapshot
      WHERE snapshot.account_id = asked.account_id AND metric = 'followers' AND day <= asked.as_of
      ORDER BY day DESC LIMIT 1
    ) latest ON true
    GROUP BY 1, 2`;
  return new Map(sums.flatMap(({ row, column, followers }) => (followers === null ? [] : [[`${row}|${column}`, followers]])));
}

/** A full count of every standing by the database itself: what the counts that are kept must equal. */
export async function recount(rowAxis: Axis, columnAxis: Axis, filter: CoverageFilter) {
  const [accounts, { cells: covered, total }] = await Promise.all([
    countAccounts(rowAxis, columnAxis, await standingsAsked(filter)),
    countCovered(rowAxis, columnAxis, filter),
  ]);
  return { accounts, covered, totalCovered: total };
}

type AccountCount = { row: string; column: string; accounts: number };
function countAccounts(rowAxis: Axis, columnAxis: Axis, standing: Prisma.Sql): Promise<AccountCount[]> {
  return db().$queryRaw`
    WITH asked AS (${standing})
    SELECT ${AXIS_SQL[rowAxis]} AS "row", ${AXIS_SQL[columnAxis]} AS "column", count(*)::int AS accounts FROM asked GROUP BY 1, 2`;
}

type CoveredCount = { row: string | null; column: string | null; covered: number };

async function countCovered(rowAxis: Axis, columnAxis: Axis, filter: CoverageFilter) {
  const axes: typeof AXIS_SQL = {
    ...AXIS_SQL,
    sector: Prisma.sql`rule.sector`,
    tier: Prisma.sql`rule.tier`,
    rank: Prisma.sql`coalesce(d.rank, 'unclassified')`,
  };
  const { rules } = await asked(filter);
  const counts: CoveredCount[] = await db().$queryRaw`
    WITH asked AS (${await coveringAsked(filter)}), rule AS (${ruleRows(rules)})
    SELECT ${axes[rowAxis]} AS "row", ${axes[columnAxis]} AS "column",
           count(DISTINCT (asked.place, rule.sector, rule.tier))::int AS covered
    FROM asked JOIN rule ON ${COVERS}
    JOIN region r ON r.id = asked.place
    LEFT JOIN rank_default d ON d.region_kind = r.kind AND d.tier = rule.tier AND d.unit_kind = rule.unit_kind
    WHERE ${ofRank(filter.ranks)}
    GROUP BY GROUPING SETS ((1, 2), ())`;
  const cells = counts.flatMap(({ row, column, covered }) => (row === null || column === null ? [] : [{ row, column, covered }]));
  return { cells, total: counts.find(({ row }) => row === null)?.covered ?? 0 };
}

/** What could cover a body on the day: institutional accounts at the tier of their region, their own unit's or one that they stand for. */
async function coveringAsked(filter: CoverageFilter): Promise<Prisma.Sql> {
  const { frames, ground, layout } = await asked(filter);
  const slotTier = new Map(ground.map((each) => [each.region.id, each.slotTier]));
  const placed = frames.regions.placed.flatMap(({ id, key, region }) => {
    const tier = slotTier.get(region.id);
    return tier ? [{ id, region_key: key, place: region.id, tier }] : [];
  });
  const codes = (await reference()).sectors.all.map(({ code }) => code);
  const statuses = filter.statuses.length ? filter.statuses : OPEN_STATUSES;
  const anyOf = (column: string, values: readonly string[]) =>
    values.length ? Prisma.sql`AND c.${Prisma.raw(column)} = ANY (${[...values]}::text[])` : Prisma.empty;
  return Prisma.sql`
    SELECT c.platform, c.tier, c.kind, c.standard_body, c.sector_code, k.sector, t.top, r.region_key, r.place
    FROM (${coverRows(Prisma.sql`true`)}) AS c
    JOIN jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) AS r(id int, region_key text, place int, tier text) ON r.id = c.region_id AND r.tier = c.tier
    LEFT JOIN (${sectorRows(frames.sectors)}) AS k ON k.code = c.sector_code
    LEFT JOIN unnest(${codes}::text[], ${codes.map((code) => layout.topOf?.(code) ?? '')}::text[]) AS t(code, top) ON t.code = c.sector_code
    WHERE c.since <= ${filter.asOf}::date AND c.till > ${filter.asOf}::date AND c.via <> 'subordinate' AND c.holder = 'institution'
      AND c.status = ANY (${[...statuses]}::text[])
      ${anyOf('platform', filter.platforms)} ${anyOf('tier', filter.tiers)} ${anyOf('holder', filter.holders)} ${anyOf('provenance', filter.provenances)}`;
}

function ruleRows(rules: readonly Expectation[]): Prisma.Sql {
  const rows = rules.map(({ sectorCode: sector, tier, unitKind: unit_kind, platforms, at, alternatives = [] }) => ({
    ...{ sector, tier, unit_kind, platforms, alternatives },
    places: at ? [...at] : null,
  }));
  return Prisma.sql`
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS each(sector text, tier text, unit_kind text, platforms text[], places int[], alternatives jsonb)`;
}

/** A body is covered by the unit that is marked as it, or by whom the rule lets stand for it. */
const COVERS = Prisma.sql`rule.tier = asked.tier AND asked.platform = ANY (rule.platforms) AND (rule.places IS NULL OR asked.place = ANY (rule.places))
  AND ((asked.standard_body AND rule.sector = asked.sector) OR EXISTS (
    SELECT FROM jsonb_to_recordset(rule.alternatives) AS other(sector text, "unitKind" text)
    WHERE other."unitKind" = asked.kind OR (asked.standard_body AND other.sector IN (asked.sector_code, asked.top))))`;

function ofRank(ranks: readonly Rank[]): Prisma.Sql {
  return ranks.length ? Prisma.sql`d.rank = ANY (${[...ranks]}::text[])` : Prisma.sql`true`;
}

// Region and sector are looked up through the frames; the other axes are columns.
const AXIS_SQL: Record<Axis, Prisma.Sql> = {
  region: Prisma.sql`asked.region_key`,
  sector: Prisma.sql`asked.sector`,
  tier: Prisma.sql`coalesce(asked.tier, 'unclassified')`,
  rank: Prisma.sql`coalesce(asked.rank, 'unclassified')`,
  platform: Prisma.sql`asked.platform`,
};
