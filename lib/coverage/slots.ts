import type { Expectation, RankOf } from '@/lib/registry/expectation';
import type { Platform, Rank, RegionKind, Tier } from '@/lib/taxonomy/codes';
import { covers } from '@/lib/taxonomy/day';
import { type Axis, type CoverageFilter, UNCLASSIFIED } from './filter';
import type { Ground, SectorFrame } from './frame';

/** The rules that speak to the question. An official's account never covers a unit, so a question about officials alone has none. */
export function expectationsFor(all: readonly Expectation[], filter: CoverageFilter, sectors: SectorFrame): Expectation[] {
  if (filter.holders.length && !filter.holders.includes('institution')) return [];
  return all.filter(
    (rule) =>
      covers(rule, filter.asOf) &&
      sectors.keys.has(rule.sectorCode) &&
      (!filter.unitKinds?.length || filter.unitKinds.includes(rule.unitKind)) &&
      (!filter.tiers.length || filter.tiers.includes(rule.tier)) &&
      (!filter.platforms.length || rule.platforms.some((platform) => filter.platforms.includes(platform))),
  );
}

/** Bodies expected by one rule in like regions: as many as there are regions. A region has at most one of each sector. */
export type Slots = {
  key: string;
  kind: RegionKind;
  tier: Tier;
  platforms: readonly Platform[];
  sectorKey: string;
  rank: Rank | null;
  count: number;
  /** From the template, not from a confirmed roster. */
  estimated: boolean;
};

/** Every body that is expected, in groups that no axis tells apart. */
export function expectedSlots(
  grounds: readonly Ground[],
  rules: readonly Expectation[],
  filter: CoverageFilter,
  sectors: SectorFrame,
  rankOf: RankOf,
): Slots[] {
  return alike(grounds).flatMap(({ key, kind, tier, ids }) =>
    rules
      .filter((rule) => rule.tier === tier)
      .map(({ platforms, sectorCode, unitKind, estimated, at }) => ({
        key,
        kind,
        tier,
        platforms,
        sectorKey: sectors.keys.get(sectorCode) ?? sectorCode,
        rank: rankOf(kind, tier, unitKind),
        count: at ? ids.filter((id) => at.has(id)).length : ids.length,
        estimated,
      }))
      .filter(({ rank, count }) => count > 0 && (!filter.ranks.length || (rank !== null && filter.ranks.includes(rank)))),
  );
}

type Alike = { key: string; kind: RegionKind; tier: Tier; ids: number[] };

// Thousands of counties differ only in their place on the axis and in their kind.
function alike(grounds: readonly Ground[]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const { key, region, slotTier } of grounds) {
    if (slotTier === null) continue;
    const name = `${key}|${region.kind}|${slotTier}`;
    const group = groups.get(name);
    if (group) group.ids.push(region.id);
    else groups.set(name, { key, kind: region.kind, tier: slotTier, ids: [region.id] });
  }
  return [...groups.values()];
}

/** Whether a rule that was laid onto regions holds in one of them. */
export function holdsIn({ at }: Pick<Expectation, 'at'>, regionId: number): boolean {
  return !at || at.has(regionId);
}

/** The keys under which slots are counted on an axis: one, except on the platform axis. */
export function slotKeys(axis: Axis, slots: Slots, filter: CoverageFilter): readonly string[] {
  switch (axis) {
    case 'region':
      return [slots.key];
    case 'sector':
      return [slots.sectorKey];
    case 'tier':
      return [slots.tier];
    case 'rank':
      return [slots.rank ?? UNCLASSIFIED];
    case 'platform':
      return slots.platforms.filter((platform) => !filter.platforms.length || filter.platforms.includes(platform));
  }
}
