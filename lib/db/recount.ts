import type { Axis, CoverageFilter } from '@/lib/coverage/filter';
import type { Expectation } from '@/lib/registry/expectation';
import type { Rank } from '@/lib/taxonomy/codes';
import { askedOfDatabase, COVERS, ruleRows } from './asked';
import { db } from './client';
import { LATEST_FOLLOWERS } from './followers';
import { Prisma } from './generated/client';

/** Followers of the accounts of each cell, by `row|column`, where they are known. */
export async function sumFollowers(rowAxis: Axis, columnAxis: Axis, filter: CoverageFilter): Promise<Map<string, number>> {
  const { standing } = await askedOfDatabase(filter);
  const sums: { row: string; column: string; followers: number | null }[] = await db().$queryRaw`
    WITH asked AS (${standing})
    SELECT ${AXIS_SQL[rowAxis]} AS "row", ${AXIS_SQL[columnAxis]} AS "column", sum(followers)::float8 AS followers
    FROM asked ${LATEST_FOLLOWERS}
    GROUP BY 1, 2`;
  return new Map(sums.flatMap(({ row, column, followers }) => (followers === null ? [] : [[`${row}|${column}`, followers]])));
}

/** A full count of every standing by the database itself: what the counts that are kept must equal. */
export async function recount(rowAxis: Axis, columnAxis: Axis, filter: CoverageFilter) {
  const { rules, standing, ofAnyRank } = await askedOfDatabase(filter);
  const [accounts, { cells: covered, total }] = await Promise.all([
    countAccounts(rowAxis, columnAxis, standing),
    countCovered(rowAxis, columnAxis, ofAnyRank, rules, filter.ranks),
  ]);
  return { accounts, covered, totalCovered: total };
}

type AccountCount = { row: string; column: string; accounts: number };
type CoveredCount = { row: string | null; column: string | null; covered: number };

function countAccounts(rowAxis: Axis, columnAxis: Axis, standing: Prisma.Sql): Promise<AccountCount[]> {
  return db().$queryRaw`
    WITH asked AS (${standing})
    SELECT ${AXIS_SQL[rowAxis]} AS "row", ${AXIS_SQL[columnAxis]} AS "column", count(*)::int AS accounts FROM asked GROUP BY 1, 2`;
}

async function countCovered(rowAxis: Axis, columnAxis: Axis, standing: Prisma.Sql, rules: readonly Expectation[], ranks: readonly Rank[]) {
  const axes: typeof AXIS_SQL = { ...AXIS_SQL, rank: Prisma.sql`coalesce(d.rank, 'unclassified')` };
  const counts: CoveredCount[] = await db().$queryRaw`
    WITH asked AS (${standing}), rule AS (${ruleRows(rules)})
    SELECT ${axes[rowAxis]} AS "row", ${axes[columnAxis]} AS "column",
           count(DISTINCT (asked.place, asked.sector, asked.tier))::int AS covered
    FROM asked JOIN rule ON ${COVERS}
    JOIN region r ON r.id = asked.place
    LEFT JOIN rank_default d ON d.region_kind = r.kind AND d.tier = rule.tier AND d.unit_kind = rule.unit_kind
    WHERE ${ofRank(ranks)}
    GROUP BY GROUPING SETS ((1, 2), ())`;
  const cells = counts.flatMap(({ row, column, covered }) => (row === null || column === null ? [] : [{ row, column, covered }]));
  return { cells, total: counts.find(({ row }) => row === null)?.covered ?? 0 };
}

function ofRank(ranks: readonly Rank[]): Prisma.Sql {
  return ranks.length ? Prisma.sql`d.rank = ANY (${[...ranks]}::text[])` : Prisma.sql`true`;
}

/** Where a row of `asked` stands on an axis. Region and sector are looked up through the frames; the other axes are columns. */
export const AXIS_SQL: Record<Axis, Prisma.Sql> = {
  region: Prisma.sql`asked.region_key`,
  sector: Prisma.sql`asked.sector`,
  tier: Prisma.sql`coalesce(asked.tier, 'unclassified')`,
  rank: Prisma.sql`coalesce(asked.rank, 'unclassified')`,
  platform: Prisma.sql`asked.platform`,
};
