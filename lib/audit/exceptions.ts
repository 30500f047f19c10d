/** A change counts as backdated when it is said to have happened this many days before it was recorded. */
export const BACKDATED_DAYS = 30;

/**
 * What an auditor looks at first. Filings add what was decided by the asker and what was waived:
 * a line here, its condition in lib/db/audit-read.ts, its words in messages/ under `audit.exception`.
 */
export const EXCEPTIONS = ['backdated', 'refused', 'bulk', 'looks'] as const;
export type Exception = (typeof EXCEPTIONS)[number];
