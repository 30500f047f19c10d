import type { Actor } from '@/lib/access/actor';
import { mayAt } from '@/lib/access/acts';
import type { Succession } from '@/lib/registry/reform';
import type { ListedUnit, Page, UnitStandingView, UnitView } from '@/lib/registry/views';
import { OPEN_STATUSES, type Provenance, type Rank, type Tier, type UnitKind } from '@/lib/taxonomy/codes';
import { type Day, dayOf } from '@/lib/taxonomy/day';
import { isWithin } from '@/lib/taxonomy/regions';
import { db } from './client';
import { dayFrom } from './days';
import { Prisma } from './generated/client';
import { reference } from './reference';
import { placeOfUnit } from './scope';
import { nameMatches } from './search';
import { type Reading, readStream } from './stream';
import { ENDED } from './unit-on';

const NAMED = {
  region: { select: { code: true, name: true } },
  sector: { select: { name: true, nameEn: true } },
} as const satisfies Prisma.UnitStandingInclude;

function standingView({
  from,
  until,
  name,
  kind,
  region,
  sectorCode,
  sector,
  tier,
  rank,
  standardBody,
}: Prisma.UnitStandingGetPayload<{ include: typeof NAMED }>): UnitStandingView {
  return {
    from: dayFrom(from),
    until: dayFrom(until),
    name,
    kind: kind as UnitKind,
    regionCode: region.code,
    region: region.name,
    sectorCode,
    sector: sector.name,
    sectorEn: sector.nameEn,
    tier: tier as Tier | null,
    rank: rank as Rank | null,
    standardBody,
  };
}

/** Reads one unit with its history, or null when there is none of that number. */
export async function readUnit(actor: Actor, id: number, today: Day = dayOf(new Date())): Promise<UnitView | null> {
  const unit = await db().unit.findUnique({ where: { id }, include: { standings: { orderBy: { from: { sort: 'asc', nulls: 'first' } }, include: NAMED } } });
  const history = (unit?.standings ?? []).map(standingView);
  const now = history.at(-1);
  const standing = unit?.standings.at(-1);
  if (!unit || !now || !standing) return null;
  const { uscc, provenance, provisional, source, version } = unit;
  const place = placeOfUnit(standing, id, await reference(), today);
  return {
    id,
    uscc,
    provenance: provenance as Provenance,
    provisional,
    source,
    version,
    now,
    history,
    mayEdit: now.until === null && mayAt(actor, 'unit.edit', place),
    mayRegister: now.until === null && mayAt(actor, 'filing.submit', place),
    endedOn: now.until,
    ...(await kinOf(id)),
    leftAccounts: now.until === null ? 0 : await db().standing.count({ where: { unitId: id, until: null, status: { in: [...OPEN_STATUSES] } } }),
  };
}

const LAST_NAME = {
  select: { standings: { orderBy: { from: { sort: 'desc', nulls: 'last' } }, take: 1, select: { name: true } } },
} as const satisfies Prisma.UnitDefaultArgs;

// The units before and after a reform, by the names they last bore.
async function kinOf(id: number): Promise<Pick<UnitView, 'predecessors' | 'successors'>> {
  const rows = await db().unitSuccession.findMany({
    where: { OR: [{ predecessorId: id }, { successorId: id }] },
    include: { predecessor: LAST_NAME, successor: LAST_NAME },
    orderBy: [{ day: 'asc' }, { predecessorId: 'asc' }, { successorId: 'asc' }],
  });
  const view = (end: 'predecessor' | 'successor') => (row: (typeof rows)[number]) => ({
    id: row[`${end}Id`],
    name: row[end].standings[0]?.name ?? '',
    kind: row.kind as Succession,
    day: dayFrom(row.day),
  });
  return {
    predecessors: rows.filter(({ successorId }) => successorId === id).map(view('predecessor')),
    successors: rows.filter(({ predecessorId }) => predecessorId === id).map(view('successor')),
  };
}

