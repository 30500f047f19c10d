import { randomUUID } from 'node:crypto';
import { hash, verify } from 'argon2';
import type { Actor, From, Role } from '@/lib/access/actor';
import { NOBODY } from '@/lib/access/actor';
import { record } from './audit';
import { db, transaction } from './client';

const SESSION_HOURS = 12;

// Verified against when there is no such user, so that the answer takes as long.
let decoy: Promise<string> | undefined;

/**
 * Begins a session when the password is right and the user is not disabled.
 * @returns the session's id, or null without saying which of these was wrong
 */
export async function beginSession(username: string, password: string, from?: From): Promise<string | null> {
  const user = await db().user.findUnique({ where: { username }, select: { id: true, displayName: true, passwordHash: true, disabledAt: true } });
  decoy ??= hash('nobody');
  const right = await verify(user?.passwordHash ?? (await decoy), password);
  return transaction(async (tx) => {
    const actor = { ...NOBODY, userId: user?.id ?? null, name: user?.displayName ?? '', from };
    if (!user || !right || user.disabledAt) {
      // Of a user only the number is kept; what was typed is not, where it names nobody: it may be a password in the wrong field.
      await record(tx, actor, { act: 'session.refuse', subjectType: 'session', subjectId: user ? `user-${user.id}` : 'unknown user' });
      return null;
    }
    const session = { id: randomUUID(), userId: user.id, expiresAt: new Date(Date.now() + SESSION_HOURS * 3_600_000) };
    await tx.session.create({ data: session });
    await record(tx, actor, { act: 'session.begin', subjectType: 'session', subjectId: session.id });
    return session.id;
  });
}

/** The actor of a session that still holds: not ended, not expired, its user not disabled. */
export async function sessionActor(id: string): Promise<Actor | null> {
  const session = await db().session.findFirst({
    where: { id, endedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
    select: { user: { select: { id: true, displayName: true, grants: { select: { role: true, regionCode: true, sectorCode: true, unitId: true } } } } },
  });
  if (!session) return null;
  const grants = session.user.grants.map(({ role, ...where }) => ({ role: role as Role, ...where }));
  return { userId: session.user.id, name: session.user.displayName, via: 'web', grants };
}

export async function endSession(id: string, from?: From): Promise<void> {
  await transaction(async (tx) => {
    const session = await tx.session.findFirst({ where: { id, endedAt: null }, select: { user: { select: { id: true, displayName: true } } } });
    if (!session) return;
    await tx.session.update({ where: { id }, data: { endedAt: new Date() } });
    const actor = { ...NOBODY, userId: session.user.id, name: session.user.displayName, from };
    await record(tx, actor, { act: 'session.end', subjectType: 'session', subjectId: id });
  });
}
