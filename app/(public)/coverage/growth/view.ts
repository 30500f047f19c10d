import type { z } from 'zod';
import { accountsAlong } from '@/lib/coverage/compare';
import type { AxisEntry, CoverageFilter } from '@/lib/coverage/filter';
import { coverageFilter } from '@/lib/coverage/query';
import { comparedDays, type growthPageQuery, stepsBetween } from '@/lib/coverage/time-query';
import { readCoverage } from '@/lib/db/coverage';
import type { Day } from '@/lib/taxonomy/day';
import { today } from '@/lib/web/page-query';

export type GrowthQuery = z.infer<typeof growthPageQuery>;

/** Accounts of each entry on each day; null where the day does not know the entry. */
export type GrowthRow = { entry: AxisEntry; counts: (number | null)[] };
export type GrowthTable = { filter: CoverageFilter; days: Day[]; rows: GrowthRow[]; totals: number[] };

/** Counts on the days of the question, by one axis. */
export async function growthTable(query: GrowthQuery): Promise<GrowthTable> {
  const { from, to } = comparedDays(query, today());
  const days = query.step === 'year' ? stepsBetween(from, to) : [from, to];
  // Any other axis: its cells are added up again.
  const across = query.by === 'tier' ? 'rank' : 'tier';
  const tables = await Promise.all(days.map((asOf) => readCoverage(query.by, across, coverageFilter({ ...query, asOf }, today()), { followers: false })));
  const counts = tables.map((table) => accountsAlong('row', table));
  const entries = new Map(tables.toReversed().flatMap(({ rows }) => rows.map((row) => [row.code, row] as const)));
  const ordered = [...new Set([...(tables.at(-1)?.rows ?? []).map(({ code }) => code), ...entries.keys()])];
  return {
    filter: coverageFilter({ ...query, asOf: to }, today()),
    days,
    rows: ordered.flatMap((code) => {
      const entry = entries.get(code);
      return entry ? [{ entry, counts: counts.map((each) => each.get(code) ?? null) }] : [];
    }),
    totals: tables.map(({ totals }) => totals.accounts),
  };
}
