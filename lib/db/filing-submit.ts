import { type Actor, SYSTEM } from '@/lib/access/actor';
import { may, mayAt, type Place } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import type { RowTexts } from '@/lib/exchange/columns';
import { unitLabel } from '@/lib/exchange/owner';
import type { RowPlan } from '@/lib/exchange/verdict';
import { ASKED_FIELDS, accountTexts, differingTexts } from '@/lib/registry/account-texts';
import type { FilingKind } from '@/lib/registry/filing';
import { readAskedFor } from '@/lib/registry/filing-fields';
import type { AccountView } from '@/lib/registry/views';
import { settle, type Waived, type WaiverTexts } from '@/lib/registry/waiver';
import { OPEN_STATUSES } from '@/lib/taxonomy/codes';
import { type Day, isDay } from '@/lib/taxonomy/day';
import { editWithin } from './account-edit';
import { presentIn } from './account-present';
import { readAccount } from './account-read';
import { registerWithin } from './account-register';
import { refuseAct, refuseOutside } from './audit';
import { attempt, db, rehearse, type Tx } from './client';
import { LATEST, lintedIn } from './filing-lint';
import { officeFor } from './filing-scope';
import { keepAsked } from './filing-write';
import { askIn } from './raw';
import { type Reference, reference } from './reference';
import { placeOfOwner, placeOfUnit } from './scope';
import { holdAgainstRules } from './waivers';

/** What somebody typed who asks for a filing: the account's form, and why. */
export type FilingTexts = RowTexts & WaiverTexts & { reason?: string; links?: string; changedOn?: string; correctsName?: string };

/** What is asked, checked as far as it can be before it is decided. */
export type Asked = {
  kind: FilingKind;
  accountId: number | null;
  unitId: number | null;
  platform: string;
  name: string;
  unitName: string;
  asked: Record<string, string>;
  present: Record<string, string> | null;
  reason: string | null;
  links: string[];
  place: Place;
  /** What rules found, and why it may pass. */
  waived: Waived[];
};

/** Asks for the opening of an account: it is written once the office has filed it. */
export async function submitOpening(actor: Actor, texts: FilingTexts, today: Day): Promise<Decision<number>> {
  return submit(actor, await readOpening(actor, texts, today), today);
}

/** Asks for a change of what is registered. */
export async function submitChange(actor: Actor, accountId: number, version: number, texts: FilingTexts, today: Day): Promise<Decision<number>> {
  return submit(actor, await readChange(actor, accountId, version, texts, today), today);
}

/** Asks for the end of an account: its closure, or the cancellation of one that is closed. */
export async function submitEnd(actor: Actor, accountId: number, texts: FilingTexts, today: Day): Promise<Decision<number>> {
  return submit(actor, await readEnd(actor, accountId, texts, today), today);
}

async function submit(actor: Actor, read: Decision<Asked>, today: Day): Promise<Decision<number>> {
  if (!read.accepted) return read;
  const lists = await reference();
  return attempt(async (tx) => {
    const underWay = await underWayOf(tx, read.change.accountId, null);
    if (underWay) return refuse(underWay);
    return accept(await keepAsked(tx, actor, read.change, await officeFor(tx, read.change.place, read.change.kind, lists, today), lists, today));
  });
}

/** An account has one filing under way at a time. */
export async function underWayOf(tx: Tx, accountId: number | null, self: number | null): Promise<Finding | null> {
  if (accountId === null) return null;
  const other = await tx.filing.findFirst({
    where: { accountId, state: { notIn: ['done', 'withdrawn'] }, ...(self === null ? {} : { id: { not: self } }) },
    select: { id: true },
  });
  return other && finding(null, 'filing-under-way', { number: other.id });
}

// Whoever asks may not write: what the write would say is found out by one that is taken back.
const REHEARSING: Actor = { ...SYSTEM, name: 'rehearsal' };

export async function readOpening(actor: Actor, texts: FilingTexts, today: Day): Promise<Decision<Asked>> {
  if (!may(actor, 'filing.submit')) return refuseAct(actor, 'filing.submit', { subjectType: 'filing', subjectId: 'new' });
  const lists = await reference();
  const { facts, findings } = readAskedFor(texts, 'opening');
  const asked = saidIn(texts);
  const tried = await rehearse((tx) => rehearseOpening(tx, asked, texts, lists, today));
  if (!tried.accepted) return refuse(...tried.findings, ...findings);
  const { plan, held } = tried.change;
  const place = placeOfOwner(plan.unit, lists, today);
  const unit = plan.unit.kind === 'known' ? { id: plan.unit.unit.id, name: plan.unit.unit.name } : { id: null, name: plan.unit.state.name };
  if (!mayAt(actor, 'filing.submit', place))
    return refuseOutside(actor, 'filing.submit', { subjectType: 'filing', subjectId: 'new' }, finding('unit', 'outside-scope', { unit: unit.name }));
  if (!held.accepted || findings.length) return refuse(...(held.accepted ? [] : held.findings), ...findings);
  const { platform, name } = plan.account;
  return accept({
    kind: 'opening',
    accountId: null,
    unitId: unit.id,
    platform,
    name,
    unitName: unit.name,
    asked: inCodes(asked, plan),
    present: null,
    ...facts,
    place,
    waived: held.change.waived,
  });
}

