import type { Basis, Distribution } from '@/lib/coverage/distribution';
import type { CoverageFilter } from '@/lib/coverage/filter';
import type { Scheme } from '@/lib/coverage/scheme';
import type { Day } from '@/lib/taxonomy/day';
import { countHolders, readDistribution } from './distribution';

/** The end of a year, or the day looked at in a year that is not over, with what was counted on it. */
export type YearEnd = { day: Day; shown: Distribution; institutions: number; officials: number; synthetic: boolean };

/** The first year of official accounts: 新浪微博 began in August 2009. */
const FIRST_YEAR = 2009;

/** The days on which years are told: the last of each year, and for the year of `asOf` that day. */
export function yearEnds(asOf: Day): Day[] {
  const last = Number(asOf.slice(0, 4));
  const ends = Array.from({ length: Math.max(0, last - FIRST_YEAR) }, (_, index) => `${FIRST_YEAR + index}-12-31`);
  return [...ends, asOf];
}

/** How accounts stood at each year's end, as known now; years before the first account are left out. */
export async function readYears(scheme: Scheme, basis: Basis, filter: CoverageFilter): Promise<YearEnd[]> {
  const years: YearEnd[] = [];
  for (const day of yearEnds(filter.asOf)) {
    const on = { ...filter, asOf: day };
    const [{ of, synthetic }, holders] = [await readDistribution(on), await countHolders(on)];
    years.push({ day, shown: of(scheme, basis), ...holders, synthetic });
  }
  const first = years.findIndex(({ shown }) => shown.total > 0);
  return first < 0 ? [] : years.slice(first);
}
