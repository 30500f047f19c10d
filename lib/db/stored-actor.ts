import { type Actor, COMMAND_LINE, type From, type GrantedRole, NOBODY, SYSTEM } from '@/lib/access/actor';
import { askDb } from './client';

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
  const [user] = await askDb<{ name: string }>('SELECT display_name AS name FROM "user" WHERE id = $1::int AND disabled_at IS NULL', [userId]);
  if (!user) return NOBODY;
  const grants = await askDb<GrantedRole>(
    'SELECT role, region_code AS "regionCode", sector_code AS "sectorCode", unit_id AS "unitId" FROM "grant" WHERE user_id = $1::int ORDER BY id',
    [userId],
  );
  return { userId, name: user.name, via, grants, ...(from && { from }) };
}
