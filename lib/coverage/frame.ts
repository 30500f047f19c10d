import { PLATFORMS, RANKS, TIERS, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { NATION, ownTier, possibleTiers, type Region, type RegionTree } from '@/lib/taxonomy/regions';
import { FOREIGN_MISSIONS, type SectorTree } from '@/lib/taxonomy/sectors';
import type { Axis, AxisEntry, CoverageFilter } from './filter';

/** Where one region row's accounts stand on the day: under which key of the region axis, and in which region. */
export type Placed = {
  /** The row that standings refer to, of whatever time. */
  id: number;
  key: string;
  /** The region of the day that it counts into. */
  region: Region;
};

/** The regions in scope, each with its place on the region axis. */
export type RegionFrame = { placed: Placed[]; entries: AxisEntry[] };

/**
 * Lays the regions of all times onto the day and the question: one region asked for gives
 * itself and then its children, several give one entry each.
 */
export function regionFrame(tree: RegionTree, filter: CoverageFilter): RegionFrame {
  const asked = filter.regions.length ? [...new Set(filter.regions)] : [NATION];
  const entries = asked.length === 1 && asked[0] ? ownThenChildren(tree, asked[0], filter) : asked.map((code) => entryOf(tree, code, filter));
  const known = new Set(entries.map((entry) => entry.code));
  const placed: Placed[] = [];
  for (const { id, region } of rowsWithin(tree, asked, filter.asOf)) {
    // Of regions asked for that lie within each other, the innermost.
    const scope = (filter.scope === 'own' ? [region.code] : region.lineage).findLast((code) => asked.includes(code));
    if (scope === undefined) continue;
    const key = asked.length > 1 ? scope : (region.lineage[region.lineage.indexOf(scope) + 1] ?? scope);
    placed.push({ id, key: known.has(key) ? key : scope, region });
  }
  return { placed, entries };
}

/** The row of a region, of whatever time, and the region of the day that it counts into. */
type Resolved = { id: number; region: Region };

/** What all questions about days between which no region changed share: rows by each region above them, and what a roster can say of a region. */
type Laid = { within: ReadonlyMap<string, readonly Resolved[]>; said: Map<number, Pick<Ground, 'tiers' | 'slotTier'>> };

const laid = new WeakMap<RegionTree, Map<number, Laid>>();

function laidOn(tree: RegionTree, day: Day): Laid {
  const byStretch = laid.get(tree) ?? new Map<number, Laid>();
  laid.set(tree, byStretch);
  const stretch = tree.stretch(day);
  const known = byStretch.get(stretch) ?? { within: withinEach(tree, day), said: new Map() };
  byStretch.set(stretch, known);
  return known;
}

function withinEach(tree: RegionTree, day: Day): Map<string, Resolved[]> {
  const within = new Map<string, Resolved[]>();
  for (const row of tree.all) {
    const region = tree.resolve(row, day);
    if (!region) continue;
    const resolved = { id: row.id, region };
    for (const code of region.lineage) {
      const rows = within.get(code);
      if (rows) rows.push(resolved);
      else within.set(code, [resolved]);
    }
  }
  return within;
}

// A small place is not sought among all.
function rowsWithin(tree: RegionTree, asked: readonly string[], day: Day): readonly Resolved[] {
  const { within } = laidOn(tree, day);
  const [first = [], ...others] = asked.map((code) => within.get(code) ?? []);
  return others.length ? [...new Set([first, ...others].flat())].sort((a, b) => a.id - b.id) : first;
}

function ownThenChildren(tree: RegionTree, code: string, filter: CoverageFilter): AxisEntry[] {
  const own: AxisEntry = { ...entryOf(tree, code, filter), own: true };
  const children = filter.scope === 'own' ? [] : tree.children(code, filter.asOf);
  return [own, ...children.map((region) => ({ code: region.code, name: region.name, nameEn: region.nameEn }))];
}

function entryOf(tree: RegionTree, code: string, filter: CoverageFilter): AxisEntry {
  const region = tree.at(code, filter.asOf);
  return { code, name: region?.name ?? code, nameEn: region?.nameEn ?? null };
}

/** The sectors in scope, each with its place on the sector axis. */
export type SectorFrame = { keys: Map<string, string>; entries: AxisEntry[] };

/** Without a filter the top level of the day; with one, the sectors asked for, each with its sub-sectors. */
export function sectorFrame(tree: SectorTree, filter: CoverageFilter): SectorFrame {
  const { asOf } = filter;
  const asked = [...new Set(filter.sectors.flatMap((code) => tree.resolve(code, asOf)?.code ?? []))];
  const keys = new Map<string, string>();
  for (const { code } of tree.all) {
    const key = asked.length ? askedFor(tree, code, asked, asOf) : tree.top(code, asOf)?.code;
    if (key !== undefined && (asked.length || key !== FOREIGN_MISSIONS)) keys.set(code, key);
  }
  const columns = asked.length ? asked.flatMap((code) => tree.byCode(code) ?? []) : tree.topLevel(asOf).filter(({ code }) => code !== FOREIGN_MISSIONS);
  return { keys, entries: columns.map(({ code, name, nameEn }) => ({ code, name, nameEn })) };
}

// A sub-sector asked for beside its parent counts into itself.
function askedFor(tree: SectorTree, code: string, asked: readonly string[], asOf: Day): string | undefined {
  return asked.find((other) => tree.resolve(code, asOf)?.code === other) ?? asked.find((other) => tree.isWithin(code, other, asOf));
}

/** The entries of an axis, before any account is counted. Names of tiers, ranks and platforms are the page's. */
export function axisEntries(axis: Axis, filter: CoverageFilter, regions: RegionFrame, sectors: SectorFrame): AxisEntry[] {
  const plain = (all: readonly string[], asked: readonly string[]) =>
    all.filter((code) => !asked.length || asked.includes(code)).map((code) => ({ code, name: code, nameEn: null }));
  switch (axis) {
    case 'region':
      return regions.entries;
    case 'sector':
      return sectors.entries;
    case 'tier':
      return plain(TIERS, filter.tiers);
    case 'rank':
      return plain(RANKS, filter.ranks);
    case 'platform':
      return plain(PLATFORMS, filter.platforms);
  }
}

/** A region of the day with what the roster can say about it. */
export type Ground = {
  key: string;
  region: Region;
  /** Tiers that its units can stand at. */
  tiers: Tier[];
  /** The tier at which the template names standard bodies; null where there is no template. */
  slotTier: Tier | null;
  /** Other tiers of which a rule says that nothing should be there: so that is known. */
  barred?: readonly Tier[];
};

/** The regions of the day in scope, once each. */
export function grounds(tree: RegionTree, frame: RegionFrame, filter: CoverageFilter): Ground[] {
  const { said } = laidOn(tree, filter.asOf);
  return frame.placed
    .filter(({ id, region }) => id === region.id)
    .map(({ key, region }) => {
      const its = said.get(region.id) ?? saidOf(tree, region, filter);
      said.set(region.id, its);
      return { key, region, ...its };
    });
}

function saidOf(tree: RegionTree, region: Region, filter: CoverageFilter): Pick<Ground, 'tiers' | 'slotTier'> {
  const divided = tree.children(region.code, filter.asOf).length > 0;
  return { tiers: possibleTiers(region, divided), slotTier: isTemplated(tree, region, filter) ? ownTier(region) : null };
}

// The 31 provinces of the mainland have a template; 港澳台, 兵团, 驻外机构 and the centre have none.
function isTemplated(tree: RegionTree, region: Region, filter: CoverageFilter): boolean {
  const province = region.lineage[1] === undefined ? undefined : tree.at(region.lineage[1], filter.asOf);
  return region.kind !== 'zone' && province !== undefined && province.economicRegion !== null && province.economicRegion !== 'hmt';
}
