import { Prisma } from './generated/client';

/**
 * The last followers value of each row of `asked` on or before its day, as `latest.followers`; null where none is known.
 * One look into the narrow index for each account (docs/decisions/0040). A value of null is as good as none.
 */
export const LATEST_FOLLOWERS = Prisma.sql`LEFT JOIN LATERAL (
  SELECT value AS followers FROM snapshot
  WHERE snapshot.account_id = asked.account_id AND metric = 'followers' AND value IS NOT NULL AND day <= asked.as_of
  ORDER BY day DESC LIMIT 1
) latest ON true`;
