import { type Actor, type From, NOBODY, type Role } from '@/lib/access/actor';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { identitySettings } from '@/lib/env';
import { record } from './audit';
import { attempt, db, type Tx, transaction } from './client';

/** What a user has to do before anything else. */
export type Obligation = 'password' | 'totp';

/** Whose session it is. While something is owed, the actor holds no role. */
export type Holder = { sessionId: string; actor: Actor; owes: Obligation | null };

const MINUTE = 60_000;

const HOLDER = {
  id: true,
  lastUsedAt: true,
  provider: true,
  user: {
    select: {
      id: true,
      displayName: true,
      persona: true,
      mustChangePassword: true,
      totpConfirmedAt: true,
      grants: { select: { role: true, regionCode: true, sectorCode: true, unitId: true } },
    },
  },
} as const;

/** The holder of a session that still holds: not ended, not idle for too long, not expired, its user not disabled. */
export async function sessionHolder(id: string): Promise<Holder | null> {
  const session = await db().session.findFirst({ where: { id, ...holding() }, select: HOLDER });
  if (!session) return null;
  await touch(id, session.lastUsedAt);
  const { user } = session;
  const grants = user.grants.map(({ role, ...where }) => ({ role: role as Role, ...where }));
  const owes = obligationOf({ ...user, provider: session.provider }, grants);
  return { sessionId: id, owes, actor: { userId: user.id, name: user.displayName, via: 'web', grants: owes ? [] : grants } };
}

/** What a session that holds is like, as a condition. */
function holding() {
  const now = Date.now();
  const idle = identitySettings().GUTA_SESSION_IDLE_MINUTES * MINUTE;
  return { awaitsCode: false, endedAt: null, expiresAt: { gt: new Date(now) }, lastUsedAt: { gt: new Date(now - idle) }, user: { disabledAt: null } };
}

// At most once a minute: a page asks for many things.
async function touch(id: string, lastUsedAt: Date) {
  const now = new Date();
  if (now.getTime() - lastUsedAt.getTime() < MINUTE) return;
  await db().session.updateMany({ where: { id, lastUsedAt }, data: { lastUsedAt: now } });
}

type Obliged = { persona: boolean; mustChangePassword: boolean; totpConfirmedAt: Date | null; provider: string | null };

function obligationOf(user: Obliged, grants: readonly { role: Role }[]): Obligation | null {
  if (user.persona) return null;
  // Who comes through the identity provider may never have had a password here.
  if (user.mustChangePassword && !user.provider) return 'password';
  if (user.totpConfirmedAt || user.provider === 'oidc-mfa') return null;
  const required = identitySettings().GUTA_REQUIRE_TOTP;
  return grants.some(({ role }) => role === required) ? 'totp' : null;
}

/** A session as its user sees it. */
export type OwnSession = { id: string; createdAt: Date; lastUsedAt: Date; expiresAt: Date; address: string | null; userAgent: string | null };

/** The sessions of the actor's own that still hold, the one used last first. */
export function ownSessions(actor: Actor): Promise<OwnSession[]> {
  return db().session.findMany({
    where: { userId: actor.userId ?? 0, ...holding() },
    select: { id: true, createdAt: true, lastUsedAt: true, expiresAt: true, address: true, userAgent: true },
    orderBy: [{ lastUsedAt: 'desc' }, { createdAt: 'desc' }],
  });
}

/** Ends a session by signing out. */
export async function endSession(id: string, from?: From): Promise<void> {
  await transaction(async (tx) => {
    const session = await tx.session.findFirst({ where: { id, endedAt: null }, select: { user: { select: { id: true, displayName: true } } } });
    if (session) await end(tx, { ...NOBODY, userId: session.user.id, name: session.user.displayName, from }, [id]);
  });
}

/** Ends one of the actor's own sessions; another's is as absent. */
export function endOwnSession(actor: Actor, id: string): Promise<Decision<null>> {
  return attempt(async (tx) => {
    const own = await tx.session.findMany({ where: { userId: actor.userId ?? 0, endedAt: null }, select: { id: true } });
    if (!own.some((session) => session.id === id)) return refuse(finding(null, 'not-found'));
    await end(tx, actor, [id]);
    return accept(null);
  });
}

/** Ends every session of the actor's own but this one. */
export function endOtherSessions(actor: Actor, keep: string): Promise<Decision<null>> {
  return attempt(async (tx) => {
    await endAllBut(tx, actor, actor.userId ?? 0, keep);
    return accept(null);
  });
}

/** Ends the sessions of a user, inside the change that makes it necessary. */
export async function endAllBut(tx: Tx, actor: Actor, userId: number, keep?: string): Promise<void> {
  const others = await tx.session.findMany({ where: { userId, endedAt: null, id: keep ? { not: keep } : undefined }, select: { id: true } });
  await end(
    tx,
    actor,
    others.map(({ id }) => id),
  );
}

async function end(tx: Tx, actor: Actor, ids: readonly string[]) {
  for (const id of ids) {
    const { count } = await tx.session.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date() } });
    if (count > 0) await record(tx, actor, { act: 'session.end', subjectType: 'session', subjectId: id });
  }
}
