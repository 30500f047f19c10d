import type { RelationView, UnitRelationView } from '@/lib/registry/views';
import type { Day } from '@/lib/taxonomy/day';
import { db } from './client';
import { Prisma } from './generated/client';
import { LATEST_UNIT, unitOn } from './unit-on';

/** The units that have to do with an account beside its owner, in order; on a day only those that had then. */
export async function readRelations(accountId: number, day: Day | null = null): Promise<RelationView[]> {
  return db().$queryRaw`
    SELECT l.id, l.kind, l.unit_id AS "unitId", u.name AS unit, to_char(l."from", 'YYYY-MM-DD') AS "from", to_char(l.until, 'YYYY-MM-DD') AS until
    FROM account_relation l JOIN unit_standing u ON u.unit_id = l.unit_id AND ${day === null ? LATEST_UNIT : unitOn(day)}
    WHERE l.account_id = ${accountId} ${onDay(day)}
    ORDER BY l."from", l.id`;
}

/** The accounts that a unit has to do with beside those it owns, on a day. */
export async function relationsOfUnit(unitId: number, day: Day): Promise<UnitRelationView[]> {
  return db().$queryRaw`
    SELECT l.id, l.kind, l.account_id AS "accountId", n.name AS account, to_char(l."from", 'YYYY-MM-DD') AS "from"
    FROM account_relation l
    JOIN account_name n ON n.account_id = l.account_id AND (n."from" IS NULL OR n."from" <= ${day}::date) AND (n.until IS NULL OR n.until > ${day}::date)
    WHERE l.unit_id = ${unitId} ${onDay(day)}
    ORDER BY n.pinyin, l.id`;
}

function onDay(day: Day | null): Prisma.Sql {
  return day === null ? Prisma.empty : Prisma.sql`AND l."from" <= ${day}::date AND (l.until IS NULL OR l.until > ${day}::date)`;
}
