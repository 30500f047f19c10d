import type { Day } from '@/lib/taxonomy/day';
import { Prisma } from './generated/client';

// One look into the narrow index for each account (docs/decisions/0040). A value of null is as good as none.
const latest = (account: Prisma.Sql, day: Prisma.Sql) => Prisma.sql`LEFT JOIN LATERAL (
  SELECT value AS followers FROM snapshot
  WHERE snapshot.account_id = ${account} AND metric = 'followers' AND value IS NOT NULL AND day <= ${day}
  ORDER BY day DESC LIMIT 1
) latest ON true`;

/** The last followers value of each row of `asked` on or before its day, as `latest.followers`; null where none is known. */
export const LATEST_FOLLOWERS = latest(Prisma.sql`asked.account_id`, Prisma.sql`asked.as_of`);

/** The same of each account of a list, on or before one day. */
export function latestFollowers(account: 'x.account_id' | 'a.id', day: Day): Prisma.Sql {
  return latest(Prisma.raw(account), Prisma.sql`${day}::date`);
}
