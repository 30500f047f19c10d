import type { AccountSort } from '@/lib/registry/query';
import { TIERS } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin, type Region, type RegionTree } from '@/lib/taxonomy/regions';
import { readSearch } from '@/lib/taxonomy/search';
import type { AccountFilter } from './account-list';
import { askAnew } from './client';
import { latestFollowers } from './followers';
import { Prisma } from './generated/client';
import { keptWhile } from './kept';
import { type Reference, reference } from './reference';
import { accountFound } from './search';
import { unitsOn } from './unit-on';

/** Rows `x` with what accounts are filtered and sorted by, which of them are asked for, and how the units of the day are called. */
export type Asked = { asOf: Day; rows: Prisma.Sql; where: Prisma.Sql; units: Prisma.Sql };

/** Where accounts of a day are looked up: in the narrow table, unless something came after the day. */
export async function accountsAsked(filter: AccountFilter): Promise<Asked> {
  const { asOf, text } = filter;
  const [present, lists] = await Promise.all([isPresent(asOf), reference()]);
  const found = accountFound(readSearch(text ?? ''));
  return {
    asOf,
    rows: present ? Prisma.sql`account_search x` : rowsOn(asOf),
    units: present ? PRESENT_UNITS : unitsOn(asOf),
    where: Prisma.sql`${present ? found : Prisma.sql`x.account_id IN (SELECT x.account_id FROM account_search x WHERE ${found})`}
      ${anyOf('platform', filter.platforms)} ${anyOf('tier', filter.tiers)} ${anyOf('rank', filter.ranks)} ${anyOf('holder', filter.holders)}
      ${anyOf('status', filter.statuses)} ${anyOf('provenance', filter.provenances)}
      ${inRegions(filter, lists)} ${inSectors(filter, lists)}
      ${filter.unitId === null ? Prisma.empty : Prisma.sql`AND x.unit_id = ${filter.unitId}`}`,
  };
}

// Days to come are refused everywhere, so that today this is always so.
function isPresent(day: Day): Promise<boolean> {
  return keptWhile(`present ${day}`, async () => {
    const [row] = await askAnew<{ present: boolean }>(Prisma.sql`
      SELECT NOT EXISTS (SELECT FROM account_search WHERE since > ${day}::date) AND NOT EXISTS (SELECT FROM unit_standing WHERE "from" > ${day}::date) AS present`);
    return row?.present ?? false;
  });
}

// The last that each unit is or was: one walk along the index by pinyin.
const PRESENT_UNITS = Prisma.sql`(SELECT l.unit_id, l.pinyin FROM unit_standing l
  WHERE NOT EXISTS (SELECT FROM unit_standing later WHERE later.unit_id = l.unit_id AND later."from" >= l.until))`;

function rowsOn(day: Day): Prisma.Sql {
  const covers = (table: 'n' | 's') =>
    Prisma.sql`(${Prisma.raw(table)}."from" IS NULL OR ${Prisma.raw(table)}."from" <= ${day}::date) AND (${Prisma.raw(table)}.until IS NULL OR ${Prisma.raw(table)}.until > ${day}::date)`;
  return Prisma.sql`(
    SELECT s.account_id, s.platform, s.holder, s.provenance, s.status, s.unit_id, s.region_id, s.sector_code, s.tier, s.rank, n.pinyin, first.counts_from
    FROM standing s
    JOIN account_name n ON n.account_id = s.account_id AND ${covers('n')}
    JOIN account_search first ON first.account_id = s.account_id
    WHERE ${covers('s')}) x`;
}

function anyOf(column: 'platform' | 'tier' | 'rank' | 'holder' | 'status' | 'provenance', values: readonly string[]): Prisma.Sql {
  return values.length ? Prisma.sql`AND x.${Prisma.raw(column)} = ANY (${values}::text[])` : Prisma.empty;
}

function inRegions({ regions, scope, asOf }: AccountFilter, lists: Reference): Prisma.Sql {
  if (!regions.length) return Prisma.empty;
  const within = (region: Region) => regions.some((code) => (scope === 'own' ? region.code === code : isWithin(region, code)));
  const ids = placedOn(asOf, lists.regions).flatMap(({ id, region }) => (within(region) ? [id] : []));
  return Prisma.sql`AND x.region_id = ANY (${ids}::int[])`;
}

