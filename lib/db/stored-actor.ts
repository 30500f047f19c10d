import { type Actor, COMMAND_LINE, type From, NOBODY, type Role, SYSTEM } from '@/lib/access/actor';
import { db } from './client';

/** Who asked for something that is done later. What they may is asked again then. */
export type StoredActor = { userId: number | null; via: Actor['via']; from?: From };

export function storedActor({ userId, via, from }: Actor): StoredActor {
  return { userId, via, ...(from && { from }) };
}

/** The same person with the grants of now; nobody where they are gone or disabled. */
export async function actorOf(stored: StoredActor | null): Promise<Actor> {
  if (!stored) return NOBODY;
  const { userId, via, from } = stored;
  if (userId === null) return via === 'web' ? NOBODY : via === 'system' ? SYSTEM : COMMAND_LINE;
  const user = await db().user.findFirst({ where: { id: userId, disabledAt: null }, include: { grants: true } });
  if (!user) return NOBODY;
  const grants = user.grants.map(({ role, regionCode, sectorCode, unitId }) => ({ role: role as Role, regionCode, sectorCode, unitId }));
  return { userId, name: user.displayName, via, grants, ...(from && { from }) };
}
