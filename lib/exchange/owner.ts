import { choice, type Finding, finding, notice, refuses, warning } from '@/lib/decision';
import type { UnitState } from '@/lib/registry/standing';
import { provisionalName, type UnitLists, unitState } from '@/lib/registry/unit';
import { placeOf, readUnitFields, type UnitFacts } from '@/lib/registry/unit-fields';
import type { Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { regionLabel } from '@/lib/taxonomy/find';
import { comparable } from '@/lib/taxonomy/text';
import type { RowTexts } from './columns';

/** A unit of the register, as a row may mean it. */
export type KnownUnit = { id: number; name: string; formerNames: readonly string[]; uscc: string | null; state: UnitState };

/** The 主办单位 that a row means: one of the register, or one that the import makes. */
export type RowUnit = { kind: 'known'; unit: KnownUnit } | { kind: 'provisional'; key: string; state: UnitState; uscc: string | null };

/** How a form writes a unit of the register, so that the number tells it from others of its name. */
export function unitLabel({ id, name }: { id: number; name: string }): string {
  return `${name}（#${id}）`;
}

export type Made = Extract<RowUnit, { kind: 'provisional' }>;

/** The units of the register that rows may mean. */
export type UnitDirectory = {
  unitNumbered(id: number): KnownUnit | undefined;
  unitsNamed(name: string): readonly KnownUnit[];
  unitCoded(uscc: string): KnownUnit | undefined;
  standardBody(regionId: number, sectorCode: string, tier: Tier): KnownUnit | undefined;
};

/** What a row's owner is looked up in. */
type Lookup = { directory: UnitDirectory; made: Made[]; lists: UnitLists; today: Day };

/** The 主办单位 that one form means. */
export function resolveOwner(texts: RowTexts, directory: UnitDirectory, lists: UnitLists, today: Day): { owner: RowUnit | null; findings: Finding[] } {
  const { facts, findings } = readUnitFields(texts, lists, today);
  return { owner: resolveUnit(facts, findings, { directory, made: [], lists, today }), findings };
}

// Exactly by code, by number or by name; an ambiguous one stops the row, an unknown one needs region, sector and level.
export function resolveUnit(facts: UnitFacts, findings: Finding[], lookup: Lookup): RowUnit | null {
  const { directory, made, lists, today } = lookup;
  const coded = facts.uscc === null ? undefined : directory.unitCoded(facts.uscc);
  if (coded) return { kind: 'known', unit: coded };
  if (facts.name === null) return unknownUnit(facts, findings, lookup);
  const number = /^(?:.*（)?#(\d+)）?$/.exec(facts.name)?.[1];
  if (number !== undefined) return numberedUnit(Number(number), findings, lookup);
  const [candidate, ...others] = nearest(directory.unitsNamed(facts.name), facts, lists, ({ state }) => state);
  if (candidate && others.length) {
    const options = [candidate, ...others].map((unit) => ({ value: `#${unit.id}`, label: whereabouts(unit, lists, today) }));
    findings.push(choice('unit', 'unit-ambiguous', { name: facts.name, candidates: options.map(({ label }) => label).join('；') }, options));
    return null;
  }
  if (candidate) {
    findings.push(...differences(candidate, facts));
    return { kind: 'known', unit: candidate };
  }
  const name = comparable(facts.name);
  const earlier = nearest(
    made.filter(({ state }) => comparable(state.name) === name),
    facts,
    lists,
    ({ state }) => state,
  );
  return earlier.length === 1 && earlier[0] ? earlier[0] : unknownUnit(facts, findings, lookup);
}

function numberedUnit(id: number, findings: Finding[], { directory }: Lookup): RowUnit | null {
  const unit = directory.unitNumbered(id);
  if (unit) return { kind: 'known', unit };
  findings.push(finding('unit', 'unit-number-unknown', { id }));
  return null;
}

/** Of units of one name, those in the region that was said; of several there, those of the sector and tier that were said. */
function nearest<T>(units: readonly T[], { region, sector, tier }: UnitFacts, lists: UnitLists, stateOf: (unit: T) => UnitState): T[] {
  const here = units.filter((unit) => !region || lists.regions.byId(stateOf(unit).regionId)?.code === region.code);
  if (here.length < 2) return here;
  return here.filter((unit) => (!sector || stateOf(unit).sectorCode === sector.code) && (!tier || stateOf(unit).tier === tier));
}

function differences({ name, state }: KnownUnit, { sector, tier }: UnitFacts): Finding[] {
  if (sector && sector.code !== state.sectorCode) return [warning('sector', 'unit-differs', { name })];
  return tier && tier !== state.tier ? [warning('tier', 'unit-differs', { name })] : [];
}

function whereabouts(unit: KnownUnit, lists: UnitLists, today: Day): string {
  const region = lists.regions.byId(unit.state.regionId);
  return `${unit.name}，${region ? regionLabel(lists.regions, region, today) : ''}`;
}

function unknownUnit(facts: UnitFacts, findings: Finding[], { directory, made, lists, today }: Lookup): RowUnit | null {
  const place = placeOf(facts, lists, today);
  if (facts.sector === null || place === null) {
    findings.push(...lacking(facts, place === null, findings));
    return null;
  }
  const slot = (state: UnitState) => directory.standardBody(place.region.id, state.sectorCode, place.tier);
  const name = facts.name ?? provisionalName(facts.sector, place, lists, today);
  const state = unitState(facts, name, facts.sector, place, lists, today, facts.fills || facts.name === null ? true : undefined);
  const body = facts.name === null ? slot(state) : undefined;
  if (body) return { kind: 'known', unit: body };
  const taken = state.standardBody && (slot(state) !== undefined || made.some((other) => fillsSlotOf(other.state, state)));
  const unit: Made = { kind: 'provisional', key: provisionalKey(state), state: { ...state, standardBody: state.standardBody && !taken }, uscc: facts.uscc };
  findings.push(notice('unit', 'unit-provisional', { name }));
  made.push(unit);
  return unit;
}

// What an unknown unit cannot be made without, unless the row said it and it was refused.
function lacking({ name, sector }: UnitFacts, noPlace: boolean, findings: readonly Finding[]): Finding[] {
  const refused = (...fields: string[]) => findings.some((each) => each.field !== null && fields.includes(each.field) && refuses(each));
  const needs = (field: 'sector' | 'region') => (name === null ? finding(field, `${field}-needed`) : finding(field, `${field}-needed-for-unit`, { name }));
  return [...(sector === null && !refused('sector') ? [needs('sector')] : []), ...(noPlace && !refused('region', 'tier') ? [needs('region')] : [])];
}

function fillsSlotOf(other: UnitState, { name, regionId, sectorCode, tier }: UnitState): boolean {
  return other.standardBody && other.name !== name && other.regionId === regionId && other.sectorCode === sectorCode && other.tier === tier;
}

/** Rows that mean the same unknown unit share it. */
function provisionalKey({ name, regionId, sectorCode, tier }: UnitState): string {
  return [comparable(name), regionId, sectorCode, tier].join('|');
}
