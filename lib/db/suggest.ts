import type { Actor } from '@/lib/access/actor';
import { may, reaches } from '@/lib/access/acts';
import { unitLabel } from '@/lib/exchange/owner';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin } from '@/lib/taxonomy/regions';
import { readSearch } from '@/lib/taxonomy/search';
import { type Suggestion, suggestRegions } from '@/lib/taxonomy/suggest';

import { db } from './client';
import { Prisma } from './generated/client';
import { reference } from './reference';
import { placeOfUnit } from './scope';
import { codesBegin, unitFound } from './search';
import { unitNameOn } from './unit-on';

/** Regions for a field in which somebody types. */
export async function suggestRegion(text: string, today: Day): Promise<Suggestion[]> {
  return suggestRegions((await reference()).regions, text, today);
}

const MOST = 12;
const ENOUGH = 60;

/** Units of the register for a field in which somebody types, with where they stand: those that a grant of the actor reaches. */
export async function suggestUnit(actor: Actor, text: string, today: Day): Promise<Suggestion[]> {
  const lists = await reference();
  const within = lists.regions.all.filter((row) => actor.grants.some(({ regionCode }) => isWithin(lists.regions.resolve(row, today) ?? row, regionCode)));
  const units = await unitsNamed(text, Prisma.sql`u.region_id = ANY (${within.map(({ id }) => id)}::int[])`, ENOUGH);
  const reached = units.filter(({ id, ...state }) => actor.grants.some((grant) => reaches(grant, placeOfUnit(state, id, lists, today))));
  return reached.slice(0, MOST).map(suggestion);
}

/** The same of all units: for a field that may name anybody's. */
export async function suggestAnyUnit(text: string): Promise<Suggestion[]> {
  return (await unitsNamed(text, Prisma.sql`true`, MOST)).map(suggestion);
}

type NamedUnit = { id: number; name: string; region: string; regionId: number; sectorCode: string; parentId: number | null };

async function unitsNamed(text: string, where: Prisma.Sql, most: number): Promise<NamedUnit[]> {
  const search = readSearch(text);
  if (search.length === 0) return [];
  return db().$queryRaw`
    SELECT u.unit_id AS id, u.name, r.name AS region, u.region_id AS "regionId", u.sector_code AS "sectorCode", u.parent_id AS "parentId"
    FROM unit_standing u JOIN region r ON r.id = u.region_id
    WHERE u.until IS NULL AND ${unitFound(search)} AND ${where}
    ORDER BY length(u.name), u.pinyin, u.unit_id LIMIT ${most}`;
}

function suggestion({ id, name, region }: NamedUnit): Suggestion {
  return { value: unitLabel({ id, name }), label: `${name}　${region}` };
}

export type Lookalike = { id: number; name: string; unit: string; why: 'platform-id' | 'handle' | 'name' };

/** Accounts of the register that what is being typed would repeat. */
export async function lookalikes(actor: Actor, typed: { platform: Platform; name: string; platformId: string; handle: string }): Promise<Lookalike[]> {
  if (!may(actor, 'account.register')) return [];
  const name = typed.name.trim();
  return db().$queryRaw`
    SELECT a.id, n.name, ${unitNameOn('9999-12-31')} AS unit,
           CASE WHEN a.platform_id = ${typed.platformId || null} THEN 'platform-id' WHEN lower(a.handle) = lower(${typed.handle || null}) THEN 'handle' ELSE 'name' END AS why
    FROM account a
    JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
    JOIN standing s ON s.account_id = a.id AND s.until IS NULL
    WHERE a.platform = ${typed.platform}
      AND a.id IN (
        SELECT o.account_id FROM account_name o WHERE o.name = ${name} AND o.name <> ''
        UNION ALL SELECT x.account_id FROM account_search x WHERE ${codesBegin([typed.platformId, typed.handle])})
      AND (a.platform_id = ${typed.platformId || null} OR lower(a.handle) = lower(${typed.handle || null}) OR ${name === '' ? Prisma.sql`false` : Prisma.sql`n.name = ${name}`})
    ORDER BY a.id LIMIT 5`;
}
