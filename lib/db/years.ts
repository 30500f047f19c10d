import type { Basis, Distribution } from '@/lib/coverage/distribution';
import type { CoverageFilter } from '@/lib/coverage/filter';
import type { Scheme } from '@/lib/coverage/scheme';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { answerOfDay } from './counted';
import { type Distributions, readDistributionsBy } from './distribution';
import { reference } from './reference';

/** The end of a year, or the day looked at in a year that is not over, with what was counted on it. */
export type YearEnd = { day: Day; shown: Distribution; institutions: number; officials: number };

/** The first year of official accounts: 新浪微博 began in August 2009. */
const FIRST_YEAR = 2009;

/** The days on which years are told: the last of each year, and for the year of `asOf` that day. */
export function yearEnds(asOf: Day): Day[] {
  const last = Number(asOf.slice(0, 4));
  const ends = Array.from({ length: Math.max(0, last - FIRST_YEAR) }, (_, index) => `${FIRST_YEAR + index}-12-31`);
  return [...ends, asOf];
}

/**
 * How the accounts of each platform asked for stood at each year's end, as known now; years before a platform's
 * first account are left out. Of a year that is over it is counted anew only when a write has changed its last day.
 */
export async function readYears(scheme: Scheme, basis: Basis, filter: CoverageFilter): Promise<ReadonlyMap<Platform, readonly YearEnd[]>> {
  const years = new Map<Platform, YearEnd[]>(filter.platforms.map((platform) => [platform, []]));
  for (const day of yearEnds(filter.asOf)) {
    const each = await readYearEnd({ ...filter, asOf: day }, day === filter.asOf);
    for (const [platform, told] of years) {
      const its = each.get(platform);
      const shown = its?.of(scheme, basis);
      if (its && shown && (told.length > 0 || shown.total > 0))
        told.push({ day, shown, institutions: its.holders.institution, officials: its.holders.official });
    }
  }
  return years;
}

// The day that is looked at follows the writes.
async function readYearEnd(filter: CoverageFilter, kept: boolean): Promise<ReadonlyMap<string, Distributions>> {
  const { revision } = await reference();
  return answerOfDay(filter.asOf, JSON.stringify(['year', filter, revision]), () => readDistributionsBy('platform', filter, kept));
}
