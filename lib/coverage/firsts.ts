import { type Day, firstDay, lastDay, type PartialDay } from '@/lib/taxonomy/day';

/**
 * 首个: which of its kind opened first.
 * `first` are known to be: all of the same earliest day, or the only one whose month or year lies
 * wholly before every other. `perhaps` are told only to the month or year, within which or before
 * which the earliest day lies: they may be earlier, and nobody can rank them.
 */
export type First<T> = { first: T[]; perhaps: T[] };

/** The rule of 首个, over openings given to the day, month or year. A vaguer date never goes before a day that lies inside it. */
export function firstOf<T extends { opened: PartialDay }>(candidates: readonly T[]): First<T> {
  if (!candidates.length) return { first: [], perhaps: [] };
  // By this day one surely had opened: whoever cannot have opened until then was not first.
  const by: Day = candidates.map(({ opened }) => lastDay(opened)).sort()[0] ?? '';
  const possible = candidates.filter(({ opened }) => firstDay(opened) <= by);
  const onTheDay = possible.filter(({ opened }) => opened === by);
  const vague = possible.filter(({ opened }) => opened !== by);
  return onTheDay.length === 0 && vague.length === 1 ? { first: vague, perhaps: [] } : { first: onTheDay, perhaps: vague };
}

/** By what firsts are told apart: one for each tier, sector, or region of the region axis. */
export const FIRST_KINDS = ['tier', 'sector', 'region'] as const;
export type FirstKind = (typeof FIRST_KINDS)[number];

/** Entries in the order in which they opened, as far as is known; what is told vaguer stands at the end of its month or year. */
export function inOrder<T extends { opened: PartialDay }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => lastDay(a.opened).localeCompare(lastDay(b.opened)) || b.opened.length - a.opened.length);
}
