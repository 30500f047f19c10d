import { db } from './client';

/** What keeps the audit append-only: what is missing of it. */
export type Unguarded = 'role' | 'trigger';

/**
 * Asks the database, as the server's own role, what it would let that role do.
 * @returns `role` when the server could change the audit or owns it, `trigger` when one of its triggers is gone or off
 */
export async function unguarded(): Promise<Unguarded[]> {
  const [held]: { changes: boolean; triggers: number }[] = await db().$queryRaw`
    SELECT bool_or(has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER') OR pg_has_role(c.relowner, 'MEMBER')) AS changes,
           (SELECT count(*)::int FROM pg_trigger t WHERE t.tgrelid IN ('audit_event'::regclass, 'audit_block'::regclass)
             AND t.tgname IN ('audit_event_append_only', 'audit_block_append_only') AND t.tgenabled = 'A') AS triggers
    FROM pg_class c WHERE c.oid IN ('audit_event'::regclass, 'audit_block'::regclass)`;
  return [...(held?.changes ? ['role' as const] : []), ...(held?.triggers === 2 ? [] : ['trigger' as const])];
}