type Placed = { id: number; region: Region };
const placed = new WeakMap<RegionTree, { day: Day; rows: Placed[] }>();

// Where each row counts on the day that was asked for last: six thousand looks.
function placedOn(day: Day, tree: RegionTree): readonly Placed[] {
  const known = placed.get(tree);
  if (known?.day === day) return known.rows;
  const rows = tree.all.flatMap((row): Placed[] => {
    const region = tree.resolve(row, day);
    return region ? [{ id: row.id, region }] : [];
  });
  placed.set(tree, { day, rows });
  return rows;
}

function inSectors({ sectors, asOf }: AccountFilter, lists: Reference): Prisma.Sql {
  if (!sectors.length) return Prisma.empty;
  const asked = sectors.flatMap((code) => lists.sectors.resolve(code, asOf)?.code ?? []);
  const codes = lists.sectors.all.filter(({ code }) => asked.some((other) => lists.sectors.isWithin(code, other, asOf)));
  return Prisma.sql`AND x.sector_code = ANY (${codes.map(({ code }) => code)}::text[])`;
}

type Order = { join: (asked: Pick<Asked, 'units' | 'asOf'>) => Prisma.Sql; by: readonly string[]; of: readonly string[] };

const alone = () => Prisma.empty;
const FOLLOWERS = 'latest.followers';
const TIER = `array_position(ARRAY['${TIERS.join("','")}'], x.tier)`;

// Chinese names sort by their stored pinyin; the id makes every order complete.
const ORDER: Record<'name' | 'unit' | 'region' | 'sector' | 'tier' | 'opened' | 'followers' | 'id', Order> = {
  name: { join: alone, by: ['x.pinyin', 'x.account_id'], of: ['x.pinyin'] },
  unit: { join: ({ units }) => Prisma.sql`JOIN ${units} u ON u.unit_id = x.unit_id`, by: ['u.pinyin', 'u.unit_id', 'x.account_id'], of: ['x.unit_id'] },
  region: { join: () => Prisma.sql`JOIN region r ON r.id = x.region_id`, by: ['r.code', 'x.pinyin', 'x.account_id'], of: ['x.region_id', 'x.pinyin'] },
  sector: {
    join: () => Prisma.sql`JOIN sector k ON k.code = x.sector_code`,
    by: ['k.position', 'k.code', 'x.pinyin', 'x.account_id'],
    of: ['x.sector_code', 'x.pinyin'],
  },
  tier: { join: alone, by: [TIER, 'x.pinyin', 'x.account_id'], of: ['x.tier', 'x.pinyin'] },
  opened: { join: alone, by: ['x.counts_from', 'x.account_id'], of: ['x.counts_from'] },
  followers: { join: ({ asOf }) => latestFollowers('x.account_id', asOf), by: [FOLLOWERS, 'x.pinyin', 'x.account_id'], of: ['x.pinyin'] },
  id: { join: alone, by: ['x.account_id'], of: [] },
};

/** Rows with what an order asks for beside them, and the order, or the opposite of it. */
export function accountsFrom({ rows, units, asOf }: Asked, sort: AccountSort, reversed: boolean): [from: Prisma.Sql, order: Prisma.Sql] {
  const descending = sort.startsWith('-');
  const { join, by } = ORDER[sort.replace('-', '') as keyof typeof ORDER];
  const way = descending === reversed ? '' : ' DESC';
  // Of which nothing is known stands last, however the others are ordered.
  const unknown = reversed ? ' NULLS FIRST' : ' NULLS LAST';
  const order = by.map((each) => `${each}${way}${each === FOLLOWERS ? unknown : ''}`);
  return [Prisma.sql`${rows} ${join({ units, asOf })}`, Prisma.raw(order.join(', '))];
}

/** What an order asks of rows `x`, with their number: what is gathered to be sorted is no wider. */
export function columnsFor(sort: AccountSort): Prisma.Sql {
  return Prisma.raw(['x.account_id', ...ORDER[sort.replace('-', '') as keyof typeof ORDER].of].join(', '));
}
