import { type Slot, slotKey, slotsInOrder } from '@/lib/coverage/bodies';
import { addChannels, type ChannelCounts, type ChannelState, type ChannelSubject, type ChannelUnit, channelState, noChannels } from '@/lib/coverage/channels';
import type { AxisEntry, CoverageFilter } from '@/lib/coverage/filter';
import type { Tally } from '@/lib/coverage/tally';
import { OPEN_STATUSES, PLATFORMS, type Platform } from '@/lib/taxonomy/codes';
import { asked } from './asked';
import { db } from './client';
import { tallyOf } from './counted';
import { Prisma } from './generated/client';
import { keptWhile } from './kept';
import { reference } from './reference';

/** How many bodies or units of each region are in each state, and in all. */
export type ChannelTable = { rows: { entry: AxisEntry; counts: ChannelCounts }[]; totals: ChannelCounts };

/**
 * 双微 by region: of the bodies that the rules expect, or of the units of the register.
 * @param filter platforms, ranks, holders and statuses of it are not asked: an account counts that is open and an institution's
 */
export async function readChannels(of: ChannelSubject, filter: CoverageFilter): Promise<ChannelTable> {
  const groups = of === 'bodies' ? await bodyGroups(filter) : await unitGroups(filter);
  const { frames } = await asked(filter);
  const totals = noChannels(of);
  const byKey = new Map(frames.regions.entries.map(({ code }) => [code, noChannels(of)]));
  for (const { key, state, count, further } of groups) {
    const counts = byKey.get(key);
    if (!counts) throw new Error(`No row ${key}.`); // every place of a frame has its entry
    addChannels(counts, state, count, further);
    addChannels(totals, state, count, further);
  }
  return { rows: frames.regions.entries.map((entry) => ({ entry, counts: byKey.get(entry.code) ?? noChannels(of) })), totals };
}

/** The bodies or units behind the states, and how many there are. */
export async function listChannels(
  of: ChannelSubject,
  filter: CoverageFilter,
  { state, skip, take }: { state: ChannelState | undefined; skip: number; take: number },
): Promise<{ items: ChannelUnit[]; total: number }> {
  return of === 'bodies' ? listBodies(filter, state, skip, take) : listUnits(filter, state, skip, take);
}

type Group = { key: string; state: ChannelState; count: number; further?: { website: number; hotline: number } };

async function bodyGroups(filter: CoverageFilter): Promise<Group[]> {
  const { ground } = await asked(filter);
  const keys = new Map(ground.map(({ region, key }) => [region.id, key]));
  return (await bodies(filter)).map(({ slot, state }) => ({ key: keys.get(slot.region.id) ?? '', state, count: 1 }));
}

async function bodies(filter: CoverageFilter): Promise<{ slot: Slot; state: ChannelState }[]> {
  const { sectors, rankOf } = await reference();
  const { ground, rules } = await asked(filter);
  const [weibo, wechat] = [await bodiesOn('weibo', filter), await bodiesOn('wechat', filter)];
  const holds = (tally: Tally, { region, rule, tier }: Slot) => tally.holds(region.id, rule.sectorCode, tier);
  return slotsInOrder(ground, rules, rankOf, sectors, filter).map((slot) => ({ slot, state: channelState(holds(weibo, slot), holds(wechat, slot)) }));
}

// A body that is expected on one platform may be on the other all the same.
async function bodiesOn(platform: Platform, filter: CoverageFilter): Promise<Tally> {
  const { layout, rules, revision } = await asked(filter);
  const both = rules.map((rule) => ({ ...rule, platforms: [...PLATFORMS] }));
  const grouping = { account: () => '', body: () => '' };
  return tallyOf({ ...layout, rules: both, filter: { ...layout.filter, platforms: [platform] } }, 'channels', grouping, revision);
}

async function listBodies(filter: CoverageFilter, state: ChannelState | undefined, skip: number, take: number) {
  const all = (await bodies(filter)).filter((each) => state === undefined || each.state === state);
  const shown = all.slice(skip, skip + take);
  const ids = [...new Set(shown.map(({ slot }) => slot.region.id))];
  const rows: (Further & { unitId: number; name: string; regionId: number; sectorCode: string; tier: Slot['tier'] })[] = await db().$queryRaw`
    SELECT u.unit_id AS "unitId", u.name, u.region_id AS "regionId", u.sector_code AS "sectorCode", u.tier, unit.website, unit.hotline
    FROM unit_standing u JOIN unit ON unit.id = u.unit_id
    WHERE u.standard_body AND u.region_id = ANY (${ids}::int[]) AND ${covers('u', filter)}`;
  const units = new Map(rows.map((row) => [slotKey(row.regionId, row.sectorCode, row.tier), row]));
  const items = shown.map(({ slot: { region, rule, tier }, state: its }): ChannelUnit => {
    const unit = units.get(slotKey(region.id, rule.sectorCode, tier));
    const place = { region: region.name, regionCode: region.code, sectorCode: rule.sectorCode, tier, state: its };
    return {
      ...place,
      unitId: unit?.unitId ?? null,
      name: unit?.name ?? `${region.name}${rule.bodyName}`,
      website: unit?.website ?? null,
      hotline: unit?.hotline ?? null,
    };
  });
  return { items, total: all.length };
}

