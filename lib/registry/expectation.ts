import type { Platform, Rank, RegionKind, Tier, UnitKind } from '@/lib/taxonomy/codes';
import { covers, type Day, type Period } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';

/** 开设要求: 必须, 应当, 可以, 不宜. Only the first two make anything expected. */
export const MODALITIES = ['must', 'should', 'may', 'should-not'] as const;
export type Modality = (typeof MODALITIES)[number];

/** Whose open account meets an expectation as well: the standard body of another sector, or any unit of a kind, of the same region and tier. */
export type Alternative = { sector: string } | { unitKind: UnitKind };

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
  /** Whose rule it is; left out, the nation's. */
  regionCode?: string;
  alternatives?: readonly Alternative[];
  /** Of a rule laid onto the regions of a day (lib/coverage/expected.ts): where it holds; left out, everywhere. */
  at?: ReadonlySet<number>;
};

/** A rule as it was set, whatever it asks for. */
export type ExpectationRule = Omit<Expectation, 'at' | 'sectorCode' | 'regionCode' | 'alternatives'> & {
  id: number;
  regionCode: string;
  /** Null: of every body of `unitKind` at the tier. */
  sectorCode: string | null;
  modality: Modality;
  alternatives: readonly Alternative[];
  documentNo: string | null;
  issuer: string | null;
  documentDate: Day | null;
  source: string;
};

/** Whether a rule expects accounts. */
export function expects({ modality }: { modality: Modality }): boolean {
  return modality === 'must' || modality === 'should';
}

/** The table region kind × tier × unit kind → 行政级别; null where it says nothing. */
export type RankOf = (kind: RegionKind, tier: Tier, unitKind: UnitKind) => Rank | null;

/** The rule that expects a body of the sector at the tier, if any does on the day; a place's own before those above it. */
export function expectationOf(
  rules: readonly Expectation[],
  sectorCode: string,
  tier: Tier,
  day: Day,
  lineage: readonly string[] = [NATION],
): Expectation | undefined {
  const depth = ({ regionCode = NATION }: Expectation) => lineage.indexOf(regionCode);
  return rules
    .filter((rule) => rule.sectorCode === sectorCode && rule.tier === tier && covers(rule, day) && depth(rule) >= 0)
    .reduce<Expectation | undefined>((best, rule) => (best && depth(best) >= depth(rule) ? best : rule), undefined);
}
