import { randomUUID } from 'node:crypto';
import { hash, verify } from 'argon2';
import { type Actor, NOBODY, type From as Origin } from '@/lib/access/actor';
import { MAX_PASSWORD } from '@/lib/access/password';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { identitySettings } from '@/lib/env';
import { record } from './audit';
import { db, type Tx, transaction } from './client';
import { type Counted, countAttempt, forgiveAttempt } from './lockout';

/** Where a request comes from, as the server saw it, and what the browser calls itself. */
export type From = Pick<Origin, 'address'> & Partial<Origin> & { userAgent: string | null };

/** One who may come in. */
export type Enterer = { id: number; username: string; displayName: string; totpConfirmedAt: Date | null };

const ENTERING = { id: true, username: true, displayName: true, passwordHash: true, disabledAt: true, totpConfirmedAt: true } as const;
const CODE_MINUTES = 10;

// Verified against when there is no such user, so that the answer takes as long.
let decoy: Promise<string> | undefined;

/**
 * Begins a session when the password is right and the user is not disabled. An account that
 * does not exist is answered, slowed down and counted like one that does.
 * @returns the session's id, or that it was refused without saying which of these was wrong
 */
export async function beginSession(typed: string, password: string, from: From): Promise<Decision<string>> {
  const counted = countedOf(typed, from);
  const user = await db().user.findUnique({ where: { username: typed, erasedAt: null }, select: ENTERING });
  const taken = await countAttempt(counted);
  if (!taken.accepted) {
    await transaction((tx) => refused(tx, user, from, 'blocked'));
    return taken;
  }
  const right = await rightPassword(user?.passwordHash, password);
  if (user && right && !user.disabledAt) {
    await forgiveAttempt(counted);
    return accept(await transaction((tx) => enter(tx, user, from)));
  }
  await transaction((tx) => refused(tx, user, from, 'wrong'));
  return refuse(finding(null, 'sign-in-wrong'));
}

/** What an attempt counts against: the account that was named, and where it came from. */
export function countedOf(username: string, { address }: From): Counted {
  return [['account', username.toLowerCase()], ...(address ? [['address', address] as const] : [])];
}

/** Whether a password is the one that was hashed; takes as long where there is none. */
export async function rightPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash(randomUUID());
  // A longer one was never accepted.
  return verify(passwordHash ?? (await decoy), password.slice(0, MAX_PASSWORD * 2));
}

/** Writes the session of one who may come in; where codes are asked, nobody is signed in by it before the code. */
export async function enter(tx: Tx, user: Enterer, from: From, provider?: string): Promise<string> {
  const { address, userAgent } = from;
  const awaitsCode = user.totpConfirmedAt !== null;
  const minutes = awaitsCode ? CODE_MINUTES : identitySettings().GUTA_SESSION_HOURS * 60;
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + minutes * 60_000);
  await tx.session.create({ data: { id, userId: user.id, expiresAt, awaitsCode, provider, address, userAgent: userAgent?.slice(0, 300) } });
  await record(tx, actorOf(user, from), {
    act: awaitsCode ? 'session.await-code' : 'session.begin',
    subjectType: 'session',
    subjectId: id,
    after: provider ? { by: provider } : undefined,
  });
  return id;
}

/** Records a refused sign-in. What was typed is not kept where it names nobody: it may be a password in the wrong field. */
export async function refused(tx: Tx, user: Omit<Enterer, 'totpConfirmedAt'> | null, from: From, why: string): Promise<void> {
  const subjectId = user ? `user-${user.id}` : 'unknown user';
  await record(tx, user ? actorOf(user, from) : { ...NOBODY, from: originOf(from) }, {
    act: 'session.refuse',
    subjectType: 'session',
    subjectId,
    after: { why },
  });
}

/** The one who comes in, from where. */
export function actorOf(user: { id: number; displayName: string }, from: From): Actor {
  return { ...NOBODY, userId: user.id, name: user.displayName, from: originOf(from) };
}

function originOf({ address, requestId = null }: From): Origin {
  return { address, requestId };
}
