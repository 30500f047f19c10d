import type { Actor } from '@/lib/access/actor';
import { type Act, grantsFor, type Place, reaches } from '@/lib/access/acts';
import { type Slot, slotKey, slotsInOrder } from '@/lib/coverage/bodies';
import { chasedBy, gapText } from '@/lib/coverage/chase';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import type { RegionFrame } from '@/lib/coverage/frame';
import type { GapBody } from '@/lib/coverage/gap';
import { PLATFORMS, type Platform, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { asked } from './asked';
import { bodyKey, stepsOf } from './chases';
import { db } from './client';
import { tallied } from './coverage';
import { dateOf } from './days';
import { type Reference, reference } from './reference';
import { placeOfCell } from './scope';

/** Which expected bodies are looked at; what is left out does not narrow. */
export type BodyFilter = Partial<Pick<CoverageFilter, 'regions' | 'scope' | 'sectors' | 'tiers' | 'platforms'>>;

/**
 * The expected bodies that one of an actor's grants reaches by an act, each on each platform on which it is expected,
 * in the order of regions and sectors: whether it has an account there today, and what was done about it.
 */
export async function bodiesReached(actor: Actor, act: Act, filter: BodyFilter, today: Day): Promise<{ bodies: GapBody[]; frame: RegionFrame }> {
  const lists = await reference();
  const whole: CoverageFilter = { ...everything(today), ...filter, regions: regionsAsked(actor, act, filter) };
  const { frames } = await asked(whole);
  const steps = await stepsOf(frames.regions.placed, lists, today);
  const reached = await reachOf(actor, act, lists, today);
  const platforms = PLATFORMS.filter((each) => !whole.platforms.length || whole.platforms.includes(each));
  const perPlatform = await Promise.all(platforms.map((platform) => bodiesOn(platform, whole, today)));
  const bodies = perPlatform.flat().flatMap(({ slot: { region, rule, tier }, platform, key, covered }): GapBody[] => {
    if (!reached({ region, rule, tier })) return [];
    const sector = lists.sectors.byCode(rule.sectorCode);
    const its = { regionCode: region.code, sectorCode: rule.sectorCode, tier, platform };
    return [
      {
        ...its,
        text: gapText(its),
        regionId: region.id,
        region: region.name,
        key,
        sector: sector?.name ?? rule.sectorCode,
        sectorEn: sector?.nameEn ?? rule.sectorCode,
        bodyName: rule.bodyName,
        estimated: rule.estimated,
        covered,
        chase: chasedBy(steps.get(bodyKey({ ...its, regionId: region.id })) ?? [], today),
      },
    ];
  });
  const place = ({ sectorCode }: GapBody) => lists.sectors.byCode(sectorCode)?.position ?? 0;
  const inOrder = (a: GapBody, b: GapBody) => (a.regionCode === b.regionCode ? place(a) - place(b) : a.regionCode < b.regionCode ? -1 : 1);
  return { bodies: bodies.sort(inOrder), frame: frames.regions };
}

// Where nobody says where: wherever the actor's grants reach.
function regionsAsked(actor: Actor, act: Act, { regions = [] }: BodyFilter): readonly string[] {
  if (regions.length > 0) return regions;
  const own = [...new Set(grantsFor(actor, act).map(({ regionCode }) => regionCode))];
  return own.includes(NATION) ? [] : own;
}

type Expected = { slot: Slot; platform: Platform; key: string; covered: boolean };

async function bodiesOn(platform: Platform, whole: CoverageFilter, today: Day): Promise<Expected[]> {
  const { rankOf, sectors } = await reference();
  const filter = { ...whole, platforms: [platform] };
  const { ground, rules } = await asked(filter);
  if (rules.length === 0) return [];
  // The nation's count of the platform tells of every place, and the coverage page keeps it anyway.
  const nation = await asked({ ...everything(today), platforms: [platform] });
  const tally = await tallied('region', 'sector', nation.layout, nation.revision);
  const keys = new Map(ground.map(({ region, key }) => [region.id, key]));
  return slotsInOrder(ground, rules, rankOf, sectors, filter).map((slot) => ({
    slot,
    platform,
    key: keys.get(slot.region.id) ?? slot.region.code,
    covered: tally.holds(slot.region.id, slot.rule.sectorCode, slot.tier),
  }));
}

/** Whether an actor may do something to a body, which may have been registered as a unit. */
async function reachOf(actor: Actor, act: Act, lists: Reference, today: Day): Promise<(slot: Slot) => boolean> {
  const grants = grantsFor(actor, act);
  const units = await unitsHeld(
    grants.flatMap(({ unitId }) => unitId ?? []),
    today,
  );
  const bySector = new Map<string, Place>();
  return ({ region, rule: { sectorCode }, tier }) => {
    const known = bySector.get(sectorCode) ?? placeOfCell(region, lists.sectors.byCode(sectorCode) ?? null, lists, today);
    bySector.set(sectorCode, known);
    const place = { ...known, lineage: region.lineage, units: (units.size > 0 && units.get(slotKey(region.id, sectorCode, tier))) || [] };
    return grants.some((grant) => reaches(grant, place));
  };
}

// By body: the unit that is registered as it, and its 主管单位; only those of which grants speak.
async function unitsHeld(ids: readonly number[], today: Day): Promise<Map<string, number[]>> {
  if (ids.length === 0) return new Map();
  const day = dateOf(today);
  const rows = await db().unitStanding.findMany({
    where: {
      standardBody: true,
      AND: [
        { OR: [{ unitId: { in: [...ids] } }, { parentId: { in: [...ids] } }] },
        { OR: [{ from: null }, { from: { lte: day } }] },
        { OR: [{ until: null }, { until: { gt: day } }] },
      ],
    },
    select: { unitId: true, parentId: true, regionId: true, sectorCode: true, tier: true },
  });
  return new Map(
    rows.map(({ unitId, parentId, regionId, sectorCode, tier }) => [
      slotKey(regionId, sectorCode, tier as Tier),
      [unitId, ...(parentId === null ? [] : [parentId])],
    ]),
  );
}
