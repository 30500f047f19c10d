import { type Failures, type Lockable, takeAttempt, takeBack } from '@/lib/access/lockout';
import { accept, type Decision, refuse } from '@/lib/decision';
import { attempt, db, type Tx, transaction } from './client';
import { keyedHash } from './seal';

/** What an attempt counts against: an account's name, whether there is one or not, or an address. */
export type Counted = readonly (readonly [Lockable, string])[];

/**
 * Counts an attempt before its password is looked at. Refuses while one of what it counts
 * against is blocked, with the seconds that are left.
 */
export function countAttempt(counted: Counted): Promise<Decision<null>> {
  return attempt(async (tx) => {
    const now = new Date();
    const taken = [];
    for (const [kind, key] of inOrder(counted)) taken.push({ key, decision: takeAttempt(kind, await locked(tx, key, now), now) });
    const waits = taken.flatMap(({ decision }) => (decision.accepted ? [] : decision.findings));
    if (waits.length) return refuse(...waits.sort((a, b) => Number(b.facts?.seconds) - Number(a.facts?.seconds)).slice(0, 1));
    for (const { key, decision } of taken) if (decision.accepted) await tx.signInFailure.update({ where: { key }, data: decision.change });
    return accept(null);
  });
}

/** Takes back an attempt that succeeded. */
export async function forgiveAttempt(counted: Counted): Promise<void> {
  await transaction(async (tx) => {
    for (const [kind, key] of inOrder(counted)) {
      const after = takeBack(kind, await locked(tx, key, new Date()));
      if (after) await tx.signInFailure.update({ where: { key }, data: after });
      else await tx.signInFailure.delete({ where: { key } });
    }
  });
  await forget();
}

// Always in the same order, so that two attempts never wait for each other.
function inOrder(counted: Counted): [Lockable, string][] {
  return counted.map(([kind, text]): [Lockable, string] => [kind, keyOf(kind, text)]).sort(([, a], [, b]) => (a < b ? -1 : 1));
}

/** Under which key attempts are counted. */
export function keyOf(kind: Lockable, text: string): string {
  return `${kind}:${keyedHash(text)}`;
}

// One statement makes the row or waits for it: between two, another sign-in that succeeded could delete it.
async function locked(tx: Tx, key: string, now: Date): Promise<Failures> {
  const [row] = await tx.$queryRaw<Failures[]>`
    INSERT INTO sign_in_failure AS known (key, failures, last_at) VALUES (${key}, 0, ${now})
    ON CONFLICT (key) DO UPDATE SET failures = known.failures
    RETURNING failures, last_at AS "lastAt", blocked_until AS "blockedUntil"`;
  if (!row) throw new Error('An upsert answered with no row.');
  return row;
}

// Names that were typed once would else be kept for ever.
async function forget() {
  await db().$executeRaw`
    DELETE FROM sign_in_failure WHERE key IN (
      SELECT key FROM sign_in_failure WHERE last_at < now() - interval '1 day' ORDER BY last_at LIMIT 100 FOR UPDATE SKIP LOCKED)`;
}