// What the rules find is told to those who may ask at all.
async function rehearseOpening(tx: Tx, asked: RowTexts, texts: FilingTexts, lists: Reference, today: Day) {
  const written = await registerWithin(askIn(tx), REHEARSING, asked, lists, today);
  if (!written.accepted) return written;
  const { plan, account } = written.change;
  return accept({ plan, held: await holdAgainstRules(askIn(tx), account, { kind: 'opening', before: null }, texts, lists, today) });
}

// Words for codes are kept as the codes they were read as, so that the form that mends them shows them chosen.
function inCodes(asked: Record<string, string>, { account, unit }: RowPlan): Record<string, string> {
  const { platform, holder, status, postRank, wechatType, positioning } = account;
  const sector = unit.kind === 'provisional' ? unit.state.sectorCode : null;
  const read = Object.entries({ platform, holder, status, postRank, wechatType, positioning, sector });
  return { ...asked, ...Object.fromEntries(read.flatMap(([field, code]) => (asked[field] && code ? [[field, code]] : []))) };
}

function saidIn(texts: FilingTexts): Record<string, string> {
  return Object.fromEntries(ASKED_FIELDS.flatMap((field) => (texts[field]?.trim() ? [[field, texts[field].trim()]] : [])));
}

export async function readChange(actor: Actor, accountId: number, version: number, texts: FilingTexts, today: Day): Promise<Decision<Asked>> {
  const lists = await reference();
  const found = await accountFor(actor, accountId, lists, today);
  if (!found.accepted) return found;
  const { account, place } = found.change;
  if (account.version !== version) return refuse(finding(null, 'changed-meanwhile', { version: account.version }));
  const { facts, findings } = readAskedFor(texts, 'change');
  const present = accountTexts(account, unitLabel);
  const differing = differingTexts(present, texts);
  if (Object.keys(differing).length === 0) findings.push(finding(null, 'filing-without-change'));
  if (differing.status !== undefined && !(OPEN_STATUSES as readonly string[]).includes(differing.status))
    findings.push(finding('status', 'end-has-own-filing'));
  if (findings.length) return refuse(...findings);
  const change = { changedOn: isDay(texts.changedOn ?? '') ? (texts.changedOn ?? today) : today, correctsName: texts.correctsName === 'yes' };
  const tried = await rehearse(async (tx) => {
    const before = await lintedIn(askIn(tx), await presentIn(askIn(tx), accountId), today);
    const written = await editWithin(tx, REHEARSING, accountId, { ...present, ...differing }, lists, today, change);
    if (!written.accepted) return written;
    return holdAgainstRules(askIn(tx), await presentIn(askIn(tx), accountId), { kind: 'change', before }, texts, lists, today);
  });
  if (!tried.accepted) return tried;
  const asked = { ...differing, changedOn: change.changedOn, ...(change.correctsName ? { correctsName: 'yes' } : {}) };
  const was = Object.fromEntries(Object.keys(differing).map((field) => [field, present[field] ?? '']));
  return accept({ kind: 'change', ...identity(account), asked, present: was, ...facts, place, waived: tried.change.waived });
}

export async function readEnd(actor: Actor, accountId: number, texts: FilingTexts, today: Day): Promise<Decision<Asked>> {
  const found = await accountFor(actor, accountId, await reference(), today);
  if (!found.accepted) return found;
  const { account, place } = found.change;
  const status = account.standings.at(-1)?.status;
  if (status === 'cancelled') return refuse(finding(null, 'already-cancelled'));
  const kind = status === 'closed' ? 'cancellation' : 'closure';
  const { facts, findings } = readAskedFor(texts, kind);
  findings.push(...settle([], texts).findings); // no rule speaks of an end that is only asked for
  return findings.length ? refuse(...findings) : accept({ kind, ...identity(account), asked: {}, present: null, ...facts, place, waived: [] });
}

function identity({ id, platform, name, standings }: AccountView) {
  const now = standings.at(-1);
  return { accountId: id, platform, name, unitId: now?.unitId ?? null, unitName: now?.unit ?? '' };
}

// An account of others looks absent.
async function accountFor(actor: Actor, id: number, lists: Reference, today: Day): Promise<Decision<{ account: AccountView; place: Place }>> {
  const subject = { subjectType: 'account', subjectId: id } as const;
  if (!may(actor, 'filing.submit')) return refuseAct(actor, 'filing.submit', subject);
  const account = await readAccount(actor, id, today);
  const now = account?.standings.at(-1);
  if (!account || !now) return refuseOutside(actor, 'filing.submit', subject, finding(null, 'not-found'));
  // Its last standing: the account may have been left with a unit that has ended.
  const unit = await db().unitStanding.findFirstOrThrow({ where: { unitId: now.unitId }, orderBy: LATEST, select: { parentId: true } });
  const place = placeOfUnit({ ...now, ...unit }, now.unitId, lists, today);
  return mayAt(actor, 'filing.submit', place) ? accept({ account, place }) : refuseOutside(actor, 'filing.submit', subject, finding(null, 'not-found'));
}
