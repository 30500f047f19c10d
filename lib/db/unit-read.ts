import type { Actor } from '@/lib/access/actor';
import { mayAt } from '@/lib/access/acts';
import type { Succession } from '@/lib/registry/reform';
import type { UnitStandingView, UnitView } from '@/lib/registry/views';
import { OPEN_STATUSES, type Provenance, type Rank, type Tier, type UnitKind } from '@/lib/taxonomy/codes';
import { type Day, dayOf } from '@/lib/taxonomy/day';
import { db } from './client';
import { dayFrom } from './days';
import type { Prisma } from './generated/client';
import { reference } from './reference';
import { placeOfUnit } from './scope';

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
  const { uscc, website, hotline, provenance, provisional, source, version } = unit;
  const place = placeOfUnit(standing, id, await reference(), today);
  return {
    id,
    uscc,
    website,
    hotline,
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
