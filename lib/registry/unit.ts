import { accept, type Decision, type Finding, finding, refuse, refuses } from '@/lib/decision';
import { isStandardBodyName } from '@/lib/taxonomy/bodies';
import type { Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { Region } from '@/lib/taxonomy/regions';
import type { Sector } from '@/lib/taxonomy/sectors';
import { type Expectation, expectationOf, type RankOf } from './expectation';
import type { UnitState } from './standing';
import { type Lists, placeOf, type UnitFacts } from './unit-fields';

/** What units are judged by. */
export type UnitLists = Lists & { expectations: readonly Expectation[]; rankOf: RankOf };

/** A unit as it is to be written. */
export type UnitDraft = { state: UnitState; uscc: string | null };

/**
 * Whether what was typed makes a unit: it needs a name, a sector, and a region or the central tier.
 * @param fills whether it is the standard body of its place; by its name unless the person says
 */
export function decideUnit(facts: UnitFacts, findings: readonly Finding[], lists: UnitLists, today: Day, fills?: boolean): Decision<UnitDraft> {
  const place = placeOf(facts, lists, today);
  const missing = [
    ...(facts.name === null ? [finding('unit', 'unit-name-needed')] : []),
    ...(facts.sector === null && !findings.some(({ field }) => field === 'sector') ? [finding('sector', 'sector-needed')] : []),
    ...(place === null && !findings.some(({ field }) => field === 'region') ? [finding('region', 'region-needed')] : []),
  ];
  const all = [...findings, ...missing];
  if (all.some(refuses) || facts.name === null || facts.sector === null || place === null) return refuse(...all);
  return accept({ state: unitState(facts, facts.name, facts.sector, place, lists, today, fills), uscc: facts.uscc });
}

/** What a unit is, with kind, rank and standard body filled in by the rules where nobody said. */
export function unitState(
  facts: Pick<UnitFacts, 'kind' | 'rank'>,
  name: string,
  sector: Sector,
  { region, tier }: { region: Region; tier: Tier },
  lists: UnitLists,
  today: Day,
  fills?: boolean,
): UnitState {
  const rule = ruleOver(sector, tier, lists, today, region.lineage);
  const kind = facts.kind ?? rule?.unitKind ?? 'department';
  return {
    name,
    kind,
    regionId: region.id,
    sectorCode: sector.code,
    tier,
    rank: facts.rank ?? lists.rankOf(region.kind, tier, kind),
    parentId: null,
    standardBody: fills ?? (rule !== undefined && isStandardBodyName(name, rule.namePatterns, region, lists.regions, today)),
  };
}

// The rule for the sector of the matrix that this one counts into.
function ruleOver(sector: Sector, tier: Tier, lists: UnitLists, today: Day, lineage?: readonly string[]): Expectation | undefined {
  return expectationOf(lists.expectations, lists.sectors.top(sector.code, today)?.code ?? sector.code, tier, today, lineage);
}

/** The rule that expects the body of just this sector: 公安局 is not the body of 交警, 人大常委会 is that of 人大. */
export function ruleOf(sector: Sector, tier: Tier, lists: UnitLists, today: Day, lineage?: readonly string[]): Expectation | undefined {
  const rule = ruleOver(sector, tier, lists, today, lineage);
  return rule && (rule.sectorCode === sector.code || rule.bodyName.includes(sector.name)) ? rule : undefined;
}

/** The name under which a unit stands of which only region, sector and level are known. */
export function provisionalName(sector: Sector, { region, tier }: { region: Region; tier: Tier }, lists: UnitLists, today: Day): string {
  const rule = ruleOf(sector, tier, lists, today, region.lineage);
  const place = region.kind === 'nation' ? '中央' : region.name;
  return rule ? `${place}${rule.bodyName}` : `${place}${sector.name}系统单位`;
}
