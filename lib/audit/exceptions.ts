import type { Day } from '@/lib/taxonomy/day';

/** A change counts as backdated when it is said to have happened this many days before it was recorded. */
export const BACKDATED_DAYS = 30;

/**
 * What an auditor looks at first. Filings add what was decided by the asker and what was waived:
 * a line here, its condition in lib/db/audit-read.ts, its words in messages/ under `audit.exception`.
 */
export const EXCEPTIONS = ['backdated', 'refused', 'bulk', 'looks'] as const;
export type Exception = (typeof EXCEPTIONS)[number];

const RECENT_DAYS = 30;

/** The days that are looked at when none are asked for: those just past. */
export function daysOrRecent({ from, until }: { from?: Day; until?: Day }, today: Day): { from: Day | null; until: Day | null } {
  if (from || until) return { from: from ?? null, until: until ?? null };
  const first = new Date(`${today}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - RECENT_DAYS + 1);
  return { from: first.toISOString().slice(0, 10), until: today };
}
