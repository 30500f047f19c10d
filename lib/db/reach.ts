import type { GrantedRole } from '@/lib/access/actor';
import { reachesVertical } from '@/lib/access/acts';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin } from '@/lib/taxonomy/regions';
import { Prisma } from './generated/client';
import type { Reference } from './reference';
import { placeOfUnit } from './scope';

/** Whether a standing `s` is of an account that one of the grants reaches: the same as `reaches` says of its place (lib/access/acts.ts). */
export function standingsReached(grants: readonly GrantedRole[], lists: Reference, today: Day): Prisma.Sql {
  if (grants.length === 0) return Prisma.sql`false`;
  return Prisma.sql`(${Prisma.join(
    grants.map((grant) => reachedBy(grant, lists, today)),
    ' OR ',
  )})`;
}

function reachedBy(grant: GrantedRole, lists: Reference, today: Day): Prisma.Sql {
  const { regionCode, sectorCode, unitId } = grant;
  const regions = lists.regions.all.filter((row) => isWithin(lists.regions.resolve(row, today) ?? row, regionCode));
  return Prisma.sql`(s.region_id = ANY (${regions.map(({ id }) => id)}::int[])
    AND s.sector_code = ANY (${sectorsReached(grant, sectorCode, lists, today)}::text[])
    ${unitId === null ? Prisma.empty : Prisma.sql`AND (s.unit_id = ${unitId} OR s.unit_id IN (${subordinates(unitId)}))`})`;
}

function sectorsReached(grant: GrantedRole, sectorCode: string | null, lists: Reference, today: Day): string[] {
  const vertical = reachesVertical(grant);
  return lists.sectors.all.flatMap(({ code }) => {
    const place = placeOfUnit({ regionId: 0, sectorCode: code, parentId: null }, null, lists, today);
    return (sectorCode === null || place.sectors.includes(sectorCode)) && (vertical || !place.vertical) ? [code] : [];
  });
}

// Units whose 主管单位 it is, or was when they ended.
function subordinates(unitId: number): Prisma.Sql {
  return Prisma.sql`SELECT p.unit_id FROM unit_standing p WHERE p.parent_id = ${unitId}
    AND NOT EXISTS (SELECT FROM unit_standing later WHERE later.unit_id = p.unit_id AND later."from" >= p.until)`;
}
