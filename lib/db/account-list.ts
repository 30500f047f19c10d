import type { AccountSort } from '@/lib/registry/query';
import type { ListedAccount, Page } from '@/lib/registry/views';
import type { Holder, Platform, Provenance, Rank, Status, Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin } from '@/lib/taxonomy/regions';
import { comparable } from '@/lib/taxonomy/text';
import { db } from './client';
import { Prisma } from './generated/client';
import { type Reference, reference } from './reference';
import { nameMatches } from './search';
import { unitsOn } from './unit-on';

/** What accounts are listed by. Empty lists do not narrow. */
export type AccountFilter = {
  asOf: Day;
  platforms: readonly Platform[];
  regions: readonly string[];
  scope: 'subtree' | 'own';
  sectors: readonly string[];
  tiers: readonly Tier[];
  ranks: readonly Rank[];
  holders: readonly Holder[];
  statuses: readonly Status[];
  provenances: readonly Provenance[];
  unitId: number | null;
  text: string | null;
};

/** Accounts that answer the filter, in an order, and how many there are in all. */
export async function listAccounts(
  filter: AccountFilter,
  { sort, skip, take }: { sort: AccountSort; skip: number; take: number },
): Promise<Page<ListedAccount>> {
  const from = await matching(filter);
  const [items, counted] = await Promise.all([
    db().$queryRaw<ListedAccount[]>`${SELECTED} ${from} ORDER BY ${ORDER[sort]} OFFSET ${skip} LIMIT ${take}`,
    db().$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from}`,
  ]);
  return { items, total: counted[0]?.total ?? 0 };
}

/** The same by id, a page after another without skipping: for readers of the whole list. */
export async function listAccountsAfter(filter: AccountFilter, after: number, take: number): Promise<Page<ListedAccount>> {
  const from = await matching(filter);
  const [items, counted] = await Promise.all([
    db().$queryRaw<ListedAccount[]>`${SELECTED} ${from} AND a.id > ${after} ORDER BY a.id LIMIT ${take}`,
    db().$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from}`,
  ]);
  return { items, total: counted[0]?.total ?? 0 };
}

const SELECTED = Prisma.sql`
  SELECT a.id, a.platform, n.name, a.platform_id AS "platformId", a.handle, a.holder, a.person, s.post, s.status,
         s.unit_id AS "unitId", u.name AS unit, r.code AS "regionCode", r.name AS region,
         k.code AS "sectorCode", k.name AS sector, k.name_en AS "sectorEn", s.tier, s.rank, a.opened_on AS "openedOn",
         to_char((SELECT min(first."from") FROM standing first WHERE first.account_id = a.id), 'YYYY-MM-DD') AS "countsFrom", a.provenance`;

// Chinese names sort by their stored pinyin; the id makes every order complete.
export const ORDER: Record<AccountSort, Prisma.Sql> = {
  name: Prisma.sql`n.pinyin, a.id`,
  '-name': Prisma.sql`n.pinyin DESC, a.id DESC`,
  unit: Prisma.sql`u.pinyin, a.id`,
  region: Prisma.sql`r.code, n.pinyin, a.id`,
  opened: Prisma.sql`"countsFrom", a.id`,
  '-opened': Prisma.sql`"countsFrom" DESC, a.id DESC`,
  id: Prisma.sql`a.id`,
  '-id': Prisma.sql`a.id DESC`,
};

/** Accounts `a` that answer the filter, with their standing `s`, name `n`, unit `u`, region `r` and sector `k` of the day, and what else is joined to them. */
export async function matching(filter: AccountFilter, joined: Prisma.Sql = Prisma.empty): Promise<Prisma.Sql> {
  const lists = await reference();
  const day = Prisma.sql`${filter.asOf}::date`;
  const covers = (table: string) =>
    Prisma.sql`(${Prisma.raw(table)}."from" IS NULL OR ${Prisma.raw(table)}."from" <= ${day}) AND (${Prisma.raw(table)}.until IS NULL OR ${Prisma.raw(table)}.until > ${day})`;
  return Prisma.sql`
    FROM standing s
    JOIN account a ON a.id = s.account_id
    JOIN account_name n ON n.account_id = a.id AND ${covers('n')}
    JOIN ${unitsOn(filter.asOf)} u ON u.unit_id = s.unit_id
    JOIN region r ON r.id = s.region_id
    JOIN sector k ON k.code = s.sector_code
    ${joined}
    WHERE ${covers('s')}
      ${anyOf('platform', filter.platforms)} ${anyOf('tier', filter.tiers)} ${anyOf('rank', filter.ranks)} ${anyOf('holder', filter.holders)}
      ${anyOf('status', filter.statuses)} ${anyOf('provenance', filter.provenances)}
      ${inRegions(filter, lists)} ${inSectors(filter, lists)}
      ${filter.unitId === null ? Prisma.empty : Prisma.sql`AND s.unit_id = ${filter.unitId}`}
      ${filter.text ? matchesText(filter.text) : Prisma.empty}`;
}

function anyOf(column: 'platform' | 'tier' | 'rank' | 'holder' | 'status' | 'provenance', values: readonly string[]): Prisma.Sql {
  return values.length ? Prisma.sql`AND s.${Prisma.raw(column)} = ANY (${values}::text[])` : Prisma.empty;
}

function inRegions({ regions, scope, asOf }: AccountFilter, lists: Reference): Prisma.Sql {
  if (!regions.length) return Prisma.empty;
  const ids = lists.regions.all.filter((row) => {
    const region = lists.regions.resolve(row, asOf);
    return region && regions.some((code) => (scope === 'own' ? region.code === code : isWithin(region, code)));
  });
  return Prisma.sql`AND s.region_id = ANY (${ids.map(({ id }) => id)}::int[])`;
}

function inSectors({ sectors, asOf }: AccountFilter, lists: Reference): Prisma.Sql {
  if (!sectors.length) return Prisma.empty;
  const asked = sectors.flatMap((code) => lists.sectors.resolve(code, asOf)?.code ?? []);
  const codes = lists.sectors.all.filter(({ code }) => asked.some((other) => lists.sectors.isWithin(code, other, asOf)));
  return Prisma.sql`AND s.sector_code = ANY (${codes.map(({ code }) => code)}::text[])`;
}

// Any name that the account ever bore, its handle or its permanent id.
function matchesText(text: string): Prisma.Sql {
  return Prisma.sql`AND (a.platform_id = ${text.trim()} OR lower(a.handle) = ${comparable(text)}
    OR EXISTS (SELECT FROM account_name m WHERE m.account_id = a.id AND ${nameMatches('m', text)}))`;
}
