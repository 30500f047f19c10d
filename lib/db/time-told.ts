// For the tests of time: histories made up by chance, and their telling to the data layer as forms and files tell it.
import fc from 'fast-check';
import { COMMAND_LINE } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import type { RowTexts } from '@/lib/exchange/columns';
import { HOLDERS, PLATFORMS, RANKS, type Tier } from '@/lib/taxonomy/codes';
import type { Day, PartialDay } from '@/lib/taxonomy/day';
import { toCsv } from '@/prisma/seed/six-sectors';
import { editAccount } from './account-edit';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { db } from './client';
import { EXPLAINED } from './filing-given';
import { checkImport, runImport } from './imports';
import { type Reference, reference } from './reference';
import { type AccountSaid, type AccountTale, dayAfter, saidOn, type Told, type UnitSaid, type UnitTale } from './time-replay';
import { readUnit } from './unit-read';
import { editUnit, registerUnit } from './units';

export const TODAY = '2026-11-20';
const ALWAYS = '9999-12-31';

/** Days on which lists change, their neighbours, and others; few enough that what happens meets. */
export const DAYS = ['2009-12-31', '2011-10-31', '2013-03-14', '2014-07-01', '2016-07-31', '2018-03-17', '2020-02-29', '2022-12-31', '2026-11-01']
  .flatMap((day) => [dayAfter(day, -1), day, dayAfter(day)])
  .sort();
export const aDay = fc.constantFrom(...DAYS);

/** Places with a day on which the code is good: counties that became districts or ended, a place without a roster, the centre. */
const PLACES: readonly { code: string; tier: Tier; on: Day }[] = [
  { code: '330000', tier: 'provincial', on: TODAY },
  { code: '330100', tier: 'prefecture', on: TODAY },
  { code: '330102', tier: 'county', on: TODAY },
  { code: '330102', tier: 'township', on: TODAY },
  { code: '330103', tier: 'county', on: '2014-01-01' },
  { code: '350582', tier: 'county', on: TODAY },
  { code: '110000', tier: 'provincial', on: TODAY },
  { code: '110228', tier: 'county', on: '2014-01-01' },
  { code: '310108', tier: 'county', on: '2014-01-01' },
  { code: '500222', tier: 'county', on: '2011-01-01' },
  { code: '710000', tier: 'provincial', on: TODAY },
  { code: '000000', tier: 'central', on: TODAY },
];
const SECTORS = ['public-security', 'traffic-police', 'education', 'health', 'family-planning', 'tourism', 'food-drug', 'foreign-missions'];

const aUnit = fc.record({
  place: fc.constantFrom(...PLACES),
  sector: fc.constantFrom(...SECTORS),
  rank: fc.option(fc.constantFrom(...RANKS)),
  fills: fc.boolean(),
});
export type UnitDraft = typeof aUnit extends fc.Arbitrary<infer T> ? T : never;

export const anAccount = fc.record({
  platform: fc.constantFrom(...PLATFORMS),
  holder: fc.constantFrom(...HOLDERS, 'institution' as const),
  unit: fc.nat(20),
  days: fc.tuple(aDay, aDay, aDay).map((days) => days.sort()),
  openedTo: fc.constantFrom(0, 4, 7, 10),
  closed: fc.constantFrom(false, false, true),
  status: fc.constantFrom('active' as const, 'active' as const, 'paused' as const),
  postRank: fc.option(fc.constantFrom(...RANKS)),
  followers: fc.nat(100_000),
});
export type AccountDraft = typeof anAccount extends fc.Arbitrary<infer T> ? T : never;

const STATUSES = ['active', 'paused', 'closed', 'cancelled'] as const;
/** `late`: told long after the day, not on it. */
const told = { which: fc.nat(20), day: aDay, late: fc.boolean() };
const anEvent = fc.oneof(
  fc.record({ what: fc.constant('moves' as const), ...told, unit: fc.nat(20) }),
  fc.record({ what: fc.constant('stands' as const), ...told, status: fc.constantFrom(...STATUSES) }),
  fc.record({ what: fc.constant('is renamed' as const), ...told }),
  fc.record({ what: fc.constant('changes post' as const), ...told, postRank: fc.option(fc.constantFrom(...RANKS)) }),
  fc.record({ what: fc.constant('is put right' as const), ...told, holder: fc.constantFrom(...HOLDERS) }),
  fc.record({ what: fc.constant('stands in a file' as const), ...told, unit: fc.nat(20), closed: fc.boolean() }),
  // Often, for it is told of few units: one change must meet another.
  { weight: 4, arbitrary: fc.record({ what: fc.constant('unit is reclassified' as const), ...told, as: fc.record(recordOf(), { requiredKeys: [] }) }) },
);
export type Event = typeof anEvent extends fc.Arbitrary<infer T> ? T : never;

