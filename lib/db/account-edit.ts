import type { Actor } from '@/lib/access/actor';
import { type Act, may, mayAt } from '@/lib/access/acts';
import { unmaskUntouched } from '@/lib/audit/mask';
import { accept, type Decision, type Finding, finding, refuse, refuses, toldBy } from '@/lib/decision';
import type { RowTexts } from '@/lib/exchange/columns';
import { type RowUnit, resolveOwner } from '@/lib/exchange/owner';
import { type AccountFacts, readAccountFields } from '@/lib/registry/account-fields';
import { kindOfChange } from '@/lib/registry/filing';
import { readNotice } from '@/lib/registry/filing-fields';
import { countsFrom, type Held, sameHeld } from '@/lib/registry/standing';
import type { WaiverTexts } from '@/lib/registry/waiver';
import { OPEN_STATUSES, type Status } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { toPinyin } from '@/lib/taxonomy/pinyin';
import { changeFrom, type Step } from '@/lib/taxonomy/timeline';
import { presentIn } from './account-present';
import { record, refuseAct, refuseOutside } from './audit';
import { attempt, type Tx } from './client';
import { dateOf, dayFrom } from './days';
import { directoryFor } from './directory';
import { type DirectEntry, enterFilings } from './filing-enter';
import { lintedIn } from './filing-lint';
import { askIn } from './raw';
import { type Reference, reference } from './reference';
import { placeOfAccount, placeOfOwner } from './scope';
import { heldTimeline, type Standee, writeStandings } from './standings';
import { ensureUnit } from './units';
import { holdAgainstRules } from './waivers';

/** Facts of which only the present is kept. */
export function lastingFacts({ platformId, handle, person, wechatType, positioning, verification, contactName, contactPhone, note }: AccountFacts) {
  return { platformId, handle, person, wechatType, positioning, verification, contactName, contactPhone, note };
}

// One permanent id is one account for ever; a handle is one account's at a time.
async function clashOf(tx: Tx, { platform, platformId, handle }: AccountFacts, self: number | null) {
  const others = { platform: platform ?? '', ...(self === null ? {} : { id: { not: self } }) };
  const sameId = platformId ? await tx.account.findFirst({ where: { ...others, platformId }, select: { id: true } }) : null;
  if (sameId) return finding('platformId', 'platform-id-taken', { id: sameId.id });
  const sameHandle = handle
    ? await tx.account.findFirst({
        where: { ...others, handle, standings: { some: { until: null, status: { in: ['active', 'paused'] } } } },
        select: { id: true },
      })
    : null;
  return sameHandle ? finding('handle', 'handle-taken', { id: sameHandle.id }) : null;
}

export type AccountChange = {
  unitId: number;
  /** From when name, owner, status or post are other than before. */
  changedOn: Day;
  /** The present name was never right, rather than changed. */
  correctsName: boolean;
};

/** `version`: the one that the person saw. */
export type AccountEdit = Omit<AccountChange, 'unitId'> & { version: number };

/** Records what has changed of an account, and files it at once. Name, owner, status and post change from a day; the rest is put right. */
export async function editAccount(actor: Actor, id: number, texts: EditTexts, today: Day, edit: AccountEdit): Promise<Decision<number>> {
  if (!may(actor, 'account.edit')) return refuseAct(actor, 'account.edit', { subjectType: 'account', subjectId: id });
  const lists = await reference();
  const { link, findings } = readNotice(texts);
  return attempt(async (tx) => {
    const before = await lintedBefore(tx, id, today);
    const written = await editWithin(tx, actor, id, texts, lists, today, edit);
    if (!written.accepted) return refuse(...written.findings, ...findings);
    const entry = entryOf(id, written.change, edit.changedOn);
    if (!entry) return accept(id, written.told);
    const unannounced = link === null && (OPEN_STATUSES as readonly unknown[]).includes(written.change.before.status);
    const held = await holdAgainstRules(askIn(tx), await presentIn(askIn(tx), id), { kind: entry.kind, before, unannounced }, texts, lists, today);
    if (!held.accepted || findings.length) return refuse(...(held.accepted ? [] : held.findings), ...findings);
    await enterFilings(askIn(tx), actor, [{ ...entry, links: link === null ? [] : [link], ...held.change }], lists, today);
    return accept(id, toldBy(written, held));
  });
}

