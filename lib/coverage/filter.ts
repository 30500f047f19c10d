import type { Holder, Platform, Provenance, Rank, Status, Tier, UnitKind } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';

/** What a coverage question is asked of. An empty list means no narrowing; `statuses` empty means open accounts. */
export type CoverageFilter = {
  asOf: Day;
  regions: readonly string[];
  /** `own`: only what belongs to the region itself, not what lies within it. */
  scope: 'subtree' | 'own';
  sectors: readonly string[];
  platforms: readonly Platform[];
  tiers: readonly Tier[];
  ranks: readonly Rank[];
  holders: readonly Holder[];
  statuses: readonly Status[];
  provenances: readonly Provenance[];
  /** 单位性质, of the bodies that are expected and of the units that own accounts. */
  unitKinds?: readonly UnitKind[];
};

/** The question about everything that was open on a day. */
export function everything(asOf: Day): CoverageFilter {
  return { asOf, regions: [], scope: 'subtree', sectors: [], platforms: [], tiers: [], ranks: [], holders: [], statuses: [], provenances: [] };
}

export const AXES = ['region', 'sector', 'tier', 'rank', 'platform'] as const;
export type Axis = (typeof AXES)[number];

export type AxisEntry = { code: string; name: string; nameEn: string | null; own?: true };

/** On the axes tier and rank: accounts of which that is not known. */
export const UNCLASSIFIED = 'unclassified';
