import { type Finding, finding } from '@/lib/decision';
import type { Rank, Tier, UnitKind } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion, findSector, findTier } from '@/lib/taxonomy/find';
import { ownTier, possibleTiers, type Region, type RegionTree } from '@/lib/taxonomy/regions';
import type { Sector, SectorTree } from '@/lib/taxonomy/sectors';
import { readRank, readUnitKind } from '@/lib/taxonomy/synonyms';
import { clean } from '@/lib/taxonomy/text';
import { checkUscc } from './identifiers';

/** What a unit can be told to be, as typed in a form or read from a row. */
export const UNIT_FIELDS = ['unit', 'uscc', 'region', 'sector', 'tier', 'rank', 'kind', 'fills'] as const;
export type UnitField = (typeof UNIT_FIELDS)[number];

/** The same, read: null where nothing was given. */
export type UnitFacts = {
  name: string | null;
  uscc: string | null;
  region: Region | null;
  sector: Sector | null;
  tier: Tier | null;
  rank: Rank | null;
  kind: UnitKind | null;
  /** Whether somebody says that it is the standard body of its place. */
  fills: boolean;
};

export type Lists = { regions: RegionTree; sectors: SectorTree };

/**
 * Reads the fields of a unit, each for itself and then tier against region.
 * @param find how its region is found; rows of files are also asked for former names and for likeness
 */
export function readUnitFields(
  texts: Partial<Record<UnitField, string>>,
  lists: Lists,
  today: Day,
  find = findRegion,
): { facts: UnitFacts; findings: Finding[] } {
  const findings: Finding[] = [];
  const text = (field: UnitField) => clean(texts[field] ?? '').text;
  const region = text('region') ? take(find(lists.regions, text('region'), today), findings) : null;
  const facts: UnitFacts = {
    name: readUnitName(text('unit'), findings),
    uscc: readUscc(text('uscc'), findings),
    region,
    sector: text('sector') ? take(findSector(lists.sectors, text('sector'), today), findings) : null,
    tier: text('tier') ? known('tier', findTier(text('tier'), region), text('tier'), findings) : null,
    rank: text('rank') ? known('rank', readRank(text('rank')), text('rank'), findings) : null,
    kind: text('kind') ? known('kind', readUnitKind(text('kind')), text('kind'), findings) : null,
    fills: text('fills') === 'yes',
  };
  findings.push(...tierAgainstRegion(facts, lists, today));
  return { facts, findings };
}

const LONGEST_UNIT_NAME = 100;

function readUnitName(name: string, findings: Finding[]): string | null {
  if (name === '' || /^#\d+$/.test(name)) return name || null; // a unit of the register, chosen by its number
  if ([...name].length > LONGEST_UNIT_NAME) findings.push(finding('unit', 'too-long', { longest: LONGEST_UNIT_NAME, length: [...name].length }));
  else if (/[<>]/.test(name)) findings.push(finding('unit', 'angle-brackets'));
  else if (/^[=+@]/.test(name)) findings.push(finding('unit', 'formula', { value: name.slice(0, 30) }));
  else if (!/\p{L}/u.test(name)) findings.push(finding('unit', 'name-without-letters', { value: name.slice(0, 30) }));
  return name;
}

function readUscc(text: string, findings: Finding[]): string | null {
  if (text === '') return null;
  const code = text.toUpperCase().replace(/\s/g, '');
  const wrong = checkUscc(code);
  if (wrong) findings.push(wrong);
  return code;
}

function take<T>(
  decision: { accepted: true; change: { value: T; notices: Finding[] } } | { accepted: false; findings: Finding[] },
  findings: Finding[],
): T | null {
  findings.push(...(decision.accepted ? decision.change.notices : decision.findings));
  return decision.accepted ? decision.change.value : null;
}

function known<T>(field: UnitField, value: T | null, text: string, findings: Finding[]): T | null {
  if (value === null) findings.push(finding(field, `${field}-unknown`, { value: text.slice(0, 30) }));
  return value;
}

function tierAgainstRegion({ region, tier }: UnitFacts, lists: Lists, today: Day): Finding[] {
  if (!region || !tier) return [];
  const divided = lists.regions.children(region.code, today).length > 0;
  if (possibleTiers(region, divided).includes(tier)) return [];
  return [finding('tier', 'tier-contradicts-region', { region: region.name, own: ownTier(region), tier })];
}

/** Where a unit stands when nobody said: 单位层级 = 中央 needs no region, and a region has its own tier. */
export function placeOf({ region, tier }: Pick<UnitFacts, 'region' | 'tier'>, lists: Lists, today: Day): { region: Region; tier: Tier } | null {
  if (region) return { region, tier: tier ?? ownTier(region) };
  const nation = tier === 'central' ? lists.regions.at('000000', today) : undefined;
  return nation ? { region: nation, tier: 'central' } : null;
}
