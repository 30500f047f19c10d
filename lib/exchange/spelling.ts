import type { Holder, Platform, Positioning, Provenance, Rank, Status, Tier, WechatType } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion, findSector } from '@/lib/taxonomy/find';
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
  /** The name; empty for a sector that has ended without a successor. */
  sector(code: string): string;
};

/** Spells as of today, on which a file that comes back is read. */
export function spellingOf(words: FileWords, { regions, sectors }: { regions: RegionTree; sectors: SectorTree }, today: Day): Spelling {
  return {
    words,
    region: kept(
      (key) => {
        const [id, tier] = key.split('|') as [string, Tier | ''];
        const row = regions.byId(Number(id));
        const now = row && regions.resolve(row, today);
        const found = now && findRegion(regions, now.code, today);
        if (!now || !found?.accepted) return '';
        const divided = regions.children(now.code, today).length > 0;
        return tier === '' || possibleTiers(now, divided).includes(tier) ? now.code : '';
      },
      (id: number, tier: Tier | null) => `${id}|${tier ?? ''}`,
    ),
    regionName: (id) => regions.byId(id)?.name ?? '',
    sector: kept(
      (code) => {
        const name = sectors.byCode(code)?.name ?? '';
        return findSector(sectors, name, today).accepted ? name : '';
      },
      (code: string) => code,
    ),
  };
}

// A few thousand places and sectors are spelled for hundreds of thousands of rows.
function kept<A extends unknown[]>(spell: (key: string) => string, keyOf: (...args: A) => string): (...args: A) => string {
  const known = new Map<string, string>();
  return (...args) => {
    const key = keyOf(...args);
    const before = known.get(key);
    if (before !== undefined) return before;
    const text = spell(key);
    known.set(key, text);
    return text;
  };
}
