import type { Day } from '@/lib/taxonomy/day';
import { Prisma } from './generated/client';

const COLUMNS = Prisma.sql`x.unit_id, x."from", x.until, x.name, x.pinyin`;
const LATER = Prisma.sql`SELECT FROM unit_standing later WHERE later.unit_id = x.unit_id AND later."from" >= x.until`;
const EARLIER = Prisma.sql`SELECT FROM unit_standing earlier WHERE earlier.unit_id = x.unit_id AND (earlier."from" IS NULL OR earlier."from" < x."from")`;

/**
 * What each unit is on a day: after its end the last that it was, before its beginning the first.
 * Three parts, since one condition with both exceptions would be asked of every row.
 */
export function unitsOn(day: Day): Prisma.Sql {
  return Prisma.sql`(
    SELECT ${COLUMNS} FROM unit_standing x WHERE (x."from" IS NULL OR x."from" <= ${day}::date) AND (x.until IS NULL OR x.until > ${day}::date)
    UNION ALL SELECT ${COLUMNS} FROM unit_standing x WHERE x.until <= ${day}::date AND NOT EXISTS (${LATER})
    UNION ALL SELECT ${COLUMNS} FROM unit_standing x WHERE x."from" > ${day}::date AND NOT EXISTS (${EARLIER}))`;
}

/** The same name for one row `s` at a time: few rows are looked up, not all units laid out. */
export function unitNameOn(day: Day): Prisma.Sql {
  return Prisma.sql`(SELECT u.name FROM unit_standing u WHERE u.unit_id = s.unit_id::bigint
    ORDER BY coalesce(u."from" <= ${day}::date, true) DESC, CASE WHEN u."from" > ${day}::date THEN NULL ELSE u."from" END DESC NULLS LAST, u."from" LIMIT 1)`;
}

/** What each unit is now, or was when it ended. */
export const LATEST_UNITS = unitsOn('9999-12-31');

/** Whether a row `u` of unit_standing is the last of a unit that has ended. */
export const ENDED = Prisma.sql`u.until IS NOT NULL AND NOT EXISTS (SELECT FROM unit_standing l WHERE l.unit_id = u.unit_id AND l."from" >= u.until)`;
