import { NEVER } from '@/lib/coverage/standings';
import { COVERING_RELATIONS } from '@/lib/registry/relation';
import { Prisma } from './generated/client';

/**
 * What accounts count as, and whom they stand for besides: a row for each period in which nothing of it changes, with
 * `via` as lib/coverage/standings.ts has it.
 * @param accounts which, of the column `account_id` of `s`
 */
export function coverRows(accounts: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH own AS MATERIALIZED (SELECT * FROM standing s WHERE ${accounts}),
    history AS MATERIALIZED (
      SELECT unit_id, kind, parent_id,
        CASE WHEN lag(unit_id) OVER line IS NULL THEN '-infinity'::date ELSE "from" END AS since,
        coalesce(lead("from") OVER line, 'infinity'::date) AS till
      FROM unit_standing WHERE unit_id IN (SELECT unit_id FROM own)
      WINDOW line AS (PARTITION BY unit_id ORDER BY "from" NULLS FIRST)),
    placed AS (
      SELECT s.account_id, s.platform, s.holder, s.provenance, s.status, s.rank AS own_rank, s.region_id, s.sector_code, s.tier, s.standard_body,
        h.kind, h.parent_id, greatest(s."from", h.since) AS since, least(coalesce(s.until, 'infinity'), h.till) AS till
      FROM own s JOIN history h ON h.unit_id = s.unit_id AND h.since < coalesce(s.until, 'infinity') AND h.till > s."from")
    SELECT account_id, platform, holder, provenance, status, own_rank AS rank, region_id, sector_code, tier, standard_body, kind, 'own' AS via, since, till FROM placed
    UNION ALL
    SELECT s.account_id, s.platform, s.holder, s.provenance, s.status, u.rank, u.region_id, u.sector_code, u.tier, u.standard_body, u.kind, l.kind,
      greatest(s."from", l."from", u."from"), least(coalesce(s.until, 'infinity'), coalesce(l.until, 'infinity'), coalesce(u.until, 'infinity'))
    FROM own s JOIN account_relation l ON l.account_id = s.account_id AND l.kind = ANY (${[...COVERING_RELATIONS]}::text[]) AND l.unit_id <> s.unit_id
    JOIN unit_standing u ON u.unit_id = l.unit_id
    WHERE greatest(s."from", l."from", u."from") < least(coalesce(s.until, 'infinity'), coalesce(l.until, 'infinity'), coalesce(u.until, 'infinity'))
    UNION ALL
    SELECT p.account_id, p.platform, p.holder, p.provenance, p.status, u.rank, u.region_id, u.sector_code, u.tier, true, u.kind, 'subordinate',
      greatest(p.since, u."from"), least(p.till, coalesce(u.until, 'infinity'))
    FROM placed p JOIN unit_standing u ON u.unit_id = p.parent_id AND u.standard_body
    WHERE greatest(p.since, u."from") < least(p.till, coalesce(u.until, 'infinity'))`;
}

/** The same as one text of numbers for each class: read as fast as it can be. */
export function coverText(accounts: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT json_agg(class) FROM (
    SELECT sector_code AS sector, tier, rank, platform, holder, provenance, status, standard_body AS "standardBody", kind AS "unitKind", via,
      string_agg(account_id || ',' || region_id || ',' || (since - date '1970-01-01') || ',' ||
        CASE WHEN till = 'infinity' THEN ${NEVER} ELSE till - date '1970-01-01' END, ',') AS rows
    FROM (${coverRows(accounts)}) AS each GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) AS class), '[]')::text`;
}

/** The accounts that stand differently when the history of some units was written: theirs, those they cover by, their subordinates'. */
export function accountsOf(units: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT account_id FROM standing WHERE unit_id IN (${units})
    UNION SELECT account_id FROM account_relation WHERE unit_id IN (${units})
    UNION SELECT account_id FROM standing WHERE unit_id IN (SELECT unit_id FROM unit_standing WHERE parent_id IN (${units}))`;
}
