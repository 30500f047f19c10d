import type { Basis, Distribution } from '@/lib/coverage/distribution';
import type { CoverageFilter } from '@/lib/coverage/filter';
import type { Scheme } from '@/lib/coverage/scheme';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { countHolders, readDistributionsBy } from './distribution';
import { keptWhile } from './kept';

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
 * first account are left out. Kept as long as nothing is written: it is a count for every year.
 */
export function readYears(scheme: Scheme, basis: Basis, filter: CoverageFilter): Promise<ReadonlyMap<Platform, readonly YearEnd[]>> {
  return keptWhile(`years ${JSON.stringify([scheme, basis, filter])}`, () => countYears(scheme, basis, filter));
}

async function countYears(scheme: Scheme, basis: Basis, filter: CoverageFilter): Promise<Map<Platform, YearEnd[]>> {
  const years = new Map<Platform, YearEnd[]>(filter.platforms.map((platform) => [platform, []]));
  for (const day of yearEnds(filter.asOf)) {
    const on = { ...filter, asOf: day };
    const [each, holders] = [await readDistributionsBy('platform', on), await countHolders(on)];
    for (const [platform, told] of years) {
      const shown = each.get(platform)?.of(scheme, basis);
      if (shown && (told.length > 0 || shown.total > 0)) told.push({ day, shown, ...holders(platform) });
    }
  }
  return years;
}
