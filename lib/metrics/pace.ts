import type { Day } from '@/lib/taxonomy/day';

/** How much there was of something in a stretch of days, both ends included, and on a day of it on average; null where nothing is known. */
export type Pace = { days: number; perDay: number | null };

/** The figures of reports are sums over a period, which say little without its length: 241,139 posts of 181 days are 1,332 a day. */
export function paceOf(sum: number | null, { from, to }: { from: Day; to: Day }): Pace {
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1;
  return { days, perDay: sum === null ? null : sum / days };
}
