import type { Day } from '@/lib/taxonomy/day';
import { Prisma } from './generated/client';

/** Which row `u` of unit_standing tells what a unit is on a day: after its end the last one, before its beginning the first. */
export function unitOn(day: Day): Prisma.Sql {
  return Prisma.sql`((u."from" IS NULL OR u."from" <= ${day}::date
      OR NOT EXISTS (SELECT FROM unit_standing e WHERE e.unit_id = u.unit_id AND (e."from" IS NULL OR e."from" < u."from")))
    AND (u.until IS NULL OR u.until > ${day}::date OR ${LAST_EVER}))`;
}

const LAST_EVER = Prisma.sql`NOT EXISTS (SELECT FROM unit_standing l WHERE l.unit_id = u.unit_id AND l."from" >= u.until)`;

/** The last row `u` of a unit: what it is now, or was when it ended. */
export const LATEST_UNIT = Prisma.sql`(u.until IS NULL OR ${LAST_EVER})`;
