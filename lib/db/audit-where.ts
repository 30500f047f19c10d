import type { Actor, GrantedRole } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import { BACKDATED_DAYS, type Exception } from '@/lib/audit/exceptions';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin, NATION } from '@/lib/taxonomy/regions';
import { Prisma } from './generated/client';
import { type Reference, reference } from './reference';

/** The condition under which an event is an exception of this kind. */
export function exceptional(kind: Exception): Prisma.Sql {
  switch (kind) {
    case 'backdated':
      return Prisma.sql`e.after->>'changedOn' < to_char((e.at AT TIME ZONE 'Asia/Shanghai')::date - ${BACKDATED_DAYS}::int, 'YYYY-MM-DD')`;
    case 'waived':
      return Prisma.sql`e.act = 'filing.waive'`;
    case 'refused':
      return Prisma.sql`e.act IN ('access.refuse', 'session.refuse')`;
    case 'bulk':
      return Prisma.sql`e.act IN ('import.run', 'demonstration.load', 'demonstration.clear', 'dataset.load')`;
    case 'by-asker':
      return Prisma.sql`(e.act IN ('filing.agree', 'filing.complete') AND EXISTS (
        SELECT FROM filing f WHERE f.id::text = e.subject_id AND f.asked_by_id = e.actor_id AND NOT f.direct))`;
    case 'looks':
      return Prisma.sql`e.act IN ('account.look-contact', 'account.look-contacts')`;
  }
}

/** Days of Shanghai, both included. */
export function onDays({ from, until }: { from: Day | null; until: Day | null }): Prisma.Sql | null {
  const begin = from === null ? [] : [Prisma.sql`e.at >= (${from}::timestamp AT TIME ZONE 'Asia/Shanghai')`];
  const end = until === null ? [] : [Prisma.sql`e.at < ((${until}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`];
  return begin.length + end.length ? Prisma.join([...begin, ...end], ' AND ') : null;
}

/**
 * Everything to whom the nation is given; to others what was done to accounts, units, filings, groups and records of a
 * place that their grants reach, or by users whose every grant lies in their regions.
 */
export async function eventsWithin(actor: Actor): Promise<Prisma.Sql> {
  const grants = grantsFor(actor, 'audit.read');
  if (grants.some(({ regionCode, sectorCode, unitId }) => regionCode === NATION && sectorCode === null && unitId === null)) return Prisma.sql`true`;
  const lists = await reference();
  const reached = Prisma.join([Prisma.sql`false`, ...grants.map((grant) => reachedBy(grant, lists))], ' OR ');
  const codes = grants.filter(({ sectorCode, unitId }) => sectorCode === null && unitId === null).flatMap(({ regionCode }) => regionsIn(regionCode, lists));
  return Prisma.sql`(
    (e.subject_type = 'account' AND e.subject_id IN (SELECT account_id::text FROM standing s WHERE ${reached}))
    OR (e.subject_type = 'unit' AND e.subject_id IN (SELECT unit_id::text FROM unit_standing s WHERE ${reached}))
    OR (e.subject_type = 'group' AND e.subject_id IN (SELECT g.id::text FROM account_group g
      WHERE g.lead_unit_id IN (SELECT unit_id FROM unit_standing s WHERE ${reached}) OR g.lead_account_id IN (SELECT account_id FROM standing s WHERE ${reached})))
    OR ${Prisma.join([Prisma.sql`false`, ...grants.flatMap((grant) => placedWithin(grant, lists))], ' OR ')}
    OR e.actor_id IN (SELECT user_id FROM "grant" GROUP BY user_id HAVING bool_and(region_code = ANY (${codes.map(({ code }) => code)}::text[]))))`;
}

// A standing of an account or of a unit, called s.
function reachedBy({ regionCode, sectorCode, unitId }: GrantedRole, lists: Reference): Prisma.Sql {
  const sectors = sectorsIn(sectorCode, lists);
  return Prisma.sql`(s.region_id = ANY (${regionsIn(regionCode, lists).map(({ id }) => id)}::int[])
    ${sectorCode === null ? Prisma.empty : Prisma.sql`AND s.sector_code = ANY (${sectors}::text[])`}
    ${unitId === null ? Prisma.empty : Prisma.sql`AND s.unit_id = ${unitId}`})`;
}

/** What is kept of a place and is neither an account nor a unit: how events name it, where it stands, and whether it is of a sector. */
const PLACED = [
  { subject: 'target', named: '', table: 'target', ofSector: true },
  { subject: 'region-set', named: '', table: 'region_set', ofSector: false },
  { subject: 'rule', named: '', table: 'lint_rule', ofSector: false },
  { subject: 'dataset', named: 'expectation ', table: 'expectation', ofSector: true },
  { subject: 'dataset', named: 'roster ', table: 'roster_confirmation', ofSector: true },
  { subject: 'dataset', named: 'absence ', table: 'body_absence', ofSector: true },
  { subject: 'dataset', named: 'filing-rule ', table: 'filing_rule', ofSector: false },
] as const;

function placedWithin({ regionCode, sectorCode, unitId }: GrantedRole, lists: Reference): Prisma.Sql[] {
  const filings = Prisma.sql`(e.subject_type = 'filing' AND e.subject_id IN (SELECT f.id::text FROM filing f WHERE f.lineage @> ARRAY[${regionCode}]
    ${sectorCode === null ? Prisma.empty : Prisma.sql`AND f.sectors @> ARRAY[${sectorCode}]`} ${unitId === null ? Prisma.empty : Prisma.sql`AND f.units @> ARRAY[${unitId}::int]`}))`;
  if (unitId !== null) return [filings];
  const codes = [...new Set(regionsIn(regionCode, lists).map(({ code }) => code))];
  const sectors = sectorsIn(sectorCode, lists);
  const gaps = Prisma.sql`(e.subject_type = 'gap' AND left(e.subject_id, 6) = ANY (${codes}::text[])
    ${sectorCode === null ? Prisma.empty : Prisma.sql`AND split_part(e.subject_id, '.', 2) = ANY (${sectors}::text[])`})`;
  const records = PLACED.filter(({ ofSector }) => ofSector || sectorCode === null).map(
    ({ subject, named, table, ofSector }) => Prisma.sql`(e.subject_type = ${subject} AND e.subject_id IN (
      SELECT ${named}::text || r.id FROM ${Prisma.raw(table)} r WHERE r.region_code = ANY (${codes}::text[])
      ${ofSector && sectorCode !== null ? Prisma.sql`AND r.sector_code = ANY (${sectors}::text[])` : Prisma.empty}))`,
  );
  return [filings, gaps, ...records];
}

function sectorsIn(sectorCode: string | null, { sectors }: Reference): string[] {
  return sectors.all.filter(({ code, parentCode }) => code === sectorCode || parentCode === sectorCode).map(({ code }) => code);
}

function regionsIn(code: string, { regions }: Reference) {
  return regions.all.filter((region) => isWithin(region, code));
}
