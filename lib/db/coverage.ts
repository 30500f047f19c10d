import type { Axis, CoverageFilter } from '@/lib/coverage/filter';
import { axisEntries } from '@/lib/coverage/frame';
import { expectedSlots } from '@/lib/coverage/slots';
import { type Counted, type CoverageTable, coverageTable } from '@/lib/coverage/table';
import type { ExpectedBody } from '@/lib/coverage/views';
import type { Expectation } from '@/lib/registry/expectation';
import { asked, COVERS, ruleRows } from './asked';
import { db } from './client';
import { Prisma } from './generated/client';
import { reference } from './reference';

/**
 * 开设情况 on two axes: how many accounts there are, how many bodies are expected to have one,
 * and how many of those do.
 * @param filter what is counted, and on which day it was true
 */
export async function readCoverage(rowAxis: Axis, columnAxis: Axis, filter: CoverageFilter): Promise<CoverageTable & { demonstration: boolean }> {
  const { rankOf } = await reference();
  const { frames, ground, rules, standing } = await asked(filter);
  const [accounts, covered] = await Promise.all([countAccounts(rowAxis, columnAxis, standing), countCovered(rowAxis, columnAxis, standing, rules)]);
  const table = coverageTable(
    {
      rowAxis,
      columnAxis,
      filter,
      rows: axisEntries(rowAxis, filter, frames.regions, frames.sectors),
      columns: axisEntries(columnAxis, filter, frames.regions, frames.sectors),
      grounds: ground,
      slots: expectedSlots(ground, rules, filter, frames.sectors, rankOf),
    },
    merge(accounts, covered.cells),
    covered.total,
  );
  return { ...table, demonstration: accounts.some(({ synthetic }) => synthetic) };
}

/** The bodies behind a cell, those without an account or all of them, and how many there are. */
export async function listExpected(
  filter: CoverageFilter,
  { missingOnly, skip, take }: { missingOnly: boolean; skip: number; take: number },
): Promise<{ items: ExpectedBody[]; total: number }> {
  const { ground, rules, standing } = await asked(filter);
  const templated = ground.filter(({ slotTier }) => slotTier !== null);
  const bodies = Prisma.sql`
    WITH asked AS (${standing}),
    rule AS (${ruleRows(rules)}),
    holds AS (
      SELECT DISTINCT asked.place, asked.sector, asked.tier FROM asked JOIN rule ON ${COVERS}
    ),
    body AS (
      SELECT r.id AS "regionId", r.code AS "regionCode", r.name AS region, k.code AS "sectorCode", k.name AS sector, k.name_en AS "sectorEn", k.position,
             rule.tier, rule.body_name AS "bodyName", holds.place IS NOT NULL AS covered, u.unit_id AS "unitId", u.name AS unit
      FROM unnest(${templated.map(({ region }) => region.id)}::int[], ${templated.map(({ slotTier }) => slotTier)}::text[]) AS ground(id, tier)
      JOIN rule ON rule.tier = ground.tier
      JOIN region r ON r.id = ground.id
      JOIN sector k ON k.code = rule.sector
      LEFT JOIN holds ON holds.place = ground.id AND holds.sector = rule.sector AND holds.tier = rule.tier
      LEFT JOIN unit_standing u ON u.standard_body AND u.region_id = ground.id AND u.sector_code = rule.sector AND u.tier = rule.tier
        AND (u."from" IS NULL OR u."from" <= ${filter.asOf}::date) AND (u.until IS NULL OR u.until > ${filter.asOf}::date)
      ${filter.ranks.length ? Prisma.sql`JOIN rank_default d ON d.region_kind = r.kind AND d.tier = rule.tier AND d.unit_kind = rule.unit_kind AND d.rank = ANY (${[...filter.ranks]}::text[])` : Prisma.empty}
    )`;
  const condition = missingOnly ? Prisma.sql`WHERE NOT covered` : Prisma.empty;
  const [items, counted] = await Promise.all([
    db().$queryRaw<ExpectedBody[]>`${bodies} SELECT * FROM body ${condition} ORDER BY "regionCode", position OFFSET ${skip} LIMIT ${take}`,
    db().$queryRaw<{ total: number }[]>`${bodies} SELECT count(*)::int AS total FROM body ${condition}`,
  ]);
  return { items, total: counted[0]?.total ?? 0 };
}

type AccountCount = { row: string; column: string; accounts: number; followers: number | null; synthetic: boolean };
type CoveredCount = { row: string | null; column: string | null; covered: number };

async function countAccounts(rowAxis: Axis, columnAxis: Axis, standing: Prisma.Sql): Promise<AccountCount[]> {
  return db().$queryRaw`
    WITH asked AS (${standing})
    SELECT ${AXIS_SQL[rowAxis]} AS "row", ${AXIS_SQL[columnAxis]} AS "column",
           count(*)::int AS accounts, sum(followers)::float8 AS followers, bool_or(asked.provenance = 'synthetic') AS synthetic
    FROM asked LEFT JOIN LATERAL (
      SELECT value AS followers FROM snapshot
      WHERE snapshot.account_id = asked.account_id AND metric = 'followers' AND day <= asked.as_of
      ORDER BY day DESC LIMIT 1
    ) latest ON true
    GROUP BY 1, 2`;
}

async function countCovered(rowAxis: Axis, columnAxis: Axis, standing: Prisma.Sql, rules: readonly Expectation[]) {
  const counts: CoveredCount[] = await db().$queryRaw`
    WITH asked AS (${standing}), rule AS (${ruleRows(rules)})
    SELECT ${AXIS_SQL[rowAxis]} AS "row", ${AXIS_SQL[columnAxis]} AS "column",
           count(DISTINCT (asked.place, asked.sector, asked.tier))::int AS covered
    FROM asked JOIN rule ON ${COVERS}
    GROUP BY GROUPING SETS ((1, 2), ())`;
  const cells = counts.flatMap(({ row, column, covered }) => (row === null || column === null ? [] : [{ row, column, covered }]));
  return { cells, total: counts.find(({ row }) => row === null)?.covered ?? 0 };
}

// Region and sector are looked up through the frames; the other axes are columns.
const AXIS_SQL: Record<Axis, Prisma.Sql> = {
  region: Prisma.sql`asked.region_key`,
  sector: Prisma.sql`asked.sector`,
  tier: Prisma.sql`coalesce(asked.tier, 'unclassified')`,
  rank: Prisma.sql`coalesce(asked.rank, 'unclassified')`,
  platform: Prisma.sql`asked.platform`,
};

function merge(accounts: readonly AccountCount[], covered: readonly { row: string; column: string; covered: number }[]): Counted[] {
  const bodies = new Map(covered.map((each) => [`${each.row}|${each.column}`, each.covered]));
  return accounts.map((count) => ({ ...count, covered: bodies.get(`${count.row}|${count.column}`) ?? 0 }));
}
