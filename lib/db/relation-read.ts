import type { RelationView, UnitRelationView } from '@/lib/registry/views';
import type { Day } from '@/lib/taxonomy/day';
import { db } from './client';
import { LATEST_UNITS } from './unit-on';

/** The units that have had to do with an account beside its owner, in order. */
export async function readRelations(accountId: number): Promise<RelationView[]> {
  return db().$queryRaw`
    SELECT l.id, l.kind, l.unit_id AS "unitId", u.name AS unit, to_char(l."from", 'YYYY-MM-DD') AS "from", to_char(l.until, 'YYYY-MM-DD') AS until
    FROM account_relation l JOIN ${LATEST_UNITS} u ON u.unit_id = l.unit_id
    WHERE l.account_id = ${accountId}
    ORDER BY l."from", l.id`;
}

/** The accounts that a unit has to do with beside those it owns, on a day. */
export async function relationsOfUnit(unitId: number, day: Day): Promise<UnitRelationView[]> {
  return db().$queryRaw`
    SELECT l.id, l.kind, l.account_id AS "accountId", n.name AS account, to_char(l."from", 'YYYY-MM-DD') AS "from"
    FROM account_relation l
    JOIN account_name n ON n.account_id = l.account_id AND (n."from" IS NULL OR n."from" <= ${day}::date) AND (n.until IS NULL OR n.until > ${day}::date)
    WHERE l.unit_id = ${unitId} AND l."from" <= ${day}::date AND (l.until IS NULL OR l.until > ${day}::date)
    ORDER BY n.pinyin, l.id`;
}
