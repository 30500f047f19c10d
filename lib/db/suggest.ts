import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { unitLabel } from '@/lib/exchange/owner';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { type Suggestion, suggestRegions } from '@/lib/taxonomy/suggest';
import { comparable } from '@/lib/taxonomy/text';
import { db } from './client';
import { Prisma } from './generated/client';
import { reference } from './reference';
import { nameMatches } from './search';
import { LATEST_UNITS } from './unit-on';

/** Regions for a field in which somebody types. */
export async function suggestRegion(text: string, today: Day): Promise<Suggestion[]> {
  return suggestRegions((await reference()).regions, text, today);
}

/** Units of the register for a field in which somebody types, with where they stand. */
export async function suggestUnit(text: string): Promise<Suggestion[]> {
  if (comparable(text) === '') return [];
  const units: { id: number; name: string; region: string }[] = await db().$queryRaw`
    SELECT u.unit_id AS id, u.name, r.name AS region
    FROM unit_standing u JOIN region r ON r.id = u.region_id
    WHERE u.until IS NULL AND ${nameMatches('u', text)}
    ORDER BY length(u.name), u.pinyin LIMIT 12`;
  return units.map(({ id, name, region }) => ({ value: unitLabel({ id, name }), label: `${name}　${region}` }));
}

export type Lookalike = { id: number; name: string; unit: string; why: 'platform-id' | 'handle' | 'name' };

/** Accounts of the register that what is being typed would repeat. */
export async function lookalikes(actor: Actor, typed: { platform: Platform; name: string; platformId: string; handle: string }): Promise<Lookalike[]> {
  if (!may(actor, 'account.register')) return [];
  const name = typed.name.trim();
  return db().$queryRaw`
    SELECT a.id, n.name, u.name AS unit,
           CASE WHEN a.platform_id = ${typed.platformId || null} THEN 'platform-id' WHEN lower(a.handle) = lower(${typed.handle || null}) THEN 'handle' ELSE 'name' END AS why
    FROM account a
    JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
    JOIN standing s ON s.account_id = a.id AND s.until IS NULL
    JOIN ${LATEST_UNITS} u ON u.unit_id = s.unit_id
    WHERE a.platform = ${typed.platform}
      AND (a.platform_id = ${typed.platformId || null} OR lower(a.handle) = lower(${typed.handle || null}) OR ${name === '' ? Prisma.sql`false` : Prisma.sql`n.name = ${name}`})
    ORDER BY a.id LIMIT 5`;
}