/** The account's form, where the public was told of its end, and reasons for what rules find. */
export type EditTexts = RowTexts & WaiverTexts & { notice?: string };

async function lintedBefore(tx: Tx, id: number, today: Day) {
  return (await lockAccount(tx, id)) === null ? null : lintedIn(askIn(tx), await presentIn(askIn(tx), id), today);
}

// What was saved without a difference is no filing.
function entryOf(accountId: number, { before, after }: Differences, changedOn: Day): DirectEntry | null {
  const { version: _, ...asked } = withUnit(after);
  if (Object.keys(asked).length === 0) return null;
  const kind = kindOfChange(before.status as Status, (asked.status ?? null) as Status | null);
  return { accountId, kind, effectiveOn: changedOn, asked, present: withUnit(before) };
}

// A filing names the unit as a form does.
function withUnit({ unitId, ...values }: Values): Values {
  return unitId === undefined ? values : { unit: `#${unitId}`, ...values };
}

/**
 * The same within a transaction, which files it by itself.
 * @param edit without a version where nobody has seen one
 */
export async function editWithin(
  tx: Tx,
  actor: Actor,
  id: number,
  typed: RowTexts,
  lists: Reference,
  today: Day,
  { version, changedOn, correctsName }: Omit<AccountEdit, 'version'> & { version?: number },
): Promise<Decision<Differences & { unitId: number }>> {
  const current = await lockAccount(tx, id);
  if (current === null) return refuse(finding(null, 'not-found'));
  const texts = unmaskUntouched(typed, await contactOf(tx, id));
  const { facts, findings } = readAccountFields(texts, today);
  const { owner, findings: ownerFindings } = resolveOwner(texts, await directoryFor(tx, [texts], lists, today), lists, today);
  const all = [...findings, ...ownerFindings, ...needed(facts), ...(changedOn > today ? [finding('changedOn', 'date-future', { date: changedOn })] : [])];
  if (all.some(refuses) || owner === null) return refuse(...all);
  const outside = await outsideEdit(tx, actor, id, owner, lists, today);
  if (outside.length) return refuseOutside(actor, 'account.edit', { subjectType: 'account', subjectId: id }, ...outside);
  if (version !== undefined && current !== version) return refuse(finding(null, 'changed-meanwhile', { version: current }));
  const ended = await goesToEnded(tx, id, owner, changedOn);
  if (ended) return refuse(ended);
  const clash = await clashOf(tx, facts, id);
  if (clash) return refuse(clash);
  const unitId = await ensureUnit(askIn(tx), actor, owner);
  const differences = await applyChange(tx, id, facts, { unitId, changedOn, correctsName });
  await record(tx, actor, {
    act: 'account.edit',
    subjectType: 'account',
    subjectId: id,
    before: differences.before,
    after: { ...differences.after, changedOn },
  });
  return accept({ ...differences, unitId }, all);
}

/** Held until the transaction ends, so that a second editor waits and then sees a later version. */
export async function lockAccount(tx: Tx, id: number): Promise<number | null> {
  const [row]: { version: number }[] = await tx.$queryRaw`SELECT version FROM account WHERE id = ${id} FOR UPDATE`;
  return row?.version ?? null;
}

// Both whose account it is and whose it would be; an account of others looks absent.
async function outsideEdit(tx: Tx, actor: Actor, id: number, owner: RowUnit, lists: Reference, today: Day): Promise<Finding[]> {
  const held = await placeOfAccount(tx, id, lists, today);
  if (!held || !mayAt(actor, 'account.edit', held)) return [finding(null, 'not-found')];
  const acts: Act[] = ['account.edit', ...(owner.kind === 'provisional' ? (['unit.register'] as const) : [])];
  const place = placeOfOwner(owner, lists, today);
  return acts.every((act) => mayAt(actor, act, place))
    ? []
    : [finding('unit', 'outside-scope', { unit: owner.kind === 'known' ? owner.unit.name : owner.state.name })];
}

// A form shows contacts masked: one that comes back as it was shown was not touched.
function contactOf(tx: Tx, id: number) {
  return tx.account.findUniqueOrThrow({ where: { id }, select: { contactName: true, contactPhone: true } });
}

