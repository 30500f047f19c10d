import type { Day } from '@/lib/taxonomy/day';
import { Prisma } from './generated/client';

// One look into the narrow index for each account (docs/decisions/0040). A value of null is as good as none.
const latest = (account: Prisma.Sql, day: Prisma.Sql) => Prisma.sql`LEFT JOIN LATERAL (
  SELECT value AS followers FROM snapshot
  WHERE snapshot.account_id = ${account} AND metric = 'followers' AND value IS NOT NULL AND day <= ${day}
  ORDER BY day DESC LIMIT 1
) latest ON true`;

/** Accounts of which followers are looked up again at once; of more, a day is read anew by who asks for it. */
const AT_ONCE = 2000;

/**
 * Where a statement knows accounts as `followed`, their last followers on or before each of some days: as one text of day (from 1
 * on), account, followers or null. Null where they are too many.
 */
export function followersAgain(days: readonly Day[]): Prisma.Sql {
  return Prisma.sql`CASE WHEN (SELECT count(*) FROM followed) <= ${AT_ONCE} THEN coalesce((
    SELECT '[' || string_agg(d.at || ',' || f.id || ',' || coalesce(latest.followers::text, 'null'), ',') || ']'
    FROM followed f CROSS JOIN unnest(${[...days]}::date[]) WITH ORDINALITY AS d(day, at) ${latest(Prisma.sql`f.id`, Prisma.sql`d.day`)}), '[]') END`;
}

/** The last followers of every account on or before a day, as one text of account, followers. */
export function followersOf(day: Day): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT '[' || string_agg(account_id || ',' || value, ',') || ']' FROM (
    SELECT DISTINCT ON (account_id) account_id, value FROM snapshot WHERE metric = 'followers' AND value IS NOT NULL AND day <= ${day}::date
    ORDER BY account_id, day DESC) AS each), '[]')`;
}

/** The last followers value of each row of `asked` on or before its day, as `latest.followers`; null where none is known. */
export const LATEST_FOLLOWERS = latest(Prisma.sql`asked.account_id`, Prisma.sql`asked.as_of`);

/** The same of each account of a list, on or before one day. */
export function latestFollowers(account: 'x.account_id' | 'a.id', day: Day): Prisma.Sql {
  return latest(Prisma.raw(account), Prisma.sql`${day}::date`);
}