function recordOf() {
  return { place: fc.constantFrom(...PLACES), sector: fc.constantFrom(...SECTORS), rank: fc.constantFrom(...RANKS), fills: fc.boolean() };
}

export const histories = fc.record({
  units: fc.array(aUnit, { minLength: 2, maxLength: 4 }),
  accounts: fc.array(anAccount, { minLength: 3, maxLength: 8 }),
  events: fc.array(anEvent, { minLength: 6, maxLength: 14 }),
});
export type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;

/** What has been told so far, beside what the data layer holds. */
export type Chronicle = { lists: Reference; units: UnitTale[]; accounts: AccountTale[] };

let number = 0;

/** Tells the data layer a history, after it has forgotten all former ones. */
export async function tell({ units, accounts, events }: History): Promise<Chronicle> {
  await forget();
  const chronicle: Chronicle = { lists: await reference(), units: [], accounts: [] };
  for (const unit of units) await found(chronicle, unit);
  for (const account of accounts) await open(chronicle, account);
  for (const event of events) await happen(chronicle, event);
  return chronicle;
}

async function forget(): Promise<void> {
  const { standing, snapshot, accountName, importRow, account, unitStanding, unit } = db();
  for (const table of [standing, snapshot, accountName, importRow, account, unitStanding, unit]) await (table as typeof standing).deleteMany();
}

export function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
  return decision.change;
}

// Two bodies cannot fill one slot: chance makes them try.
function unlessTaken<T>(decision: Decision<T>): T | null {
  const reasons = decision.accepted ? [] : decision.findings.filter(({ severity }) => !severity).map(({ reason }) => reason);
  return reasons.length && reasons.every((reason) => ['slot-taken', 'collided'].includes(reason)) ? null : accepted(decision);
}

export async function found(chronicle: Chronicle, { place, sector, rank, fills }: UnitDraft): Promise<UnitTale | null> {
  number += 1;
  const name = `试验单位${number}`;
  const texts = { unit: name, region: place.code, sector, tier: place.tier, kind: 'institution', rank: rank ?? '' };
  const id = unlessTaken(await registerUnit(COMMAND_LINE, texts, place.on, fills));
  if (id === null) return null;
  const says = { ...where(chronicle, place, sector, place.on), rank, standardBody: fills };
  const unit = { id, name, told: [{ from: null, says }] };
  chronicle.units.push(unit);
  return unit;
}

function where({ lists }: Chronicle, { code, tier }: { code: string; tier: Tier }, sector: string, today: Day) {
  const [region, now] = [lists.regions.at(code, today), lists.sectors.resolve(sector, today)];
  if (!region || !now) throw new Error(`${code} ${sector} is not of ${today}`);
  return { regionId: region.id, sectorCode: now.code, tier };
}

export async function open(chronicle: Chronicle, draft: AccountDraft): Promise<AccountTale> {
  number += 1;
  const [first = '', last = '', knownBy = ''] = draft.days;
  const unit = chosen(chronicle.units, draft.unit);
  const { platform, holder, status, postRank, followers } = draft;
  const account = {
    name: `试验账号${number}`,
    platform,
    platformId: platform === 'wechat' ? `gh_${String(number).padStart(12, '0')}` : String(2_000_000_000 + number),
    holder,
    opened: draft.openedTo ? first.slice(0, draft.openedTo) : null,
    knownBy,
    followers,
  };
  const says = { unit, status: draft.closed ? 'active' : status, postRank: holder === 'official' ? postRank : null } as const;
  const closedOn = draft.closed ? last : '';
  const texts = { ...textsOf(account, { ...says, status }), status: draft.closed ? '' : status, closedOn, followers: String(followers) };
  const id = accepted(await registerAccount(COMMAND_LINE, { ...texts, ...EXPLAINED }, knownBy));
  const closing = draft.closed ? [{ from: last, says: { status: 'closed' as const } }] : [];
  const tale = { ...account, id, told: [{ from: null, says }, ...closing] };
  chronicle.accounts.push(tale);
  return tale;
}

export function chosen<T>(among: readonly T[], which: number): T {
  const one = among[which % among.length];
  if (one === undefined) throw new Error('None to choose from.');
  return one;
}

/** An account as the forms write it. */
function textsOf({ name, platform, platformId, holder, opened }: Omit<AccountTale, 'id' | 'told'>, { unit, status, postRank }: AccountSaid): RowTexts {
  const personal = holder === 'official' ? { person: '某某', post: '某职', postRank: postRank ?? '' } : {};
  return { name, platform, platformId, holder, openedOn: opened ?? '', unit: `#${unit.id}`, status, ...personal };
}

