import type { AccountSort } from '@/lib/registry/query';
import type { ListedAccount, Page } from '@/lib/registry/views';
import type { Holder, Platform, Provenance, Rank, Status, Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { foundByFormer, readSearch } from '@/lib/taxonomy/search';
import { type Asked, accountsAsked, accountsFrom, columnsFor } from './account-asked';
import { askAnew, askDb } from './client';
import { latestFollowers } from './followers';
import { Prisma } from './generated/client';
import { keptWhile } from './kept';
import { type Reference, reference } from './reference';
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

/** Numbers of accounts as an array in the order of the list, or in the opposite of it; `given`: no look is needed for them. */
type Ids = { ids: Prisma.Sql; given?: boolean; reversed?: boolean };
type Found = Ids & { total: number };

/** Accounts that answer the filter, in an order, and how many there are in all. */
export function listAccounts(filter: AccountFilter, { sort, skip, take }: { sort: AccountSort; skip: number; take: number }): Promise<Page<ListedAccount>> {
  // Begun at once: its look at the state of the database is the same.
  const asked = filter.text === null ? null : accountsAsked(filter);
  asked?.catch(() => undefined); // who waits for it is told
  return keptWhile(JSON.stringify(['accounts', filter, sort, skip, take]), async () => {
    const { total, ...ids } = await (asked ? searched(await asked, sort, skip, take) : walked(filter, sort, skip, take));
    return { items: total > skip ? await shown(ids, filter) : [], total };
  });
}

/** The same by id, a page after another without skipping: for readers of the whole list. */
export function listAccountsAfter(filter: AccountFilter, after: number, take: number): Promise<Page<ListedAccount>> {
  return keptWhile(JSON.stringify(['accounts after', filter, after, take]), async () => {
    const { total, ...ids } = await walkedAfter(filter, after, take);
    return { items: await shown(ids, filter), total };
  });
}

async function walkedAfter(filter: AccountFilter, after: number, take: number): Promise<Found> {
  const all = await inOrder(filter, 'id');
  if (all) {
    const next = all.findIndex((id) => id > after);
    return { ...given(next < 0 ? [] : all.subarray(next, next + take)), total: all.length };
  }
  const { rows, where } = await accountsAsked(filter);
  const ids = Prisma.sql`ARRAY(SELECT x.account_id FROM ${rows} WHERE ${where} AND x.account_id > ${after} ORDER BY x.account_id LIMIT ${take})`;
  return { ids, total: await totalOf(filter) };
}

// A long list along an index, from the nearer end; the rows themselves are looked up for the page alone, by the same statement.
async function walked(filter: AccountFilter, sort: AccountSort, skip: number, take: number): Promise<Found> {
  const all = await inOrder(filter, sort);
  if (all) return { ...given(all.subarray(skip, skip + take)), total: all.length };
  const total = await totalOf(filter);
  const here = Math.min(take, total - skip);
  const reversed = skip > total / 2;
  const asked = await accountsAsked(filter);
  const [from, order] = accountsFrom(asked, sort, reversed);
  const ids = Prisma.sql`ARRAY(SELECT x.account_id FROM ${from} WHERE ${asked.where} ORDER BY ${order} OFFSET ${reversed ? Math.max(0, total - skip - here) : skip} LIMIT ${Math.max(0, here)})`;
  return { ids, reversed, total };
}

/** Longer lists are not put in order whole: they are walked to. */
const WHOLE = 20_000;

/** All of a list's numbers in its order, for whichever page; null where they are too many. The list of the nation is not even tried. */
function inOrder(filter: AccountFilter, sort: AccountSort): Promise<Int32Array | null> {
  const { regions, sectors, unitId, text } = filter;
  if (unitId === null && text === null && sectors.length === 0 && (regions.length === 0 || regions.includes(NATION))) return Promise.resolve(null);
  return keptWhile(JSON.stringify(['accounts in order', filter, sort]), async () => {
    const asked = await accountsAsked(filter);
    const [from, order] = accountsFrom(asked, sort, false);
    const [found] = await askAnew<{ ids: string }>(Prisma.sql`
      SELECT array_to_json(ARRAY(SELECT x.account_id FROM ${from} WHERE ${asked.where} ORDER BY ${order} LIMIT ${WHOLE + 1}))::text AS ids`);
    const ids = Int32Array.from(JSON.parse(found?.ids ?? '[]') as number[]);
    return ids.length > WHOLE ? null : ids;
  });
}

function totalOf(filter: AccountFilter): Promise<number> {
  return keptWhile(JSON.stringify(['accounts in all', filter]), async () => {
    const { rows, where } = await accountsAsked(filter);
    const [counted] = await askAnew<{ total: number }>(Prisma.sql`SELECT count(*)::int AS total FROM ${rows} WHERE ${where}`);
    return counted?.total ?? 0;
  });
}

function given(ids: Iterable<number>): Ids {
  return { ids: Prisma.sql`${[...ids]}::int[]`, given: true };
}

// What a search finds is gathered once, to be counted and put in order.
async function searched(asked: Asked, sort: AccountSort, skip: number, take: number): Promise<Found> {
  const [, order] = accountsFrom(asked, sort, false);
  const [from] = accountsFrom({ ...asked, rows: Prisma.sql`hit x` }, sort, false);
  const [found] = await askAnew<{ ids: number[]; total: number }>(Prisma.sql`
    WITH hit AS MATERIALIZED (SELECT ${columnsFor(sort)} FROM ${asked.rows} WHERE ${asked.where})
    SELECT (SELECT count(*)::int FROM hit) AS total,
      ARRAY(SELECT x.account_id FROM ${from} ORDER BY ${order} OFFSET ${skip} LIMIT ${take}) AS ids`);
  return { ...given(found?.ids ?? []), total: found?.total ?? 0 };
}

type Called = 'regionCode' | 'region' | 'sector' | 'sectorEn';
type Row = Omit<ListedAccount, 'foundBy' | Called> & {
  regionId: number;
  pinyin: string;
  initials: string;
  former: { name: string; pinyin: string; initials: string }[];
};

// As one text: handed over field by field, fifty rows cost more than finding them.
async function shown({ ids, given: known = false, reversed = false }: Ids, { asOf, text }: AccountFilter): Promise<ListedAccount[]> {
  const covers = (table: 'n' | 's') =>
    Prisma.sql`(${Prisma.raw(table)}."from" IS NULL OR ${Prisma.raw(table)}."from" <= ${asOf}::date) AND (${Prisma.raw(table)}.until IS NULL OR ${Prisma.raw(table)}.until > ${asOf}::date)`;
  // Numbers of another width are looked up in B-trees, not in what keeps periods apart (docs/decisions/0041).
  const question = Prisma.sql`
    SELECT coalesce(json_agg(listed ORDER BY ${Prisma.raw(reversed ? 'page.place DESC' : 'page.place')}), '[]')::text AS rows
    FROM unnest(${ids}) WITH ORDINALITY AS page(id, place), LATERAL (
    SELECT a.id, a.platform, n.name, a.platform_id AS "platformId", a.handle, a.holder, a.person, s.post, s.status,
           s.unit_id AS "unitId", ${unitNameOn(asOf)} AS unit, s.region_id AS "regionId", s.sector_code AS "sectorCode", s.tier, s.rank, a.opened_on AS "openedOn",
           to_char((SELECT min(first."from") FROM standing first WHERE first.account_id = page.id::bigint + 0), 'YYYY-MM-DD') AS "countsFrom", a.provenance, latest.followers::float8 AS followers${text === null ? Prisma.empty : Prisma.sql`, n.pinyin, n.initials, ${formerOn(asOf)} AS former`}
    FROM account a
    JOIN account_name n ON n.account_id = page.id::bigint AND ${covers('n')}
    JOIN standing s ON s.account_id = page.id::bigint + 0 AND ${covers('s')}
    ${latestFollowers('a.id', asOf)}
    WHERE a.id = page.id) AS listed`;
  // A handful of texts where the numbers are given, planned once for a connection; as many as there are filters where they are walked to.
  const asked = known ? askDb<{ rows: string }>(question.text, question.values) : askAnew<{ rows: string }>(question);
  const [lists, [found]] = await Promise.all([reference(), asked]);
  const rows = JSON.parse(found?.rows ?? '[]') as Row[];
  if (text === null) return rows.map((row) => ({ ...named(row, lists), foundBy: [] }));
  const search = readSearch(text);
  return rows.map((row) => {
    const { pinyin, initials, former, ...listed } = named(row, lists);
    const names = [{ name: row.name, pinyin, initials }, ...former];
    return { ...listed, foundBy: foundByFormer(search, { names, codes: [row.handle, row.platformId] }) };
  });
}

/** A row with what its place and its system are called, from the lists in memory. */
function named<T extends { regionId: number; sectorCode: string }>({ regionId, ...row }: T, { regions, sectors }: Reference) {
  const [region, sector] = [regions.byId(regionId), sectors.byCode(row.sectorCode)];
  return { ...row, regionCode: region?.code ?? '', region: region?.name ?? '', sector: sector?.name ?? '', sectorEn: sector?.nameEn ?? '' };
}

// Names that had ended by the day: what came later is no former name.
const formerOn = (day: Day) => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('name', o.name, 'pinyin', o.pinyin, 'initials', o.initials) ORDER BY o.until DESC), '[]')
  FROM account_name o WHERE o.account_id = page.id::bigint AND o.until <= ${day}::date)`;
