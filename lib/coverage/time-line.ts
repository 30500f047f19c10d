import { type Day, lastDay, type PartialDay } from '@/lib/taxonomy/day';
import { inOrder } from './firsts';

/** Entries along the years, each at 0 to 1 between the beginnings of the first year and of the year after the last. */
export type Line<T> = { marks: { at: number; entry: T }[]; years: { at: number; year: number }[] };

/** Lays entries out in the order in which they opened; what is told vaguer stands at the end of its month or year. */
export function timeLineOf<T extends { opened: PartialDay }>(entries: readonly T[]): Line<T> {
  const ordered = inOrder(entries);
  const [first, last] = [ordered[0], ordered.at(-1)].map((entry) => Number((entry?.opened ?? '0').slice(0, 4)));
  if (!first || !last) return { marks: [], years: [] };
  const days = (day: Day) => Date.parse(`${day}T00:00:00Z`);
  const [begin, end] = [days(`${first}-01-01`), days(`${last + 1}-01-01`)];
  const at = (day: Day) => (days(day) - begin) / (end - begin);
  const years = Array.from({ length: last - first + 1 }, (_, index) => ({ at: at(`${first + index}-01-01`), year: first + index }));
  return { marks: ordered.map((entry) => ({ at: at(lastDay(entry.opened)), entry })), years };
}
