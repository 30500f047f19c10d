import { choice, type Finding, finding, notice, refuses, warning } from '@/lib/decision';
import type { UnitState } from '@/lib/registry/standing';
import { provisionalName, ruleOf, type UnitLists, unitState } from '@/lib/registry/unit';
import { placeOf, readUnitFields, type UnitFacts } from '@/lib/registry/unit-fields';
import type { Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { regionLabel } from '@/lib/taxonomy/find';
import type { Sector } from '@/lib/taxonomy/sectors';
import { unitKindName } from '@/lib/taxonomy/synonyms';
import { comparable } from '@/lib/taxonomy/text';
import type { RowTexts } from './columns';
import type { Likeness } from './likeness';

/** A unit of the register, as a row may mean it. */
export type KnownUnit = { id: number; name: string; formerNames: readonly string[]; uscc: string | null; state: UnitState; endedOn: Day | null };

/** The 主办单位 that a row means: one of the register, or one that the import makes. */
export type RowUnit = { kind: 'known'; unit: KnownUnit } | { kind: 'provisional'; key: string; state: UnitState; uscc: string | null };

/** How a form writes a unit of the register, so that the number tells it from others of its name. */
export function unitLabel({ id, name }: { id: number; name: string }): string {
  return `${name}（#${id}）`;
}

export type Made = Extract<RowUnit, { kind: 'provisional' }>;

/** A unit that is called alike, and how. Likeness never decides: it stops the row. */
export type LikeUnit = { unit: KnownUnit; how: Likeness };

/** The units of the register that rows may mean. */
export type UnitDirectory = {
  unitNumbered(id: number): KnownUnit | undefined;
  unitsNamed(name: string): readonly KnownUnit[];
  unitCoded(uscc: string): KnownUnit | undefined;
  standardBody(regionId: number, sectorCode: string, tier: Tier): KnownUnit | undefined;
  /** Units that stand there and are called alike; only files are asked about them. */
  unitsLike?(facts: UnitFacts): readonly LikeUnit[];
};

/** What a row's owner is looked up in. */
type Lookup = {
  directory: UnitDirectory;
  made: MadeUnits;
  lists: UnitLists;
  today: Day;
  /** The unit that has the row's account now. */
  present?: KnownUnit | undefined;
};

/** The 主办单位 that one form means. */
export function resolveOwner(texts: RowTexts, directory: UnitDirectory, lists: UnitLists, today: Day): { owner: RowUnit | null; findings: Finding[] } {
  const { facts, findings } = readUnitFields(texts, lists, today);
  return { owner: resolveUnit(facts, findings, { directory, made: new MadeUnits(), lists, today }), findings };
}

// Exactly by code, by number or by name; an ambiguous one stops the row, an unknown one needs region, sector and level.
export function resolveUnit(said: UnitFacts, findings: Finding[], lookup: Lookup): RowUnit | null {
  const isNew = said.name?.endsWith(NEW) ?? false;
  const facts = isNew ? { ...said, name: said.name?.slice(0, -NEW.length) ?? null } : said;
  return unitMeant(facts, findings, isNew ? { ...lookup, directory: { ...lookup.directory, unitsLike: undefined } } : lookup);
}

function unitMeant(facts: UnitFacts, findings: Finding[], lookup: Lookup): RowUnit | null {
  const { directory, made, lists, today, present } = lookup;
  const coded = facts.uscc === null ? undefined : directory.unitCoded(facts.uscc);
  if (coded) return { kind: 'known', unit: coded };
  const madeCoded = facts.uscc === null ? undefined : made.coded(facts.uscc);
  if (madeCoded) return madeCoded;
  if (facts.name === null) return unknownUnit(facts, findings, lookup);
  const number = /^(?:.*（)?#(\d+)）?$/.exec(facts.name)?.[1];
  if (number !== undefined) return numberedUnit(Number(number), findings, lookup);
  const namesakes = directory.unitsNamed(facts.name);
  // Who has the account and bears the name that was said is meant, whoever else has come to bear it since.
  const near = (units: readonly KnownUnit[]) => nearest(units, facts, lists, ({ state }) => state);
  const keeps = near(namesakes.filter(({ id }) => id === present?.id));
  const [candidate, ...others] = keeps.length ? keeps : near(namesakes);
  if (candidate && others.length) {
    const options = [candidate, ...others].map((unit) => ({ value: `#${unit.id}`, label: whereabouts(unit, lists, today) }));
    findings.push(choice('unit', 'unit-ambiguous', { name: facts.name, candidates: options.map(({ label }) => label).join('；') }, options));
    return null;
  }
  if (candidate) {
    findings.push(...differences(candidate, facts), ...ended(candidate));
    return { kind: 'known', unit: candidate };
  }
  const earlier = nearest(made.named(facts.name), facts, lists, ({ state }) => state);
  if (earlier.length === 1 && earlier[0]) return made.again(earlier[0], facts.uscc);
  const like = directory.unitsLike?.(facts) ?? [];
  if (like.length === 0) return unknownUnit(facts, findings, lookup);
  const options = like.map(({ unit, how }) => ({ value: `#${unit.id}`, label: `${whereabouts(unit, lists, today)}，${HOW[how]}` }));
  const candidates = options.map(({ label }) => label).join('；');
  findings.push(choice('unit', 'unit-like', { name: facts.name, candidates }, [...options, { value: `${facts.name}${NEW}`, label: `新单位“${facts.name}”` }]));
  return null;
}

/** How it is written in a cell that a unit is another than those that are called alike. */
const NEW = '（#新）';
const HOW: Record<Likeness, string> = { 'same-but-form': '写法不同', contains: '名称相近', 'one-off': '差一字' };

/** The units that the rows of one file have made so far, found as rows mean them. */
export class MadeUnits {
  #named = new Map<string, Made[]>();
  #coded = new Map<string, Made>();
  #bodies = new Map<string, Made>();
  #keyed = new Map<string, Made>();

  get all(): Iterable<Made> {
    return [...this.#named.values()].flat();
  }

  named(name: string): readonly Made[] {
    return this.#named.get(comparable(name)) ?? [];
  }

  coded(uscc: string | null): Made | undefined {
    return uscc === null ? undefined : this.#coded.get(uscc);
  }

  body(state: UnitState): Made | undefined {
    return this.#bodies.get(slotOf(state));
  }

  keyed(state: UnitState): Made | undefined {
    return this.#keyed.get(provisionalKey(state));
  }

  add(unit: Made): Made {
    const name = comparable(unit.state.name);
    this.#named.set(name, [...(this.#named.get(name) ?? []), unit]);
    if (!this.#keyed.has(unit.key)) this.#keyed.set(unit.key, unit);
    if (unit.state.standardBody && !this.body(unit.state)) this.#bodies.set(slotOf(unit.state), unit);
    if (unit.uscc !== null && !this.#coded.has(unit.uscc)) this.#coded.set(unit.uscc, unit);
    return unit;
  }

  /** A unit that an earlier row made; a later one may tell its code. */
  again(unit: Made, uscc: string | null): Made {
    unit.uscc ??= uscc;
    if (unit.uscc !== null && !this.#coded.has(unit.uscc)) this.#coded.set(unit.uscc, unit);
    return unit;
  }
}

function slotOf({ regionId, sectorCode, tier }: UnitState): string {
  return `${regionId} ${sectorCode} ${tier}`;
}

function numberedUnit(id: number, findings: Finding[], { directory }: Lookup): RowUnit | null {
  const unit = directory.unitNumbered(id);
  if (unit) findings.push(...ended(unit));
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

/** An account may have been left with a unit that has ended; whoever enters it is told. */
function ended({ name, endedOn }: KnownUnit): Finding[] {
  return endedOn === null ? [] : [warning('unit', 'unit-ended', { name, day: endedOn })];
}

function whereabouts(unit: KnownUnit, lists: UnitLists, today: Day): string {
  const region = lists.regions.byId(unit.state.regionId);
  return `${unit.name}，${region ? regionLabel(lists.regions, region, today) : ''}，${lists.sectors.byCode(unit.state.sectorCode)?.name ?? ''}，${unitKindName(unit.state.kind)}`;
}

function unknownUnit(facts: UnitFacts, findings: Finding[], lookup: Lookup): RowUnit | null {
  const { name, sector } = facts;
  const place = placeOf(facts, lookup.lists, lookup.today);
  if (sector === null || place === null) {
    findings.push(...lacking(facts, place === null, findings));
    return null;
  }
  return name === null ? unnamedUnit(facts, sector, place, findings, lookup) : namedUnit({ ...facts, name }, sector, place, findings, lookup);
}

type Place = NonNullable<ReturnType<typeof placeOf>>;

// Of which only region, sector and level are known: the standard body there where one is expected, else one that is named by them.
function unnamedUnit(facts: UnitFacts, sector: Sector, place: Place, findings: Finding[], { directory, made, lists, today }: Lookup): RowUnit {
  const isBody = facts.fills || ruleOf(sector, place.tier, lists, today) !== undefined;
  const state = unitState(facts, provisionalName(sector, place, lists, today), sector, place, lists, today, isBody || undefined);
  const unit = isBody
    ? directory.standardBody(state.regionId, state.sectorCode, place.tier)
    : directory.unitsNamed(state.name).find((each) => provisionalKey(each.state) === provisionalKey(state));
  if (unit) return { kind: 'known', unit };
  const earlier = isBody ? made.body(state) : made.keyed(state);
  return earlier ? made.again(earlier, facts.uscc) : make(state, facts.uscc, findings, made);
}

function namedUnit(facts: UnitFacts & { name: string }, sector: Sector, place: Place, findings: Finding[], { directory, made, lists, today }: Lookup): RowUnit {
  const state = unitState(facts, facts.name, sector, place, lists, today, facts.fills || undefined);
  const taken = directory.standardBody(state.regionId, state.sectorCode, place.tier) !== undefined || made.body(state) !== undefined;
  return make({ ...state, standardBody: state.standardBody && !taken }, facts.uscc, findings, made);
}

function make(state: UnitState, uscc: string | null, findings: Finding[], made: MadeUnits): Made {
  const unit: Made = { kind: 'provisional', key: provisionalKey(state), state, uscc };
  findings.push(notice('unit', 'unit-provisional', { name: state.name }));
  return made.add(unit);
}

// What an unknown unit cannot be made without, unless the row said it and it was refused.
function lacking({ name, sector }: UnitFacts, noPlace: boolean, findings: readonly Finding[]): Finding[] {
  const refused = (...fields: string[]) => findings.some((each) => each.field !== null && fields.includes(each.field) && refuses(each));
  const needs = (field: 'sector' | 'region') => (name === null ? finding(field, `${field}-needed`) : finding(field, `${field}-needed-for-unit`, { name }));
  return [...(sector === null && !refused('sector') ? [needs('sector')] : []), ...(noPlace && !refused('region', 'tier') ? [needs('region')] : [])];
}

/** Rows that mean the same unknown unit share it. */
function provisionalKey({ name, regionId, sectorCode, tier }: UnitState): string {
  return [comparable(name), regionId, sectorCode, tier].join('|');
}
