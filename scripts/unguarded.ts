import type { Unguarded } from '../lib/db/audit-guard.ts';

/** What is said when something that keeps the audit is missing. */
export const UNGUARDED: Record<Unguarded, string> = {
  role: 'Warning: the server’s role could change the audit, of which only a trigger keeps it. Set MIGRATE_DATABASE_URL to another role, which owns the tables.',
  trigger: 'Warning: a trigger that keeps the audit from being changed is missing or switched off.',
};
