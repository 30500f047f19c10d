import type { Day } from '@/lib/taxonomy/day';
import type { Expectation } from './expectation';

/** What of the reference data should be seen to. */
export type ReferenceDue =
  | { what: 'holidays'; year: string }
  | { what: 'populations'; latest: string | null }
  | { what: 'regions'; edition: string }
  | { what: 'expectation'; sector: string; bodyName: string; until: Day };

/** What is known of the lists: years of holidays, the latest year of population figures, the year of the edition of regions. */
export type ListsKnown = {
  holidayYears: (year: string) => boolean;
  populationYear: number | null;
  regionEdition: string;
  expectations: readonly Expectation[];
};

/** Days ahead within which the end of a rule is told. */
export const ENDING_DAYS = 90;

/**
 * What is due on a day. The State Council tells a year's holidays in the autumn before, the population of a year
 * and the regions at its end are published in the year after: older is more than a year behind.
 */
export function referenceDue({ holidayYears, populationYear, regionEdition, expectations }: ListsKnown, today: Day): ReferenceDue[] {
  const year = Number(today.slice(0, 4));
  const missing = [year, year + 1].map(String).filter((each) => !holidayYears(each));
  const stale = (latest: number | null) => latest === null || latest < year - 1;
  const soon = new Date(Date.parse(today) + ENDING_DAYS * 86_400_000).toISOString().slice(0, 10);
  return [
    ...missing.map((each) => ({ what: 'holidays' as const, year: each })),
    ...(stale(populationYear) ? [{ what: 'populations' as const, latest: populationYear === null ? null : String(populationYear) }] : []),
    ...(stale(yearIn(regionEdition)) ? [{ what: 'regions' as const, edition: regionEdition }] : []),
    ...expectations.flatMap(({ until, sectorCode, bodyName }) =>
      until !== null && until > today && until <= soon ? [{ what: 'expectation' as const, sector: sectorCode, bodyName, until }] : [],
    ),
  ];
}

// An edition begins with its year: 2024 年（…）.
function yearIn(edition: string): number | null {
  const year = /^\d{4}/.exec(edition)?.[0];
  return year === undefined ? null : Number(year);
}
