import type { RegionKind, RegionLevel, Tier } from './codes';
import { covers, type Day, stretchesOf } from './day';

/** 行政区划: a place under a code for a period. A code alone is ambiguous: 500110 was 万盛区, then 綦江区. */
export type Region = {
  id: number;
  code: string;
  name: string;
  shortName: string;
  nameEn: string | null;
  level: RegionLevel;
  kind: RegionKind;
  parentCode: string | null;
  /** Codes from the nation down to this region. */
  lineage: readonly string[];
  from: Day | null;
  until: Day | null;
  successorId: number | null;
  economicRegion: string | null;
  bigArea: string | null;
  pinyin: string;
  initials: string;
  aliases: readonly string[];
};

export const NATION = '000000';

/** All regions of all times, found by code and day. */
export type RegionTree = {
  all: readonly Region[];
  byId(id: number): Region | undefined;
  /** The place that bears the code on the day. */
  at(code: string, day: Day): Region | undefined;
  /** Every place that ever bore the code, oldest first. */
  everAt(code: string): readonly Region[];
  children(code: string, day: Day): Region[];
  /** Where a place's accounts count on the day: itself, its successor or only predecessor, else the nearest region above. */
  resolve(region: Region, day: Day): Region | undefined;
  /** Which stretch of days without any change of regions a day is in. */
  stretch(day: Day): number;
};

export function regionTree(rows: readonly Region[]): RegionTree {
  const all = [...rows].sort((a, b) => a.id - b.id);
  const ids = new Map(all.map((region) => [region.id, region]));
  const codes = groupBy(all, (region) => region.code);
  const below = groupBy(all, (region) => region.parentCode ?? '');
  const before = groupBy(all, (region) => String(region.successorId ?? ''));

  const at = (code: string, day: Day) => codes.get(code)?.find((region) => covers(region, day));

  function resolve(region: Region, day: Day): Region | undefined {
    if (covers(region, day)) return region;
    const next = takenOver(region, day);
    if (next) return resolve(next, day);
    for (const code of region.lineage.slice(0, -1).reverse()) {
      const above = at(code, day);
      if (above) return above;
    }
    return undefined;
  }

  function takenOver(region: Region, day: Day): Region | undefined {
    if (region.until !== null && day >= region.until) return region.successorId === null ? undefined : ids.get(region.successorId);
    const predecessors = before.get(String(region.id)) ?? [];
    return predecessors.length === 1 ? predecessors[0] : undefined;
  }

  return {
    all,
    byId: (id) => ids.get(id),
    at,
    everAt: (code) => codes.get(code) ?? [],
    children: (code, day) => (below.get(code) ?? []).filter((region) => covers(region, day)),
    resolve,
    stretch: stretchesOf(all),
  };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Whether a region is the one of the code, or lies within it. */
export function isWithin(region: Region, code: string): boolean {
  return region.lineage.includes(code);
}

// What law calls by its peoples, everybody else calls 恩施州 and 景宁县.
const CUSTOMARY: Partial<Record<RegionKind, string>> = { 'autonomous-prefecture': '州', 'autonomous-county': '县', 'autonomous-banner': '旗' };

/** How a region is named when it is written out, from the full name down. */
export function namesOf({ name, shortName, kind }: Region): string[] {
  const suffix = CUSTOMARY[kind];
  return [name, ...(suffix ? [`${shortName}${suffix}`] : []), shortName];
}

/** The tier of a region's own bodies, which the template of standard bodies speaks of. */
export function ownTier(region: Region): Tier {
  return region.kind === 'missions' ? 'central' : OWN_TIER[region.level];
}

const OWN_TIER: Record<RegionLevel, Tier> = { nation: 'central', province: 'provincial', prefecture: 'prefecture', county: 'county' };

/**
 * The tiers that units of a region can stand at. Townships have no code here: they stand under
 * their county, or under a prefecture without counties (东莞). Regions that are not divided
 * further in the list (兵团, 港澳台) hold every local tier.
 */
export function possibleTiers(region: Region, divided: boolean): Tier[] {
  if (region.kind === 'nation' || region.kind === 'missions') return ['central'];
  if (region.kind === 'xpcc' || region.kind === 'special-region') return ['provincial', 'prefecture', 'county', 'township'];
  if (region.level === 'province') return divided ? ['provincial'] : ['provincial', 'prefecture', 'county', 'township'];
  if (region.level === 'prefecture') return divided ? ['prefecture'] : ['prefecture', 'township'];
  return ['county', 'township'];
}
