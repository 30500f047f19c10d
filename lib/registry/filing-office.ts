import type { GrantedRole } from '@/lib/access/actor';
import { type Place, reaches } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { REGION_LEVELS, type RegionLevel } from '@/lib/taxonomy/codes';
import { covers, type Day, isDay, type Period } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { FILING_KINDS, type FilingKind } from './filing';

/** A place's own rule: filings of its region, of one kind or of all, are decided at this level at the lowest. */
export type FilingRule = Period & { regionCode: string; kind: FilingKind | null; level: RegionLevel };

/**
 * The region whose office decides: that of the registrar whose grant holds the place most
 * narrowly, not below the level that a rule asks for; administrators only where there is no registrar.
 * @param deciders grants of everybody who may decide
 * @param levelOf level of a region, by its code
 */
export function officeOf(
  place: Place,
  deciders: readonly GrantedRole[],
  level: RegionLevel | null,
  levelOf: (code: string) => RegionLevel | undefined,
): string {
  const high = (code: string) => level === null || REGION_LEVELS.indexOf(levelOf(code) ?? 'nation') <= REGION_LEVELS.indexOf(level);
  const able = deciders.filter((grant) => reaches(grant, place) && high(grant.regionCode));
  const registrars = able.filter(({ role }) => role === 'registrar');
  const [narrowest] = (registrars.length ? registrars : able).toSorted((a, b) => narrowness(b, place) - narrowness(a, place));
  return narrowest?.regionCode ?? NATION;
}

function narrowness({ regionCode, sectorCode, unitId }: GrantedRole, { lineage }: Place): number {
  return lineage.indexOf(regionCode) * 4 + (unitId === null ? 0 : 2) + (sectorCode === null ? 0 : 1);
}

/** The level that the narrowest rule in force asks for; a rule for the kind goes before one for all. */
export function levelAsked(rules: readonly FilingRule[], { lineage }: Place, kind: FilingKind, day: Day): RegionLevel | null {
  const weight = (rule: FilingRule) => lineage.indexOf(rule.regionCode) * 2 + (rule.kind === null ? 0 : 1);
  const inForce = rules.filter((rule) => lineage.includes(rule.regionCode) && (rule.kind ?? kind) === kind && covers(rule, day));
  return inForce.toSorted((a, b) => weight(b) - weight(a))[0]?.level ?? null;
}

/** Regions from the nation down to the office: whoever holds one of them may decide too, and is informed. */
export function officeLineage({ lineage }: Place, officeCode: string): string[] {
  return lineage.includes(officeCode) ? lineage.slice(0, lineage.indexOf(officeCode) + 1) : [NATION];
}

/** What was typed of such a rule, all but the place. */
export type FilingRuleTexts = { level?: string; filingKind?: string; effectiveFrom?: string; source?: string };

const LONGEST_SOURCE = 200;

/** Reads it: every field that is wrong is named; without a kind it is of all. */
export function readFilingRule(texts: FilingRuleTexts): Decision<{ level: RegionLevel; kind: FilingKind | null; from: Day; source: string | null }> {
  const findings: Finding[] = [];
  const [level, kind] = [REGION_LEVELS.find((each) => each === texts.level), FILING_KINDS.find((each) => each === texts.filingKind)];
  const [from, source] = [texts.effectiveFrom?.trim() ?? '', texts.source?.replaceAll('\0', '').trim() ?? ''];
  const [value, length] = [from.slice(0, 30), [...source].length];
  if (!level) findings.push(finding('level', 'filing-level-needed'));
  if (texts.filingKind && !kind) findings.push(finding('filingKind', 'filing-kind-unknown'));
  if (from === '') findings.push(finding('effectiveFrom', 'move-day-needed'));
  else if (!isDay(from)) findings.push(finding('effectiveFrom', 'date-form', { value }));
  if (length > LONGEST_SOURCE) findings.push(finding('source', 'too-long', { longest: LONGEST_SOURCE, length }));
  return findings.length || !level ? refuse(...findings) : accept({ level, kind: kind ?? null, from, source: source || null });
}
