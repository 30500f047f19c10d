import type { UnitSort } from '@/lib/registry/query';
import type { ListedUnit, Page } from '@/lib/registry/views';
import { TIERS, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin } from '@/lib/taxonomy/regions';
import { foundByFormer, readSearch } from '@/lib/taxonomy/search';
import { db } from './client';
import { Prisma } from './generated/client';
import { keptWhile } from './kept';
import { reference } from './reference';
import { unitFound } from './search';
import { type Reading, readStream } from './stream';
import { ENDED } from './unit-on';

export type UnitFilter = {
  regions: readonly string[];
  sectors: readonly string[];
  tiers: readonly Tier[];
  text: string | null;
  provisional: boolean;
  ended?: boolean;
};

/** Units as they are now, or as they were when they ended, with the number of accounts that each has open. */
export function listUnits(filter: UnitFilter, today: Day, { sort, skip, take }: { sort: UnitSort; skip: number; take: number }): Promise<Page<ListedUnit>> {
  return keptWhile(JSON.stringify(['units', filter, today, sort, skip, take]), async () => {
    const where = await matching(filter, today);
    const [join, by] = orderOf(sort);
    const [rows, total] = await Promise.all([
      db().$queryRaw<{ id: number }[]>`
        SELECT u.id FROM unit_standing u ${join} WHERE ${where} ORDER BY ${by} OFFSET ${skip} LIMIT ${take}`,
      totalOf(filter, today, where),
    ]);
    const ids = rows.map(({ id }) => id);
    return { items: await shown(ids, filter.text), total };
  });
}

function totalOf(filter: UnitFilter, today: Day, where: Prisma.Sql): Promise<number> {
  return keptWhile(JSON.stringify(['units in all', filter, today]), async () => {
    const [counted]: { total: number }[] = await db().$queryRaw`SELECT count(*)::int AS total FROM unit_standing u WHERE ${where}`;
    return counted?.total ?? 0;
  });
}

/** All units that answer a filter, in the order of the list, without holding them: 编号, 名称, 信用代码, 性质, 区划代码, 区划, 系统, 层级, 级别, 标准机构, 待补全, 账号数, 撤销日期. */
export async function streamUnits(filter: UnitFilter, today: Day, sort: UnitSort): Promise<Reading<number>> {
  const where = await matching(filter, today);
  const [join, by] = orderOf(sort);
  return readStream(
    Prisma.sql`SELECT count(*) FROM unit_standing u WHERE ${where}`,
    Prisma.sql`SELECT u.unit_id, u.name, unit.uscc, u.kind, place.code, place.name, u.sector_code, u.tier, u.rank, u.standard_body, unit.provisional,
        (SELECT count(*) FROM account_search x WHERE x.unit_id = u.unit_id AND x.status IN ('active', 'paused')), u.until,
        unit.website, unit.hotline
      FROM unit_standing u JOIN unit ON unit.id = u.unit_id JOIN region place ON place.id = u.region_id ${join} WHERE ${where} ORDER BY ${by}`,
  );
}

async function matching(filter: UnitFilter, today: Day): Promise<Prisma.Sql> {
  return Prisma.sql`${filter.ended ? ENDED : Prisma.sql`u.until IS NULL`} ${await narrowing(filter, today)}`;
}

async function narrowing({ regions, sectors, tiers, text, provisional }: UnitFilter, today: Day): Promise<Prisma.Sql> {
  const lists = await reference();
  const within = lists.regions.all.filter((row) => regions.some((code) => isWithin(lists.regions.resolve(row, today) ?? row, code)));
  const counted = lists.sectors.all.filter(({ code }) => sectors.some((other) => lists.sectors.isWithin(code, other, today)));
  return Prisma.sql`
    ${regions.length ? Prisma.sql`AND u.region_id = ANY (${within.map(({ id }) => id)}::int[])` : Prisma.empty}
    ${sectors.length ? Prisma.sql`AND u.sector_code = ANY (${counted.map(({ code }) => code)}::text[])` : Prisma.empty}
    ${tiers.length ? Prisma.sql`AND u.tier = ANY (${[...tiers]}::text[])` : Prisma.empty}
    ${provisional ? Prisma.sql`AND u.unit_id IN (SELECT id FROM unit WHERE provisional)` : Prisma.empty}
    ${text ? Prisma.sql`AND (u.unit_id IN (SELECT id FROM unit WHERE uscc = ${text.trim().toUpperCase()}) OR ${unitFound(readSearch(text))})` : Prisma.empty}`;
}

