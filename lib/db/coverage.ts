import { type BodySort, type Slot, slotKey, slotsInOrder, slotsSorted } from '@/lib/coverage/bodies';
import type { Axis, CoverageFilter } from '@/lib/coverage/filter';
import { axisEntries } from '@/lib/coverage/frame';
import { ofRoster, type Roster } from '@/lib/coverage/roster';
import { expectedSlots } from '@/lib/coverage/slots';
import { type Counted, type CoverageTable, coverageTable } from '@/lib/coverage/table';
import type { ExpectedBody } from '@/lib/coverage/views';
import type { Expectation } from '@/lib/registry/expectation';
import type { Rank, Tier } from '@/lib/taxonomy/codes';
import { asked, COVERS, ruleRows } from './asked';
import { db } from './client';
import { dateOf } from './days';
import { Prisma } from './generated/client';
import { reference } from './reference';

/**
 * 开设情况 on two axes: how many accounts there are, how many bodies are expected to have one,
 * and how many of those do.
 * @param filter what is counted, and on which day it was true
 */
export async function readCoverage(rowAxis: Axis, columnAxis: Axis, filter: CoverageFilter): Promise<CoverageTable & { demonstration: boolean }> {
  const { rankOf } = await reference();
  const { frames, ground, rules, standing, ofAnyRank } = await asked(filter);
  const [accounts, covered] = await Promise.all([
    countAccounts(rowAxis, columnAxis, standing),
    countCovered(rowAxis, columnAxis, ofAnyRank, rules, filter.ranks),
  ]);
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
  { missingOnly, roster, sort = 'region', skip, take }: { missingOnly: boolean; roster?: Roster; sort?: BodySort; skip: number; take: number },
): Promise<{ items: ExpectedBody[]; total: number }> {
  const { rankOf, sectors } = await reference();
  const { ground, rules: both, ofAnyRank } = await asked(filter);
  const rules = roster ? both.filter(ofRoster(roster)) : both;
  const holds = await bodiesWithAccount(ofAnyRank, rules);
  const all = slotsInOrder(ground, rules, rankOf, sectors, filter);
  const covered = (slot: Slot) => holds.has(keyOf(slot));
  const slots = slotsSorted(missingOnly ? all.filter((slot) => !covered(slot)) : all, sort, sectors, covered);
  const shown = slots.slice(skip, skip + take);
  const units = await unitsOf(shown, filter);
  const items = shown.map((slot): ExpectedBody => {
    const { region, tier, rule } = slot;
    const sector = sectors.byCode(rule.sectorCode);
    const unit = units.get(keyOf(slot));
    return {
      regionId: region.id,
      regionCode: region.code,
      region: region.name,
      sectorCode: rule.sectorCode,
      sector: sector?.name ?? rule.sectorCode,
      sectorEn: sector?.nameEn ?? rule.sectorCode,
      tier,
      bodyName: rule.bodyName,
      covered: holds.has(keyOf(slot)),
      unitId: unit?.unitId ?? null,
      unit: unit?.name ?? null,
    };
  });
  return { items, total: slots.length };
}

function keyOf({ region, rule, tier }: Slot): string {
  return slotKey(region.id, rule.sectorCode, tier);
}

// Ten thousand keys at most: which of the hundred thousand bodies have none is then a matter of memory.
async function bodiesWithAccount(standing: Prisma.Sql, rules: readonly Expectation[]): Promise<Set<string>> {
  const rows: { place: number; sector: string; tier: Tier }[] = await db().$queryRaw`
    WITH asked AS (${standing}), rule AS (${ruleRows(rules)})
    SELECT DISTINCT asked.place, asked.sector, asked.tier FROM asked JOIN rule ON ${COVERS}`;
  return new Set(rows.map(({ place, sector, tier }) => slotKey(place, sector, tier)));
}

async function unitsOf(slots: readonly Slot[], { asOf }: CoverageFilter) {
  const day = dateOf(asOf);
  const rows = await db().unitStanding.findMany({
    where: {
      standardBody: true,
      regionId: { in: [...new Set(slots.map(({ region }) => region.id))] },
      AND: [{ OR: [{ from: null }, { from: { lte: day } }] }, { OR: [{ until: null }, { until: { gt: day } }] }],
    },
    select: { unitId: true, name: true, regionId: true, sectorCode: true, tier: true },
  });
  return new Map(rows.map((row) => [slotKey(row.regionId, row.sectorCode, row.tier as Tier), row]));
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

/** How many expected bodies have an account, by cell and in all. */
export async function countCovered(rowAxis: Axis, columnAxis: Axis, standing: Prisma.Sql, rules: readonly Expectation[], ranks: readonly Rank[]) {
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

// Region and sector are looked up through the frames; the other axes are columns.
const AXIS_SQL: Record<Axis, Prisma.Sql> = {
  region: Prisma.sql`asked.region_key`,
  sector: Prisma.sql`asked.sector`,
  tier: Prisma.sql`coalesce(asked.tier, 'unclassified')`,
  rank: Prisma.sql`coalesce(asked.rank, 'unclassified')`,
  platform: Prisma.sql`asked.platform`,
};

// A body may be covered in a cell without accounts: of a rank at which its like stand and it does not.
function merge(accounts: readonly AccountCount[], covered: readonly { row: string; column: string; covered: number }[]): Counted[] {
  const cells = new Map<string, Counted>(accounts.map((count) => [`${count.row}|${count.column}`, { ...count, covered: 0 }]));
  for (const { row, column, covered: bodies } of covered) {
    const cell = cells.get(`${row}|${column}`) ?? { row, column, accounts: 0, followers: null, covered: 0 };
    cells.set(`${row}|${column}`, { ...cell, covered: bodies });
  }
  return [...cells.values()];
}
