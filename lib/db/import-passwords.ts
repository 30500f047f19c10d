import { hash } from 'argon2';
import type { Actor } from '@/lib/access/actor';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { record } from './audit';
import { attempt, db, type Tx } from './client';
import { batchFor } from './imports';
import { oneTimePassword } from './passwords';
import { reference } from './reference';
import { governs, managerGrants } from './user-list';

export type Handed = { username: string; displayName: string; password: string };

/** Passwords are hashed one after another, each for a tenth of a second: so many are waited for. */
export const HANDED_AT_ONCE = 200;

/** How many users a written batch has made of whom nobody has touched anything since: they have no password that anybody knows. */
export async function usersWithoutPassword(batchId: number): Promise<number> {
  return (await untouched(db(), batchId)).length;
}

/**
 * Gives users whom a batch has made a password each, to be handed over and changed at the first sign-in. They are told in this
 * answer and nowhere again; whoever has been given one, here or by a reset, is passed over.
 */
export async function handPasswords(actor: Actor, batchId: number, today: Day): Promise<Decision<Handed[]>> {
  const batch = await batchFor(actor, batchId);
  if (!batch.accepted) return batch;
  if (batch.change.kind !== 'users' || batch.change.status !== 'done') return refuse(finding(null, 'not-found'));
  const lists = await reference();
  const made: { id: number; password: string; passwordHash: string }[] = [];
  for (const { id } of (await untouched(db(), batchId)).slice(0, HANDED_AT_ONCE)) {
    const password = oneTimePassword();
    made.push({ id, password, passwordHash: await hash(password) });
  }
  return attempt(async (tx) => {
    // Of two who ask at the same moment the second waits here, and finds none left.
    await tx.$queryRaw`SELECT id FROM import_batch WHERE id = ${batchId} FOR UPDATE`;
    const still = new Map((await untouched(tx, batchId)).map((user) => [user.id, user]));
    const own = await managerGrants(tx, actor);
    const handed: Handed[] = [];
    for (const { id, password, passwordHash } of made) {
      const user = still.get(id);
      const grants = await tx.grant.findMany({ where: { userId: id } });
      if (!user || !governs(own, grants, lists, today)) continue;
      await tx.user.update({ where: { id }, data: { passwordHash, mustChangePassword: true } });
      await record(tx, actor, { act: 'user.reset-password', subjectType: 'user', subjectId: id });
      handed.push({ username: user.username, displayName: user.displayName, password });
    }
    return handed.length ? accept(handed) : refuse(finding(null, 'passwords-handed'));
  });
}

// A row that still bears the transaction of the batch has been given nothing since.
function untouched(tx: Pick<Tx, '$queryRaw'>, batchId: number): Promise<{ id: number; username: string; displayName: string }[]> {
  return tx.$queryRaw`
    SELECT u.id, u.username, u.display_name AS "displayName"
    FROM import_batch b JOIN import_row r ON r.batch_id = b.id JOIN "user" u ON u.id = (r.plan->>'id')::int
    WHERE b.id = ${batchId} AND b.kind = 'users' AND b.status = 'done' AND b.seen_cluster = audit_cluster() AND r.verdict = 'new' AND (r.plan->>'makes')::bool
      AND u.xmin::text::bigint = (b.written_txid % 4294967296) AND u.disabled_at IS NULL AND u.erased_at IS NULL
    ORDER BY u.username`;
}