type Order = { join: Prisma.Sql; by: readonly string[] };

const TIER = `array_position(ARRAY['${TIERS.join("','")}'], u.tier)`;

// The id makes every order complete.
const ORDER: Record<'name' | 'region' | 'sector' | 'tier' | 'accounts' | 'id', Order> = {
  name: { join: Prisma.empty, by: ['u.pinyin', 'u.unit_id'] },
  region: { join: Prisma.sql`JOIN region r ON r.id = u.region_id`, by: ['r.code', 'u.pinyin', 'u.unit_id'] },
  sector: { join: Prisma.sql`JOIN sector k ON k.code = u.sector_code`, by: ['k.position', 'k.code', 'u.pinyin', 'u.unit_id'] },
  tier: { join: Prisma.empty, by: [TIER, 'u.pinyin', 'u.unit_id'] },
  accounts: {
    join: Prisma.sql`LEFT JOIN (SELECT unit_id, count(*) AS accounts FROM account_search WHERE status IN ('active', 'paused') GROUP BY 1) open ON open.unit_id = u.unit_id`,
    by: ['coalesce(open.accounts, 0)', 'u.pinyin', 'u.unit_id'],
  },
  id: { join: Prisma.empty, by: ['u.unit_id'] },
};

function orderOf(sort: UnitSort): [join: Prisma.Sql, by: Prisma.Sql] {
  const { join, by } = ORDER[sort.replace('-', '') as keyof typeof ORDER];
  const way = sort.startsWith('-') ? ' DESC' : '';
  return [join, Prisma.raw(by.map((each) => each + way).join(', '))];
}

type Named = { name: string; pinyin: string; initials: string };
type Row = Omit<ListedUnit, 'foundBy'> & Pick<Named, 'pinyin' | 'initials'> & { former: Named[] };

async function shown(ids: readonly number[], text: string | null): Promise<ListedUnit[]> {
  if (ids.length === 0) return [];
  const rows: Row[] = await db().$queryRaw`
    SELECT u.unit_id AS id, u.name, u.pinyin, u.initials, u.kind, r.code AS "regionCode", r.name AS region, k.code AS "sectorCode", k.name AS sector,
           k.name_en AS "sectorEn", u.tier, u.rank, u.standard_body AS "standardBody", unit.provisional,
           (SELECT count(*)::int FROM account_search x WHERE x.unit_id = u.unit_id AND x.status IN ('active', 'paused')) AS accounts,
           (SELECT coalesce(json_agg(json_build_object('name', o.name, 'pinyin', o.pinyin, 'initials', o.initials) ORDER BY o.until DESC), '[]')
              FROM unit_standing o WHERE o.unit_id = u.unit_id AND o.id <> u.id) AS former
    FROM unnest(${[...ids]}::int[]) WITH ORDINALITY AS page(id, place)
    JOIN unit_standing u ON u.id = page.id
    JOIN unit ON unit.id = u.unit_id
    JOIN region r ON r.id = u.region_id
    JOIN sector k ON k.code = u.sector_code
    ORDER BY page.place`;
  const search = readSearch(text ?? '');
  return rows.map(({ pinyin, initials, former, ...row }) => {
    const names = [{ name: row.name, pinyin, initials }, ...former];
    return { ...row, foundBy: [...new Set(foundByFormer(search, { names, codes: [] }))] };
  });
}
