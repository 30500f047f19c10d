import type { AccountSort } from '@/lib/registry/query';
import type { ListedAccount, Page } from '@/lib/registry/views';
import type { Holder, Platform, Provenance, Rank, Status, Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { foundByFormer, readSearch } from '@/lib/taxonomy/search';
import { type Asked, accountsAsked, accountsFrom, columnsFor } from './account-asked';
import { db } from './client';
import { Prisma } from './generated/client';
import { keptWhile } from './kept';
import { unitNameOn } from './unit-on';

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

type Found = { ids: number[]; total: number };

/** Accounts that answer the filter, in an order, and how many there are in all. */
export function listAccounts(filter: AccountFilter, { sort, skip, take }: { sort: AccountSort; skip: number; take: number }): Promise<Page<ListedAccount>> {
  return keptWhile(JSON.stringify(['accounts', filter, sort, skip, take]), async () => {
    const asked = await accountsAsked(filter);
    const { ids, total } = await (filter.text === null ? walked(filter, asked, sort, skip, take) : searched(asked, sort, skip, take));
    return { items: await shown(ids, filter), total };
  });
}

/** The same by id, a page after another without skipping: for readers of the whole list. */
export function listAccountsAfter(filter: AccountFilter, after: number, take: number): Promise<Page<ListedAccount>> {
  return keptWhile(JSON.stringify(['accounts after', filter, after, take]), async () => {
    const asked = await accountsAsked(filter);
    const [rows, total] = await Promise.all([
      db().$queryRaw<{ id: number }[]>`
        SELECT x.account_id AS id FROM ${asked.rows} WHERE ${asked.where} AND x.account_id > ${after} ORDER BY x.account_id LIMIT ${take}`,
      totalOf(filter, asked),
    ]);
    const ids = rows.map(({ id }) => id);
    return { items: await shown(ids, filter), total };
  });
}

function totalOf(filter: AccountFilter, { rows, where }: Asked): Promise<number> {
  return keptWhile(JSON.stringify(['accounts in all', filter]), async () => {
    const [counted]: { total: number }[] = await db().$queryRaw`SELECT count(*)::int AS total FROM ${rows} WHERE ${where}`;
    return counted?.total ?? 0;
  });
}

// Along an index, from the nearer end; the rows themselves are looked up for the page alone.
async function walked(filter: AccountFilter, asked: Asked, sort: AccountSort, skip: number, take: number): Promise<Found> {
  const total = await totalOf(filter, asked);
  const here = Math.min(take, total - skip);
  if (here <= 0) return { ids: [], total };
  const fromEnd = skip > total / 2;
  const [from, order] = accountsFrom(asked, sort, fromEnd);
  const rows: { id: number }[] = await db().$queryRaw`
    SELECT x.account_id AS id FROM ${from} WHERE ${asked.where} ORDER BY ${order} OFFSET ${fromEnd ? total - skip - here : skip} LIMIT ${here}`;
  const ids = rows.map(({ id }) => id);
  return { ids: fromEnd ? ids.reverse() : ids, total };
}

// What a search finds is gathered once, to be counted and put in order.
async function searched(asked: Asked, sort: AccountSort, skip: number, take: number): Promise<Found> {
  const [, order] = accountsFrom(asked, sort, false);
  const [from] = accountsFrom({ ...asked, rows: Prisma.sql`hit x` }, sort, false);
  const [found]: Found[] = await db().$queryRaw`
    WITH hit AS MATERIALIZED (SELECT ${columnsFor(sort)} FROM ${asked.rows} WHERE ${asked.where})
    SELECT (SELECT count(*)::int FROM hit) AS total,
      ARRAY(SELECT x.account_id FROM ${from} ORDER BY ${order} OFFSET ${skip} LIMIT ${take}) AS ids`;
  return found ?? { ids: [], total: 0 };
}

type Row = Omit<ListedAccount, 'foundBy'> & { pinyin: string; initials: string; former: { name: string; pinyin: string; initials: string }[] };

async function shown(ids: readonly number[], { asOf, text }: AccountFilter): Promise<ListedAccount[]> {
  if (ids.length === 0) return [];
  const covers = (table: 'n' | 's') =>
    Prisma.sql`(${Prisma.raw(table)}."from" IS NULL OR ${Prisma.raw(table)}."from" <= ${asOf}::date) AND (${Prisma.raw(table)}.until IS NULL OR ${Prisma.raw(table)}.until > ${asOf}::date)`;
  // Numbers of another width are looked up in B-trees, not in what keeps periods apart (docs/decisions/0041).
  const rows: Row[] = await db().$queryRaw`
    SELECT a.id, a.platform, n.name, n.pinyin, n.initials, a.platform_id AS "platformId", a.handle, a.holder, a.person, s.post, s.status,
           s.unit_id AS "unitId", ${unitNameOn(asOf)} AS unit, r.code AS "regionCode", r.name AS region,
           k.code AS "sectorCode", k.name AS sector, k.name_en AS "sectorEn", s.tier, s.rank, a.opened_on AS "openedOn",
           to_char((SELECT min(first."from") FROM standing first WHERE first.account_id = page.wide), 'YYYY-MM-DD') AS "countsFrom", a.provenance,
           ${text === null ? Prisma.sql`'[]'::json` : formerOn(asOf)} AS former
    FROM unnest(${[...ids]}::int[], ${[...ids]}::bigint[], ${[...ids]}::bigint[]) WITH ORDINALITY AS page(id, wide, wider, place)
    JOIN account a ON a.id = page.id
    JOIN account_name n ON n.account_id = page.wide AND ${covers('n')}
    JOIN standing s ON s.account_id = page.wider AND ${covers('s')}
    JOIN region r ON r.id = s.region_id
    JOIN sector k ON k.code = s.sector_code
    ORDER BY page.place`;
  const search = readSearch(text ?? '');
  return rows.map(({ pinyin, initials, former, ...row }) => {
    const names = [{ name: row.name, pinyin, initials }, ...former];
    return { ...row, foundBy: foundByFormer(search, { names, codes: [row.handle, row.platformId] }) };
  });
}

// Names that had ended by the day: what came later is no former name.
const formerOn = (day: Day) => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('name', o.name, 'pinyin', o.pinyin, 'initials', o.initials) ORDER BY o.until DESC), '[]')
  FROM account_name o WHERE o.account_id = page.wide AND o.until <= ${day}::date)`;
