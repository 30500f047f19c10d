import { askDb, db } from './client';
import { Prisma } from './generated/client';
import { together } from './together';

/** Changes that a snapshot of the database has not seen, and the statement that asks sees. */
export function changesSince(snapshot: string): Prisma.Sql {
  const [xmin = '0'] = snapshot.split(':');
  // The upper end leaves out what another cluster wrote before its register was restored here.
  return Prisma.sql`
    SELECT everyone, accounts, units, followed FROM register_change
    WHERE txid >= ${xmin}::bigint AND txid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
      AND NOT pg_visible_in_snapshot(txid::text::xid8, ${snapshot}::pg_snapshot)`;
}

/** Longer than any process goes without looking, shorter than changes are kept. */
export const FORGOTTEN = 12 * 3600_000;

// No count depends on followers.
const OF_COUNTS = Prisma.sql`coalesce(cardinality(followed), 0) = 0`;

const kept = globalThis as { gutaRevision?: { snapshot: string; number: number; at: number }; gutaLook?: () => Promise<number> };

/**
 * A number that has gone up, in this process, since any write of counted things that was committed before it is
 * asked for, through whichever server: one cheap statement, shared by all who ask at once.
 */
export function revision(): Promise<number> {
  kept.gutaLook ??= together(look);
  return kept.gutaLook();
}

async function look(): Promise<number> {
  const { gutaRevision: known } = kept;
  const at = Date.now();
  const changed = known ? Prisma.sql`EXISTS (SELECT FROM (${changesSince(known.snapshot)}) AS change WHERE ${OF_COUNTS})` : Prisma.sql`true`;
  const { text, values } = Prisma.sql`SELECT pg_current_snapshot()::text AS snapshot, ${changed} AS changed`;
  const [now] = await askDb<{ snapshot: string; changed: boolean }>(text, values);
  if (!now) throw new Error('The database told no snapshot.');
  const isAnother = now.changed || !known || at - known.at > FORGOTTEN;
  kept.gutaRevision = { snapshot: now.snapshot, number: (known?.number ?? 0) + Number(isAnother), at };
  return kept.gutaRevision.number;
}

const KEPT_HOURS = 24;

/** Lets go of changes that every server has seen long ago. */
export async function forgetChanges(): Promise<void> {
  await db().$executeRaw`
    DELETE FROM register_change WHERE at < now() - make_interval(hours => ${KEPT_HOURS}) AND txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;
}
