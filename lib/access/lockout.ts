import { accept, type Decision, finding, refuse } from '@/lib/decision';

/** What is slowed down: an account, the second step of one, or an address. */
export const LOCKABLE = ['account', 'code', 'address'] as const;
export type Lockable = (typeof LOCKABLE)[number];

/** Sign-ins of one account, or from one address, that did not succeed. */
export type Failures = { failures: number; lastAt: Date; blockedUntil: Date | null };

// Offices share an address: it is slowed down only where an account would have been long ago.
const FREE: Record<Lockable, number> = { account: 4, code: 4, address: 100 };
const FIRST_DELAY = 30;
const LONGEST_DELAY = 15 * 60;
const FORGOTTEN_AFTER = 12 * 3_600_000;

/** Seconds until the next attempt, after so many failures: none at first, then 30, 60, 120 … up to a quarter of an hour. */
export function delayAfter(kind: Lockable, failures: number): number {
  const beyond = failures - FREE[kind];
  return beyond <= 0 ? 0 : Math.min(FIRST_DELAY * 2 ** (beyond - 1), LONGEST_DELAY);
}

/**
 * Takes an attempt before its password is looked at, as if it had failed: many at once cannot
 * pass before the first is counted. While blocked, an attempt is refused and not counted.
 */
export function takeAttempt(kind: Lockable, before: Failures | null, now: Date): Decision<Failures> {
  const wait = before?.blockedUntil ? Math.ceil((before.blockedUntil.getTime() - now.getTime()) / 1000) : 0;
  if (wait > 0) return refuse(finding(null, 'sign-in-wait', { seconds: wait }));
  const forgotten = !before || now.getTime() - before.lastAt.getTime() > FORGOTTEN_AFTER;
  const failures = forgotten ? 1 : before.failures + 1;
  const delay = delayAfter(kind, failures);
  return accept({ failures, lastAt: now, blockedUntil: delay > 0 ? new Date(now.getTime() + delay * 1000) : null });
}

/** Takes an attempt back that succeeded: the account begins anew, the address counts it no more. */
export function takeBack(kind: Lockable, before: Failures): Failures | null {
  if (kind !== 'address' || before.failures <= 1) return null;
  const failures = before.failures - 1;
  return { ...before, failures, blockedUntil: delayAfter(kind, failures) > 0 ? before.blockedUntil : null };
}
