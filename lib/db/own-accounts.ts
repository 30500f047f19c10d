import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import { dutyDaysLeft, type OwnAccount, type OwnAccounts, PUBLISHING_METRICS, UPDATE_DUTY } from '@/lib/registry/update-duty';
import type { Day } from '@/lib/taxonomy/day';
import { db } from './client';
import { Prisma } from './generated/client';
import { standingsReached } from './reach';
import { reference } from './reference';

/** The open accounts for which an actor files, those whose days run out first; of which nothing is known last. */
export async function listOwnAccounts(actor: Actor, today: Day, take: number): Promise<OwnAccounts> {
  const lists = await reference();
  const reached = standingsReached(
    grantsFor(actor, 'filing.submit').filter(({ role }) => role === 'clerk'),
    lists,
    today,
  );
  const rows: (Omit<OwnAccount, 'daysLeft'> & Omit<OwnAccounts, 'items'>)[] = await db().$queryRaw`
    WITH own AS MATERIALIZED (
      SELECT s.account_id, s.unit_id, s.status, s.platform, ${LAST_UPDATE} AS last_update
      FROM standing s WHERE s.until IS NULL AND s.status IN ('active', 'paused') AND ${reached}
    ), counted AS (
      SELECT count(*)::int AS total, count(*) FILTER (WHERE last_update < ${today}::date - ${UPDATE_DUTY.days}::int)::int AS late,
             count(*) FILTER (WHERE last_update IS NULL)::int AS unknown FROM own
    ), shown AS (SELECT * FROM own ORDER BY last_update, account_id LIMIT ${take})
    SELECT shown.account_id AS id, n.name, shown.platform, shown.status, to_char(shown.last_update, 'YYYY-MM-DD') AS "lastUpdate",
           (SELECT u.name FROM unit_standing u WHERE u.unit_id = shown.unit_id ORDER BY u."from" DESC NULLS LAST LIMIT 1) AS unit,
           counted.*
    FROM shown JOIN account_name n ON n.account_id = shown.account_id AND n.until IS NULL CROSS JOIN counted
    ORDER BY shown.last_update, n.pinyin, shown.account_id`;
  const { total = 0, late = 0, unknown = 0 } = rows[0] ?? {};
  const items = rows.map(({ total: _, late: _late, unknown: _unknown, ...row }) => ({ ...row, daysLeft: dutyDaysLeft(row.lastUpdate, today) }));
  return { items, total, late, unknown };
}

// Rides the snapshot's own key, which begins with the account.
const LAST_UPDATE = Prisma.sql`(
  SELECT max(x.day) FROM snapshot x WHERE x.account_id = s.account_id AND x.metric = ANY (${[...PUBLISHING_METRICS]}::text[]) AND x.value > 0)`;
