import type { Platform, Rank, RegionKind, Tier, UnitKind } from '@/lib/taxonomy/codes';
import { covers, type Day, type Period } from '@/lib/taxonomy/day';

/** 应开设: that every region at a tier has a body of a sector, which should have an account on these platforms. */
export type Expectation = Period & {
  sectorCode: string;
  tier: Tier;
  platforms: readonly Platform[];
  /** Generic name of the body: 公安厅（局）. */
  bodyName: string;
  unitKind: UnitKind;
  /** How such bodies are named (lib/taxonomy/bodies.ts). */
  namePatterns: readonly string[];
  /** From the template of standard bodies, not from a roster that anybody confirmed. */
  estimated: boolean;
};

/** The table region kind × tier × unit kind → 行政级别; null where it says nothing. */
export type RankOf = (kind: RegionKind, tier: Tier, unitKind: UnitKind) => Rank | null;

/** The rule that expects a body of the sector at the tier, if any does on the day. */
export function expectationOf(rules: readonly Expectation[], sectorCode: string, tier: Tier, day: Day): Expectation | undefined {
  return rules.find((rule) => rule.sectorCode === sectorCode && rule.tier === tier && covers(rule, day));
}
