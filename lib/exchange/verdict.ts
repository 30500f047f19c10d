import { choice, type Finding, finding, notice, refuses, warning } from '@/lib/decision';
import { type AccountFacts, readAccountFields } from '@/lib/registry/account-fields';
import type { UnitState } from '@/lib/registry/standing';
import { provisionalName, type UnitLists, unitState } from '@/lib/registry/unit';
import { placeOf, readUnitFields, type UnitFacts } from '@/lib/registry/unit-fields';
import { type Holder, OPEN_STATUSES, type Platform, type Status, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { regionLabel } from '@/lib/taxonomy/find';
import { readHolder } from '@/lib/taxonomy/synonyms';
import { comparable } from '@/lib/taxonomy/text';
import type { RowTexts } from './columns';

/** What a row of the file would do: nothing is written for a refused one. */
export type Verdict = 'new' | 'changed' | 'same' | 'refused';

/** A unit of the register, as a row may mean it. */
export type KnownUnit = { id: number; name: string; formerNames: readonly string[]; uscc: string | null; state: UnitState };

/** An account of the register, as a row may mean it. */
export type KnownAccount = {
  id: number;
  facts: AccountFacts & { platform: Platform; name: string; holder: Holder };
  status: Status;
  unit: KnownUnit;
};

/** What the register already holds of what a file names. */
export type Directory = {
  unitNumbered(id: number): KnownUnit | undefined;
  unitsNamed(name: string): readonly KnownUnit[];
  unitCoded(uscc: string): KnownUnit | undefined;
  standardBody(regionId: number, sectorCode: string, tier: Tier): KnownUnit | undefined;
  accountWithId(platform: Platform, platformId: string): KnownAccount | undefined;
  accountWithHandle(platform: Platform, handle: string): KnownAccount | undefined;
  accountsNamed(platform: Platform, name: string): readonly KnownAccount[];
};

/** The 主办单位 that a row means: one of the register, or one that the import makes. */
export type RowUnit = { kind: 'known'; unit: KnownUnit } | { kind: 'provisional'; key: string; state: UnitState; uscc: string | null };

export type RowPlan = {
  account: AccountFacts & { platform: Platform; name: string };
  unit: RowUnit;
  /** The account that the row speaks of; null for a new one. */
  known: KnownAccount | null;
  /** Fields that would change. */
  changes: string[];
  followers: number | null;
};

export type RowVerdict = { verdict: Verdict; findings: Finding[]; plan: RowPlan | null };

/**
 * Judges the rows of one file in order: later rows see the units and accounts that earlier
 * ones would make. The write does exactly what is planned here.
 */
export function rowJudge(directory: Directory, lists: UnitLists, today: Day): (texts: RowTexts, number: number) => RowVerdict {
  const seen = new Map<string, number>();
  const made: Made[] = [];
  return (texts, number) => {
    const official = readHolder(texts.holder ?? '') === 'official' || texts.person !== undefined;
    const account = readAccountFields({ ...texts, postRank: official ? texts.rank : undefined }, today);
    const unit = readUnitFields({ ...texts, rank: official ? undefined : texts.rank }, lists, today);
    const { followers, wrong } = readFollowers(texts.followers);
    const findings = [...account.findings, ...unit.findings, ...wrong];
    const owner = resolveUnit(unit.facts, findings, directory, made, lists, today);
    if (account.facts.platform === null && texts.platform === undefined) findings.push(finding('platform', 'platform-needed'));
    if (account.facts.name === null) findings.push(finding('name', 'name-needed'));
    const { platform, name } = account.facts;
    if (findings.some(refuses) || owner === null || platform === null || name === null) return { verdict: 'refused', findings, plan: null };
    const plan = planRow({ ...account.facts, platform, name }, owner, followers, directory, findings);
    findings.push(...repeated(plan, number, seen));
    if (findings.some(refuses)) return { verdict: 'refused', findings, plan: null };
    return { verdict: plan.known === null ? 'new' : plan.changes.length ? 'changed' : 'same', findings, plan };
  };
}

function readFollowers(text: string | undefined): { followers: number | null; wrong: Finding[] } {
  if (text === undefined || /^[\s—–-]*$/.test(text)) return { followers: null, wrong: [] };
  const plain = text.normalize('NFKC').replace(/[,，\s]/g, '');
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)(万|w|亿)?\+?$/i.exec(plain) ?? [];
  const count = Math.round(Number(digits) * (unit === '亿' ? 1e8 : unit ? 1e4 : 1));
  if (digits === '' || !Number.isSafeInteger(count)) return { followers: null, wrong: [finding('followers', 'followers-form', { value: text.slice(0, 30) })] };
  return { followers: count, wrong: [] };
}