/** Records only what differs from the present, as the data layer is to do: what is repeated is nothing new. */
function say<T extends object>(told: Told<T>, from: Day, says: Partial<T>): void {
  const now = saidOn(told, ALWAYS);
  const different = Object.entries(says).filter(([key, value]) => value !== now[key as keyof T]);
  told.push({ from, says: Object.fromEntries(different) as Partial<T> });
}

export async function happen(chronicle: Chronicle, event: Event): Promise<void> {
  if (event.what === 'unit is reclassified') return reclassify(chronicle, chosen(chronicle.units, event.which), event);
  const account = chosen(chronicle.accounts, event.which);
  switch (event.what) {
    case 'moves':
      return edit(account, { unit: chosen(chronicle.units, event.unit) }, event);
    case 'stands':
      return edit(account, { status: event.status }, event);
    case 'changes post':
      return edit(account, account.holder === 'official' ? { postRank: event.postRank } : {}, event);
    case 'is renamed':
      return rename(account, event);
    case 'is put right':
      return putRight(account, event.holder, event);
    case 'stands in a file':
      return file(account, chosen(chronicle.units, event.unit), event);
  }
}

type When = { day: Day; late: boolean };

// On its day, unless the account was not known yet.
function toldOn({ knownBy }: AccountTale, { day, late }: When): Day {
  if (late) return TODAY;
  return day < knownBy ? knownBy : day;
}

/** Says in the form that something of an account is otherwise from a day on. */
export async function edit(account: AccountTale, says: Partial<AccountSaid>, when: When): Promise<void> {
  const version = (await readAccount(COMMAND_LINE, account.id))?.version ?? 0;
  const texts = textsOf(account, { ...saidOn(account.told, ALWAYS), ...says });
  accepted(
    await editAccount(COMMAND_LINE, account.id, { ...texts, ...EXPLAINED }, toldOn(account, when), { version, changedOn: when.day, correctsName: false }),
  );
  say(account.told, when.day, says);
}

export async function rename(account: AccountTale, when: When): Promise<void> {
  number += 1;
  account.name = `试验改名${number}`;
  await edit(account, {}, when);
}

/** Tells when an account was opened that was only known to be open. */
export async function tellOpening(account: AccountTale, opened: PartialDay): Promise<void> {
  account.opened = opened;
  await edit(account, {}, { day: TODAY, late: true });
}

// Whose an account is has no day: it is put right for all its time. Only the post that goes with it has one.
async function putRight(account: AccountTale, holder: AccountTale['holder'], when: When): Promise<void> {
  account.holder = holder;
  await edit(account, { postRank: holder === 'official' ? saidOn(account.told, ALWAYS).postRank : null }, when);
}

async function file(account: AccountTale, unit: UnitTale, { closed, ...when }: When & { closed: boolean }): Promise<void> {
  const today = toldOn(account, when);
  const rows = [
    ['平台', '账号名称', '平台ID', '主办单位', '关停日期'],
    [account.platform, account.name, account.platformId, `#${unit.id}`, closed ? when.day : ''],
  ];
  const { id } = accepted(await checkImport(COMMAND_LINE, { name: '试验.csv', bytes: toCsv(rows) }, today));
  accepted(await runImport(COMMAND_LINE, id, today, false));
  say(account.told, closed ? when.day : today, { unit, ...(closed ? { status: 'closed' as const } : {}) });
}

/** Says in the form that a unit is otherwise classed from a day on; a place that is no longer is left to itself. */
export async function reclassify(chronicle: Chronicle, unit: UnitTale, { day, late, as }: When & { as: Partial<UnitDraft> }): Promise<void> {
  const today = late ? TODAY : day;
  const now = saidOn(unit.told, ALWAYS);
  const place = as.place ?? { code: chronicle.lists.regions.byId(now.regionId)?.code ?? '', tier: now.tier };
  if (!chronicle.lists.regions.at(place.code, today)) return;
  const says: UnitSaid = {
    ...where(chronicle, place, as.sector ?? now.sectorCode, today),
    rank: as.rank ?? now.rank,
    standardBody: as.fills ?? now.standardBody,
  };
  const texts = { unit: unit.name, region: place.code, sector: says.sectorCode, tier: says.tier, rank: says.rank ?? '', kind: 'institution' };
  const version = (await readUnit(COMMAND_LINE, unit.id))?.version ?? 0;
  const change = { version, mode: 'change' as const, changedOn: day, fills: says.standardBody };
  if (unlessTaken(await editUnit(COMMAND_LINE, unit.id, texts, today, change)) !== null) say(unit.told, day, says);
}
