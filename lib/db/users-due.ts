import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import { IDLE_DAYS, USER_DUES, type UserDue } from '@/lib/access/user-due';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin, NATION } from '@/lib/taxonomy/regions';
import { db } from './client';
import { Prisma } from './generated/client';
import { keyOf } from './lockout';
import { type Reference, reference } from './reference';

/** Which users, of those that an actor governs and that may sign in, somebody should look at, by why. */
export async function usersDue(actor: Actor, today: Day): Promise<Record<UserDue, number[]>> {
  const lists = await reference();
  const rows: ({ id: number; username: string; blocked: string[] | null } & Record<Exclude<UserDue, 'locked'>, boolean>)[] = await db().$queryRaw`
    SELECT u.id, u.username, last.at IS NULL AS invited, u.totp_confirmed_at IS NULL AS "no-second-step",
           coalesce(last.at < now() - make_interval(days => ${IDLE_DAYS}::int), false) AS idle,
           (SELECT array_agg(f.key) FROM sign_in_failure f WHERE f.blocked_until > now() AND f.key LIKE 'account:%') AS blocked
    FROM "user" u
    CROSS JOIN LATERAL (SELECT max(s.created_at) AS at FROM session s WHERE s.user_id = u.id AND NOT s.awaits_code) last
    WHERE u.disabled_at IS NULL AND ${governed(actor, lists, today)}
    ORDER BY u.id`;
  // The register keeps only a keyed hash of a name that was tried.
  const locked = rows.filter(({ username, blocked }) => blocked?.includes(keyOf('account', username.toLowerCase())));
  const due = USER_DUES.map((why) => [why, (why === 'locked' ? locked : rows.filter((row) => row[why])).map(({ id }) => id)]);
  return Object.fromEntries(due);
}

// The same as `governs` says of a user's grants (lib/db/user-list.ts).
function governed(actor: Actor, lists: Reference, today: Day): Prisma.Sql {
  const own = grantsFor(actor, 'user.read');
  if (own.length === 0) return Prisma.sql`false`;
  const reached = own.map(({ regionCode, sectorCode, unitId }) => {
    const codes = lists.regions.all.filter(({ code }) => isWithinToday(lists, code, regionCode, today)).map(({ code }) => code);
    return Prisma.sql`(g.region_code = ANY (${[...new Set(codes)]}::text[])
      ${sectorCode === null ? Prisma.empty : Prisma.sql`AND g.sector_code IS NOT DISTINCT FROM ${sectorCode}`}
      ${unitId === null ? Prisma.empty : Prisma.sql`AND g.unit_id IS NOT DISTINCT FROM ${unitId}`})`;
  });
  const holdsAll = own.some(({ regionCode, sectorCode, unitId }) => regionCode === NATION && sectorCode === null && unitId === null);
  return Prisma.sql`NOT EXISTS (SELECT FROM "grant" g WHERE g.user_id = u.id AND NOT (${Prisma.join(reached, ' OR ')}))
    ${holdsAll ? Prisma.empty : Prisma.sql`AND EXISTS (SELECT FROM "grant" g WHERE g.user_id = u.id)`}`;
}

function isWithinToday({ regions }: Reference, code: string, other: string, today: Day): boolean {
  const region = regions.at(code, today);
  return region !== undefined && isWithin(region, other);
}