type Further = { website: string | null; hotline: string | null };

function covers(row: 'u' | 's', { asOf }: CoverageFilter): Prisma.Sql {
  const at = Prisma.raw(row);
  return Prisma.sql`(${at}."from" IS NULL OR ${at}."from" <= ${asOf}::date) AND (${at}.until IS NULL OR ${at}.until > ${asOf}::date)`;
}

/** Units of the day with the state of each. */
async function unitsWithState(filter: CoverageFilter): Promise<Prisma.Sql> {
  const { frames } = await asked(filter);
  const regions = frames.regions.placed.map(({ id }) => id);
  return Prisma.sql`(
    SELECT u.unit_id, u.name, u.pinyin, u.region_id, u.sector_code, u.tier, unit.website, unit.hotline,
      CASE WHEN open.weibo AND open.wechat THEN 'both' WHEN open.weibo THEN 'weibo-only' WHEN open.wechat THEN 'wechat-only' ELSE 'none' END AS state
    FROM unit_standing u JOIN unit ON unit.id = u.unit_id
    LEFT JOIN (SELECT s.unit_id, bool_or(s.platform = 'weibo') AS weibo, bool_or(s.platform = 'wechat') AS wechat FROM standing s
      WHERE ${covers('s', filter)} AND s.status = ANY (${[...OPEN_STATUSES]}::text[]) AND s.holder = 'institution' GROUP BY s.unit_id) open ON open.unit_id = u.unit_id
    WHERE ${covers('u', filter)} AND u.region_id = ANY (${regions}::int[]) AND u.sector_code = ANY (${[...frames.sectors.keys.keys()]}::text[])
      ${filter.tiers.length ? Prisma.sql`AND u.tier = ANY (${[...filter.tiers]}::text[])` : Prisma.empty}) x`;
}

function unitGroups(filter: CoverageFilter): Promise<Group[]> {
  return keptWhile(`channels ${JSON.stringify(filter)}`, async () => {
    const { frames } = await asked(filter);
    const keys = new Map(frames.regions.placed.map(({ id, key }) => [id, key]));
    const rows: { regionId: number; state: ChannelState; count: number; website: number; hotline: number }[] = await db().$queryRaw`
      SELECT region_id AS "regionId", state, count(*)::int AS count, count(website)::int AS website, count(hotline)::int AS hotline
      FROM ${await unitsWithState(filter)} GROUP BY 1, 2`;
    return rows.map(({ regionId, state, count, website, hotline }) => ({ key: keys.get(regionId) ?? '', state, count, further: { website, hotline } }));
  });
}

async function listUnits(filter: CoverageFilter, state: ChannelState | undefined, skip: number, take: number) {
  const { regions } = await reference();
  const most = Math.min(take, 2_147_483_647);
  const rows: (Omit<ChannelUnit, 'region' | 'regionCode'> & { regionId: number; total: number })[] = await db().$queryRaw`
    SELECT x.unit_id AS "unitId", x.name, x.region_id AS "regionId", x.sector_code AS "sectorCode", x.tier, x.state, x.website, x.hotline, count(*) OVER ()::int AS total
    FROM ${await unitsWithState(filter)} WHERE ${state ?? null}::text IS NULL OR x.state = ${state ?? null}
    ORDER BY x.pinyin, x.unit_id OFFSET ${skip} LIMIT ${most}`;
  const items = rows.map(({ regionId, total: _, ...row }): ChannelUnit => {
    const region = regions.byId(regionId);
    return { ...row, region: region?.name ?? '', regionCode: region?.code ?? '' };
  });
  return { items, total: rows[0]?.total ?? (skip > 0 ? await readChannelTotal(filter, state) : 0) };
}

async function readChannelTotal(filter: CoverageFilter, state: ChannelState | undefined): Promise<number> {
  const { totals } = await readChannels('units', filter);
  return state ? totals[state] : totals.total;
}
