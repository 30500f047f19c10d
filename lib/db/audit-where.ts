import type { Actor } from '@/lib/access/actor';
import { BACKDATED_DAYS, type Exception } from '@/lib/audit/exceptions';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin, NATION } from '@/lib/taxonomy/regions';
import { Prisma } from './generated/client';
import { reference } from './reference';

/** The condition under which an event is an exception of this kind. */
export function exceptional(kind: Exception): Prisma.Sql {
  switch (kind) {
    case 'backdated':
      return Prisma.sql`e.after->>'changedOn' < to_char((e.at AT TIME ZONE 'Asia/Shanghai')::date - ${BACKDATED_DAYS}::int, 'YYYY-MM-DD')`;
    case 'refused':
      return Prisma.sql`e.act IN ('access.refuse', 'session.refuse')`;
    case 'bulk':
      return Prisma.sql`e.act IN ('import.run', 'demonstration.load', 'demonstration.clear', 'dataset.load')`;
    case 'looks':
      return Prisma.sql`e.act = 'account.look-contact'`;
  }
}

/** Days of Shanghai, both included. */
export function onDays({ from, until }: { from: Day | null; until: Day | null }): Prisma.Sql | null {
  const begin = from === null ? [] : [Prisma.sql`e.at >= (${from}::timestamp AT TIME ZONE 'Asia/Shanghai')`];
  const end = until === null ? [] : [Prisma.sql`e.at < ((${until}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`];
  return begin.length + end.length ? Prisma.join([...begin, ...end], ' AND ') : null;
}

const READERS = ['administrator', 'auditor'];

/** Everything to whom the nation is given; to others what was done to accounts and units of their regions, or by users of theirs. */
export async function eventsWithin(actor: Actor): Promise<Prisma.Sql> {
  const codes = actor.grants.filter(({ role }) => READERS.includes(role)).map(({ regionCode }) => regionCode);
  if (codes.includes(NATION)) return Prisma.sql`true`;
  const { regions } = await reference();
  const within = regions.all.filter((region) => codes.some((code) => isWithin(region, code)));
  const ids = within.map(({ id }) => id);
  return Prisma.sql`(
    (e.subject_type = 'account' AND e.subject_id IN (SELECT account_id::text FROM standing WHERE region_id = ANY (${ids}::int[])))
    OR (e.subject_type = 'unit' AND e.subject_id IN (SELECT unit_id::text FROM unit_standing WHERE region_id = ANY (${ids}::int[])))
    OR e.actor_id IN (SELECT user_id FROM "grant" GROUP BY user_id HAVING bool_and(region_code = ANY (${within.map(({ code }) => code)}::text[]))))`;
}
