import type { Day } from '@/lib/taxonomy/day';

/** A change counts as backdated when it is said to have happened this many days before it was recorded. */
export const BACKDATED_DAYS = 30;

/**
 * What an auditor looks at first; the condition of each stands in lib/db/audit-where.ts, its words in
 * messages/ under `audit.exception`. Direct entries of an office are not among them: each says so itself.
 */
export const EXCEPTIONS = ['backdated', 'waived', 'refused', 'bulk', 'by-asker', 'looks'] as const;
export type Exception = (typeof EXCEPTIONS)[number];

const RECENT_DAYS = 30;

/** The days that are looked at when none are asked for: those just past. */
export function daysOrRecent({ from, until }: { from?: Day; until?: Day }, today: Day): { from: Day | null; until: Day | null } {
  if (from || until) return { from: from ?? null, until: until ?? null };
  const first = new Date(`${today}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - RECENT_DAYS + 1);
  return { from: first.toISOString().slice(0, 10), until: today };
}