export type UnitFilter = {
  regions: readonly string[];
  sectors: readonly string[];
  tiers: readonly Tier[];
  text: string | null;
  provisional: boolean;
  ended?: boolean;
};
export type UnitSort = 'name' | '-name' | 'region' | 'id' | '-id';
const ORDER: Record<UnitSort, Prisma.Sql> = {
  name: Prisma.sql`u.pinyin, u.unit_id`,
  '-name': Prisma.sql`u.pinyin DESC, u.unit_id DESC`,
  region: Prisma.sql`r.code, u.pinyin, u.unit_id`,
  id: Prisma.sql`u.unit_id`,
  '-id': Prisma.sql`u.unit_id DESC`,
};

/** Units as they are now, or as they were when they ended, with the number of accounts that each has open. */
export async function listUnits(
  filter: UnitFilter,
  today: Day,
  { sort, skip, take }: { sort: UnitSort; skip: number; take: number },
): Promise<Page<ListedUnit>> {
  const from = await matchingUnits(filter, today);
  const [items, counted] = await Promise.all([
    db().$queryRaw<ListedUnit[]>`
      SELECT u.unit_id AS id, u.name, u.kind, r.code AS "regionCode", r.name AS region, k.code AS "sectorCode", k.name AS sector, k.name_en AS "sectorEn",
             u.tier, u.rank, u.standard_body AS "standardBody", unit.provisional,
             (SELECT count(*)::int FROM standing s WHERE s.unit_id = u.unit_id AND s.until IS NULL AND s.status IN ('active', 'paused')) AS accounts
      ${from} ORDER BY ${ORDER[sort]} OFFSET ${skip} LIMIT ${take}`,
    db().$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from}`,
  ]);
  return { items, total: counted[0]?.total ?? 0 };
}

/** Standings `u` of the units that answer the filter, with `unit`, region `r` and sector `k`. */
async function matchingUnits(filter: UnitFilter, today: Day): Promise<Prisma.Sql> {
  return Prisma.sql`
    FROM unit_standing u
    JOIN unit ON unit.id = u.unit_id
    JOIN region r ON r.id = u.region_id
    JOIN sector k ON k.code = u.sector_code
    WHERE ${filter.ended ? ENDED : Prisma.sql`u.until IS NULL`} ${await narrowing(filter, today)}`;
}

/** All units that answer a filter, in the order of the list, without holding them: 编号, 名称, 信用代码, 性质, 区划代码, 区划, 系统, 层级, 级别, 标准机构, 待补全, 账号数, 撤销日期. */
export async function streamUnits(filter: UnitFilter, today: Day, sort: UnitSort): Promise<Reading<number>> {
  const from = await matchingUnits(filter, today);
  return readStream(
    Prisma.sql`SELECT count(*) ${from}`,
    Prisma.sql`SELECT u.unit_id, u.name, unit.uscc, u.kind, r.code, r.name, k.code, u.tier, u.rank, u.standard_body, unit.provisional,
        (SELECT count(*) FROM standing s WHERE s.unit_id = u.unit_id AND s.until IS NULL AND s.status IN ('active', 'paused')), u.until
      ${from} ORDER BY ${ORDER[sort]}`,
  );
}

async function narrowing({ regions, sectors, tiers, text, provisional }: UnitFilter, today: Day): Promise<Prisma.Sql> {
  const lists = await reference();
  const within = lists.regions.all.filter((row) => regions.some((code) => isWithin(lists.regions.resolve(row, today) ?? row, code)));
  const counted = lists.sectors.all.filter(({ code }) => sectors.some((other) => lists.sectors.isWithin(code, other, today)));
  return Prisma.sql`
    ${regions.length ? Prisma.sql`AND u.region_id = ANY (${within.map(({ id }) => id)}::int[])` : Prisma.empty}
    ${sectors.length ? Prisma.sql`AND u.sector_code = ANY (${counted.map(({ code }) => code)}::text[])` : Prisma.empty}
    ${tiers.length ? Prisma.sql`AND u.tier = ANY (${[...tiers]}::text[])` : Prisma.empty}
    ${provisional ? Prisma.sql`AND unit.provisional` : Prisma.empty}
    ${text ? Prisma.sql`AND (unit.uscc = ${text.trim().toUpperCase()} OR EXISTS (SELECT FROM unit_standing m WHERE m.unit_id = u.unit_id AND ${nameMatches('m', text)}))` : Prisma.empty}`;
}
