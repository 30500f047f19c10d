import type { Actor } from '@/lib/access/actor';
import { mayAt, type Place } from '@/lib/access/acts';
import { maskContacts } from '@/lib/audit/mask';
import type { AccountView, StandingView } from '@/lib/registry/views';
import type { Holder, Platform, Positioning, Provenance, Rank, Status, Tier, WechatType } from '@/lib/taxonomy/codes';
import { type Day, dayOf } from '@/lib/taxonomy/day';
import { db, type Tx } from './client';
import { dayFrom } from './days';
import type { Prisma } from './generated/client';
import { reference } from './reference';
import { placeOfUnit } from './scope';

const SHOWN = {
  names: { orderBy: { from: { sort: 'asc', nulls: 'first' } } },
  standings: {
    orderBy: { from: 'asc' },
    include: {
      region: { select: { name: true, code: true } },
      sector: { select: { name: true, nameEn: true } },
      unit: { select: { standings: { orderBy: { from: { sort: 'asc', nulls: 'first' } }, select: { name: true, until: true, parentId: true } } } },
    },
  },
  snapshots: { where: { metric: 'followers', value: { not: null } }, orderBy: { day: 'desc' }, take: 1 },
} as const satisfies Prisma.AccountInclude;

type Shown = Prisma.AccountGetPayload<{ include: typeof SHOWN }>;

/** Reads one account, its contacts masked, or null when there is none of that number. */
export async function readAccount(actor: Actor, id: number, today: Day = dayOf(new Date()), from: Tx = db()): Promise<AccountView | null> {
  const row = await from.account.findUnique({ where: { id }, include: SHOWN });
  if (!row) return null;
  const place = await placeOf(row, today);
  const seesContacts = mayAt(actor, 'account.read-contact', place);
  const { platform, holder, wechatType, positioning, provenance, knownBy, createdAt: _, names, standings, snapshots, ...rest } = row;
  return {
    ...rest,
    platform: platform as Platform,
    holder: holder as Holder,
    wechatType: wechatType as WechatType | null,
    positioning: positioning as Positioning | null,
    provenance: provenance as Provenance,
    knownBy: dayFrom(knownBy),
    name: names.at(-1)?.name ?? '',
    ...maskContacts(seesContacts ? { contactName: row.contactName, contactPhone: row.contactPhone } : { contactName: null, contactPhone: null }),
    note: seesContacts ? row.note : null,
    names: names.map(({ name, from, until }) => ({ name, from: dayFrom(from), until: dayFrom(until) })),
    standings: standings.map(standingView),
    followers: followersOf(snapshots),
    seesContacts,
    mayEdit: mayAt(actor, 'account.edit', place),
    mayFile: mayAt(actor, 'filing.submit', place),
  };
}

// Where the account stands now: with its present owner.
async function placeOf({ standings }: Shown, today: Day): Promise<Place> {
  const now = standings.at(-1);
  if (!now) throw new Error('An account has no standing.');
  const parentId = now.unit.standings.at(-1)?.parentId ?? null;
  return placeOfUnit({ regionId: now.regionId, sectorCode: now.sectorCode, parentId }, now.unitId, await reference(), today);
}

function standingView({
  from,
  until,
  status,
  unitId,
  unit,
  regionId,
  region,
  sectorCode,
  sector,
  tier,
  rank,
  post,
  postRank,
}: Shown['standings'][number]): StandingView {
  const ends = dayFrom(until);
  const called = unit.standings.find((each) => each.until === null || ends === null || dayFrom(each.until) >= ends) ?? unit.standings.at(-1);
  return {
    from: dayFrom(from),
    until: ends,
    status: status as Status,
    unitId,
    unit: (ends === null ? unit.standings.at(-1)?.name : called?.name) ?? '',
    regionId,
    region: region.name,
    regionCode: region.code,
    sectorCode,
    sector: sector.name,
    sectorEn: sector.nameEn,
    tier: tier as Tier | null,
    rank: rank as Rank | null,
    post,
    postRank: postRank as Rank | null,
  };
}

function followersOf([latest]: Shown['snapshots']): AccountView['followers'] {
  return latest && latest.value !== null ? { value: Number(latest.value), day: dayFrom(latest.day), source: latest.source } : null;
}
