import type { z } from 'zod';
import { accountsAlong } from '@/lib/coverage/compare';
import type { AxisEntry, CoverageFilter } from '@/lib/coverage/filter';
import { coverageFilter } from '@/lib/coverage/query';
import { comparedDays, type growthPageQuery, stepsBetween } from '@/lib/coverage/time-query';
import { readCoverage } from '@/lib/db/coverage';
import { accept, type Decision, refuse } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { today } from '@/lib/web/page-query';
import { inSet } from '@/lib/web/sets';

export type GrowthQuery = z.infer<typeof growthPageQuery>;

/** Accounts of each entry on each day; null where the day does not know the entry. */
export type GrowthRow = { entry: AxisEntry; counts: (number | null)[] };
export type GrowthTable = { filter: CoverageFilter; days: Day[]; rows: GrowthRow[]; totals: number[] };

/** Counts on the days of the question, by one axis; of a set, in the places that are in it on the last day. */
export async function growthTable(query: GrowthQuery): Promise<Decision<GrowthTable>> {
  const { from, to } = comparedDays(query, today());
  const days = query.step === 'year' ? stepsBetween(from, to) : [from, to];
  // Any other axis: its cells are added up again.
  const across = query.by === 'tier' ? 'rank' : 'tier';
  const asked = await Promise.all(days.map((asOf) => inSet(coverageFilter({ ...query, asOf }, today()), query, to)));
  const [refused] = asked.flatMap((each) => (each.accepted ? [] : [each]));
  const filters = asked.flatMap((each) => (each.accepted ? [each.change] : []));
  const filter = filters.at(-1);
  if (refused || !filter) return refused ?? refuse();
  const tables = await Promise.all(filters.map((each) => readCoverage(query.by, across, each, { followers: false })));
  const counts = tables.map((table) => accountsAlong('row', table));
  const entries = new Map(tables.toReversed().flatMap(({ rows }) => rows.map((row) => [row.code, row] as const)));
  const ordered = [...new Set([...(tables.at(-1)?.rows ?? []).map(({ code }) => code), ...entries.keys()])];
  return accept({
    filter,
    days,
    rows: ordered.flatMap((code) => {
      const entry = entries.get(code);
      return entry ? [{ entry, counts: counts.map((each) => each.get(code) ?? null) }] : [];
    }),
    totals: tables.map(({ totals }) => totals.accounts),
  });
}