/** How a form writes a unit of the register, so that the number tells it from others of its name. */
export function unitLabel({ id, name }: { id: number; name: string }): string {
  return `${name}（#${id}）`;
}

type Made = Extract<RowUnit, { kind: 'provisional' }>;

/** The 主办单位 that one form means. */
export function resolveOwner(texts: RowTexts, directory: Directory, lists: UnitLists, today: Day): { owner: RowUnit | null; findings: Finding[] } {
  const { facts, findings } = readUnitFields(texts, lists, today);
  return { owner: resolveUnit(facts, findings, directory, [], lists, today), findings };
}

// Exactly by code, then by name; an ambiguous one stops the row, an unknown one needs region, sector and level.
function resolveUnit(facts: UnitFacts, findings: Finding[], directory: Directory, made: Made[], lists: UnitLists, today: Day): RowUnit | null {
  const coded = facts.uscc === null ? undefined : directory.unitCoded(facts.uscc);
  if (coded) return { kind: 'known', unit: coded };
  if (facts.name === null) return unknownUnit(facts, findings, directory, made, lists, today);
  const numbered = /#(\d+)[）)]?$/.exec(facts.name)?.[1];
  const chosen = numbered === undefined ? undefined : directory.unitNumbered(Number(numbered));
  if (chosen) return { kind: 'known', unit: chosen };
  const candidates = nearest(directory.unitsNamed(facts.name), facts, lists, ({ state }) => state);
  if (candidates.length > 1) {
    const options = candidates.map((unit) => ({ value: `#${unit.id}`, label: describe(unit, lists, today) }));
    findings.push(choice('unit', 'unit-ambiguous', { name: facts.name, candidates: options.map(({ label }) => label).join('；') }, options));
    return null;
  }
  if (candidates[0]) {
    findings.push(...differences(candidates[0], facts));
    return { kind: 'known', unit: candidates[0] };
  }
  const name = comparable(facts.name);
  const earlier = nearest(
    made.filter(({ state }) => comparable(state.name) === name),
    facts,
    lists,
    ({ state }) => state,
  );
  return earlier.length === 1 && earlier[0] ? earlier[0] : unknownUnit(facts, findings, directory, made, lists, today);
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

function describe(unit: KnownUnit, lists: UnitLists, today: Day): string {
  const region = lists.regions.byId(unit.state.regionId);
  return `${unit.name}，${region ? regionLabel(lists.regions, region, today) : ''}`;
}

function unknownUnit(facts: UnitFacts, findings: Finding[], directory: Directory, made: Made[], lists: UnitLists, today: Day): RowUnit | null {
  const place = placeOf(facts, lists, today);
  if (facts.sector === null || place === null) {
    const said = (field: string) => findings.some((each) => each.field === field && refuses(each));
    if (facts.sector === null && !said('sector'))
      findings.push(finding('sector', facts.name === null ? 'sector-needed' : 'sector-needed-for-unit', { name: facts.name ?? '' }));
    if (place === null && !said('region') && !said('tier'))
      findings.push(finding('region', facts.name === null ? 'region-needed' : 'region-needed-for-unit', { name: facts.name ?? '' }));
    return null;
  }
  const body = facts.name === null ? directory.standardBody(place.region.id, facts.sector.code, place.tier) : undefined;
  if (body) return { kind: 'known', unit: body };
  const name = facts.name ?? provisionalName(facts.sector, place, lists, today);
  const state = unitState(facts, name, facts.sector, place, lists, today, facts.fills || facts.name === null ? true : undefined);
  const taken =
    state.standardBody && (directory.standardBody(place.region.id, facts.sector.code, place.tier) ?? made.find((other) => fillsSlotOf(other.state, state)));
  findings.push(notice('unit', 'unit-provisional', { name }));
  const unit: Made = { kind: 'provisional', key: provisionalKey(state), state: taken ? { ...state, standardBody: false } : state, uscc: facts.uscc };
  made.push(unit);
  return unit;
}

function fillsSlotOf(other: UnitState, { name, regionId, sectorCode, tier }: UnitState): boolean {
  return other.standardBody && other.name !== name && other.regionId === regionId && other.sectorCode === sectorCode && other.tier === tier;
}

/** Rows that mean the same unknown unit share it. */
function provisionalKey({ name, regionId, sectorCode, tier }: UnitState): string {
  return [comparable(name), regionId, sectorCode, tier].join('|');
}

function planRow(account: RowPlan['account'], unit: RowUnit, followers: number | null, directory: Directory, findings: Finding[]): RowPlan {
  const known = knownAccount(account, unit, directory, findings);
  if (known === null) return { account, unit, known, changes: [], followers };
  if (account.platformId && known.facts.platformId && account.platformId !== known.facts.platformId)
    findings.push(finding('platformId', 'platform-id-conflict', { name: known.facts.name, registered: known.facts.platformId }));
  if (account.holder && account.holder !== known.facts.holder) findings.push(finding('holder', 'holder-conflict', { name: known.facts.name }));
  return { account, unit, known, changes: changesOf(account, unit, known), followers };
}

// By permanent id, then by handle, then by name with the same owner: a bare name proves nothing.
function knownAccount(account: RowPlan['account'], unit: RowUnit, directory: Directory, findings: Finding[]): KnownAccount | null {
  const { platform, platformId, handle, name } = account;
  const byId = platformId ? directory.accountWithId(platform, platformId) : undefined;
  const handled = handle ? directory.accountWithHandle(platform, handle) : undefined;
  // A handle is free again once its account is closed.
  const byHandle = handled && isOpen(handled) ? handled : undefined;
  if (byId && byHandle && byId.id !== byHandle.id) findings.push(finding('handle', 'handle-of-other', { name: byHandle.facts.name }));
  if (byId ?? byHandle) return byId ?? byHandle ?? null;
  const namesakes = directory.accountsNamed(platform, name);
  const own = namesakes.find((each) => unit.kind === 'known' && each.unit.id === unit.unit.id && !(platformId && each.facts.platformId));
  if (own) return own;
  if (namesakes.length) findings.push(warning('name', 'name-borne-by-other', { owners: namesakes.map((each) => each.unit.name).join('、') }));
  return null;
}

function isOpen({ status }: KnownAccount): boolean {
  return OPEN_STATUSES.includes(status);
}

/** Fields in which a row says other than the register. Empty cells say nothing. */
function changesOf(account: RowPlan['account'], unit: RowUnit, known: KnownAccount): string[] {
  const plain = [
    'name',
    'platformId',
    'handle',
    'person',
    'post',
    'postRank',
    'wechatType',
    'positioning',
    'openedOn',
    'verification',
    'contactName',
    'contactPhone',
    'note',
  ] as const;
  const changes: string[] = plain.filter((field) => account[field] !== null && account[field] !== known.facts[field]);
  const status = account.status ?? (account.closedOn ? 'closed' : null);
  if (status !== null && status !== known.status) changes.push('status');
  if (unit.kind === 'provisional' || unit.unit.id !== known.unit.id) changes.push('unit');
  return changes;
}

// The same account twice in one file: the later row is refused, and told where the first stands.
function repeated({ account, unit, known }: RowPlan, number: number, seen: Map<string, number>): Finding[] {
  const owner = unit.kind === 'known' ? unit.unit.id : unit.key;
  const keys = [
    ...(known ? [`account ${known.id}`] : []),
    ...(account.platformId ? [`id ${account.platform} ${account.platformId}`] : []),
    ...(account.handle ? [`handle ${account.platform} ${account.handle.toLowerCase()}`] : []),
    ...(account.platformId ? [] : [`name ${account.platform} ${comparable(account.name)} ${owner}`]),
  ];
  const first = keys.map((key) => seen.get(key)).find((row) => row !== undefined);
  for (const key of keys) if (!seen.has(key)) seen.set(key, number);
  return first === undefined ? [] : [finding('name', 'row-repeats', { row: first })];
}