// An account may have been left with a unit that has ended, and not come to it since.
async function goesToEnded(tx: Tx, accountId: number, owner: RowUnit, changedOn: Day): Promise<Finding | null> {
  if (owner.kind !== 'known' || owner.unit.endedOn === null || changedOn < owner.unit.endedOn) return null;
  const { unitId } = await tx.standing.findFirstOrThrow({ where: { accountId, until: null }, select: { unitId: true } });
  return unitId === owner.unit.id ? null : finding('unit', 'unit-ended', { name: owner.unit.name, day: owner.unit.endedOn });
}

function needed({ platform, name }: AccountFacts): Finding[] {
  return [...(platform === null ? [finding('platform', 'platform-needed')] : []), ...(name === null ? [finding('name', 'name-needed')] : [])];
}

/**
 * Writes what has changed of an account; who asks has seen to it that it may.
 * @returns what differs, for the audit
 */
export async function applyChange(tx: Tx, id: number, facts: AccountFacts, change: AccountChange) {
  await lockAccount(tx, id);
  const account = await tx.account.findUniqueOrThrow({ where: { id } });
  const before = { ...account, ...(await present(tx, id)) };
  const kind = { platform: facts.platform ?? account.platform, holder: facts.holder ?? account.holder };
  const { version } = await tx.account.update({
    where: { id },
    data: { ...kind, ...lastingFacts(facts), openedOn: facts.openedOn, version: { increment: 1 } },
  });
  if (facts.name !== null && facts.name !== before.name) await rename(tx, id, facts.name, change);
  const standee = { id, ...kind, provenance: account.provenance } as Standee;
  await writeStandings(tx, standee, changedHeld(await heldTimeline(tx, id), facts, change, countsFrom(facts.openedOn, dayFrom(account.knownBy))));
  return difference(before, { ...kind, ...lastingFacts(facts), openedOn: facts.openedOn, ...(await present(tx, id)), version });
}

async function present(tx: Tx, accountId: number) {
  const { name } = await tx.accountName.findFirstOrThrow({ where: { accountId, until: null }, select: { name: true } });
  const standing = await tx.standing.findFirstOrThrow({
    where: { accountId, until: null },
    select: { status: true, unitId: true, post: true, postRank: true },
  });
  return { name, ...standing };
}

// Closes the present name and opens the new one; a slip of the pen is only put right.
async function rename(tx: Tx, accountId: number, name: string, { changedOn, correctsName }: AccountChange) {
  const now = await tx.accountName.findFirstOrThrow({ where: { accountId, until: null } });
  const from = dayFrom(now.from);
  if (correctsName || (from !== null && changedOn <= from)) {
    await tx.accountName.update({ where: { id: now.id }, data: { name, ...toPinyin(name) } });
    return;
  }
  await tx.accountName.update({ where: { id: now.id }, data: { until: dateOf(changedOn) } });
  await tx.accountName.create({ data: { accountId, name, from: dateOf(changedOn), ...toPinyin(name) } });
}

/** What is set for an account over time, after a change that holds from its day. */
export function changedHeld(held: Step<Held>[], facts: AccountFacts, { changedOn, unitId }: AccountChange, countedFrom: Day): Step<Held>[] {
  const begun = held
    .map((step, index) => (index === 0 || (step.from !== null && step.from < countedFrom) ? { ...step, from: countedFrom } : step))
    .filter((step) => step.until === null || step.until > countedFrom);
  const now = begun.at(-1)?.value;
  const wanted = { status: facts.status ?? now?.status, unitId, post: facts.post, postRank: facts.postRank };
  const changed = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => value !== now?.[key as keyof Held]));
  return changeFrom(begun, changedOn, (value) => ({ ...value, ...changed }), sameHeld);
}

type Values = Record<string, string | number | null>;

/** Only what differs, for the audit. */
type Differences = { before: Values; after: Values };

function difference(before: Record<string, unknown>, after: Values): Differences {
  const changed = Object.keys(after).filter((key) => before[key] !== after[key]);
  const pick = (from: Record<string, unknown>) =>
    Object.fromEntries(changed.filter((key) => key in from).map((key) => [key, from[key] as string | number | null]));
  return { before: pick(before), after: pick(after) };
}
