import type { Holder, Platform, Positioning, Provenance, Rank, Status, Tier, WechatType } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion, findSector, regionLabel } from '@/lib/taxonomy/find';
import { findRegionInFile } from '@/lib/taxonomy/region-in-file';
import { possibleTiers, type RegionTree } from '@/lib/taxonomy/regions';
import type { SectorTree } from '@/lib/taxonomy/sectors';

/** What codes are called in files. */
export type FileWords = {
  platform: Record<Platform, string>;
  tier: Record<Tier, string>;
  rank: Record<Rank, string>;
  holder: Record<Holder, string>;
  status: Record<Status, string>;
  wechatType: Record<WechatType, string>;
  positioning: Record<Positioning, string>;
  provenance: Record<Provenance, string>;
};

/** How what the register holds is spelled so that it is read as the same. */
export type Spelling = {
  words: FileWords;
  /** The code under which the place is known today; empty where reading it beside the tier would be refused. */
  region(id: number, tier: Tier | null): string;
  regionName(id: number): string;
  /** The name, with as many of those above before it as it needs to be read as that place. */
  regionPath(id: number): string;
  /** The name; empty for a sector that has ended without a successor. */
  sector(code: string): string;
};

/** Spells as of today, on which a file that comes back is read. */
export function spellingOf(words: FileWords, { regions, sectors }: { regions: RegionTree; sectors: SectorTree }, today: Day): Spelling {
  const codes = kept((tier: Tier | null) => kept((id: number) => codeOf(regions, id, tier, today)));
  return {
    words,
    region: (id, tier) => codes(tier)(id),
    regionName: (id) => regions.byId(id)?.name ?? '',
    regionPath: kept((id: number) => pathOf(regions, id, today)),
    sector: kept((code: string) => {
      const name = sectors.byCode(code)?.name ?? '';
      return findSector(sectors, name, today).accepted ? name : '';
    }),
  };
}

function codeOf(tree: RegionTree, id: number, tier: Tier | null, today: Day): string {
  const row = tree.byId(id);
  const now = row && tree.resolve(row, today);
  const found = now && findRegion(tree, now.code, today);
  if (!now || !found?.accepted) return '';
  const divided = tree.children(now.code, today).length > 0;
  return tier === null || possibleTiers(now, divided).includes(tier) ? now.code : '';
}

// 朝阳区, 北京市朝阳区, 长春市朝阳区: as short as it is read as no other place.
function pathOf(tree: RegionTree, id: number, today: Day): string {
  const row = tree.byId(id);
  if (!row) return '';
  const now = tree.resolve(row, today) ?? row;
  const above = now.lineage.slice(1, -1).flatMap((code) => tree.at(code, today)?.name ?? []);
  const path = (from: number) => [...above.slice(from), now.name].join('');
  const spellings = [row.name, ...above.map((_, index) => path(above.length - 1 - index))];
  const read = (text: string) => {
    const found = findRegionInFile(tree, text, today);
    return found.accepted && found.change.value.id === now.id;
  };
  return spellings.find(read) ?? regionLabel(tree, now, today);
}

// A few thousand places and sectors are spelled for hundreds of thousands of rows.
function kept<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
