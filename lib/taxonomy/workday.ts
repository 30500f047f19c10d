import type { Day } from './day';

/** A day off or a working weekend, as the State Council's yearly notice sets it. */
export type Holiday = { day: Day; works: boolean };

/** Working days: Mondays to Fridays, corrected by the notice of the year where there is one. */
export type Calendar = {
  works(day: Day): boolean;
  /** Whether the year's notice is known; without it only weekends are days off. */
  knows(year: string): boolean;
};

export function calendarOf(holidays: readonly Holiday[]): Calendar {
  const said = new Map(holidays.map(({ day, works }) => [day, works]));
  const years = new Set(holidays.map(({ day }) => day.slice(0, 4)));
  return { works: (day) => said.get(day) ?? !isWeekend(day), knows: (year) => years.has(year) };
}

function isWeekend(day: Day): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** The last of so many working days, the first being the one after the day. */
export function afterWorkdays({ works }: Calendar, from: Day, count: number): Day {
  let day = from;
  for (let left = count; left > 0; ) {
    day = nextDay(day);
    if (works(day)) left -= 1;
  }
  return day;
}

/** Working days from the day after one to another; negative when that lies before, 0 on the same day. */
export function workdaysBetween(calendar: Calendar, from: Day, to: Day): number {
  if (to < from) return -workdaysBetween(calendar, to, from);
  let count = 0;
  for (let day = from; day < to; ) {
    day = nextDay(day);
    if (calendar.works(day)) count += 1;
  }
  return count;
}

/** Years in a stretch of days whose notice is not known. */
export function unknownYears({ knows }: Calendar, from: Day, to: Day): string[] {
  const [first, last] = [from, to].sort().map((day) => Number(day.slice(0, 4)));
  const years = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, index) => String((first ?? 0) + index));
  return years.filter((year) => !knows(year));
}

function nextDay(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
