import type { Actor } from '@/lib/access/actor';
import { may, mayAt, type Place } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse, refuses } from '@/lib/decision';
import { resolveOwner } from '@/lib/exchange/owner';
import { GROUP_KINDS, type GroupKind, listedLines, meets } from '@/lib/registry/group';
import { PLATFORMS } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { clean } from '@/lib/taxonomy/text';
import { record, refuseAct, refuseOutside } from './audit';
import { attempt, db, type Tx } from './client';
import { dateOf, dayFrom } from './days';
import { directoryFor } from './directory';
import type { Group } from './generated/client';
import { accountsMeant } from './group-lines';
import { type Reference, reference } from './reference';
import { placeOfAccount, placeOfUnit } from './scope';
import { unitTimelines } from './standings';
import { dayTyped, type Texts } from './target-document';

const LONGEST = 100;
const LONGEST_NOTE = 500;
const MOST_LINES = 500;

type Lead = { leadUnitId: number | null; leadAccountId: number | null };
type Facts = Lead & { name: string; kind: GroupKind; platforms: string[]; note: string | null };

/** Makes a group from what was typed, from a day on. */
export async function makeGroup(actor: Actor, texts: Texts, today: Day): Promise<Decision<number>> {
  const subject = { subjectType: 'group', subjectId: 'new' } as const;
  if (!may(actor, 'group.manage')) return refuseAct(actor, 'group.manage', subject);
  const lists = await reference();
  return attempt(async (tx) => {
    const findings: Finding[] = [];
    const facts = await factsTyped(tx, texts, lists, today, findings);
    const place = await placeOfLead(tx, facts, lists, today);
    if (place !== null && !mayAt(actor, 'group.manage', place)) return refuseOutside(actor, 'group.manage', subject, finding(null, 'not-allowed'));
    const from = dayCome(texts.from, 'from', findings, today);
    if (findings.some(refuses) || from === null) return refuse(...findings);
    const { name, ...data } = facts;
    const { id } = await tx.group.create({ data: { ...data, from: dateOf(from), names: { create: { name, from: dateOf(from) } } } });
    await record(tx, actor, { act: 'group.make', subjectType: 'group', subjectId: id, after: { ...facts, from } });
    return accept(id);
  });
}

async function factsTyped(tx: Tx, texts: Texts, lists: Reference, today: Day, findings: Finding[]): Promise<Facts> {
  const name = clean(texts.groupName ?? '').text;
  const kind = GROUP_KINDS.find((each) => each === texts.groupKind);
  const note = clean(texts.note ?? '').text;
  if (name === '') findings.push(finding('groupName', 'group-name-needed'));
  for (const [field, text, longest] of [
    ['groupName', name, LONGEST],
    ['note', note, LONGEST_NOTE],
  ] as const)
    if ([...text].length > longest) findings.push(finding(field, 'too-long', { longest, length: [...text].length }));
  if (!kind) findings.push(finding('groupKind', 'group-kind-needed'));
  const platforms = PLATFORMS.filter((platform) => texts[`on-${platform}`] === 'yes');
  return { name, kind: kind ?? 'matrix', platforms: [...platforms], note: note || null, ...(await leadTyped(tx, texts, lists, today, findings)) };
}

// One unit or one account leads.
async function leadTyped(tx: Tx, texts: Texts, lists: Reference, today: Day, findings: Finding[]): Promise<Lead> {
  const [unit, account] = [texts.unit?.trim() ?? '', clean(texts.leadAccount ?? '').text];
  if ((unit === '') === (account === '')) findings.push(finding('unit', 'group-lead-needed'));
  else if (account !== '') {
    const { ids, findings: wrong } = await accountsMeant(tx, [account], 'leadAccount');
    findings.push(...wrong);
    return { leadUnitId: null, leadAccountId: ids[0] ?? null };
  } else {
    const { owner, findings: wrong } = resolveOwner({ unit }, await directoryFor(tx, [{ unit }], lists, today), lists, today);
    const named = wrong.filter((each) => refuses(each) && each.reason.startsWith('unit-'));
    if (owner?.kind === 'known') return { leadUnitId: owner.unit.id, leadAccountId: null };
    findings.push(...(named.length ? named : [finding('unit', 'unit-to-choose')]));
  }
  return { leadUnitId: null, leadAccountId: null };
}

/** Where a group stands, as grants ask: where its lead does. Without one, it is the nation's; null while none was typed. */
async function placeOfLead(tx: Tx, { leadUnitId, leadAccountId }: Lead, lists: Reference, today: Day): Promise<Place | null> {
  if (leadAccountId !== null) return placeOfAccount(tx, leadAccountId, lists, today);
  const unit = leadUnitId === null ? undefined : (await unitTimelines(tx, [leadUnitId])).get(leadUnitId)?.at(-1)?.value;
  return unit ? placeOfUnit(unit, leadUnitId, lists, today) : null;
}

/** Whether an actor keeps a group. */
export async function keepsGroup(actor: Actor, group: Lead, today: Day, tx: Tx = db()): Promise<boolean> {
  const nation = { lineage: [NATION], sectors: [], vertical: false, units: [] };
  return mayAt(actor, 'group.manage', (await placeOfLead(tx, group, await reference(), today)) ?? nation);
}

type Change = (tx: Tx, group: Group) => Promise<Decision<number>>;

async function changing(actor: Actor, id: number, { version = '' }: Texts, today: Day, change: Change): Promise<Decision<number>> {
  const subject = { subjectType: 'group', subjectId: id } as const;
  const known = Number.isInteger(id) ? await db().group.findUnique({ where: { id } }) : null;
  if (!known || !(await keepsGroup(actor, known, today))) return refuseAct(actor, 'group.manage', subject);
  return attempt(async (tx) => {
    const { count } = await tx.group.updateMany({ where: { id, version: Number(version) }, data: { version: { increment: 1 } } });
    if (count === 0) return refuse(finding(null, 'changed-meanwhile'));
    if (known.until !== null) return refuse(finding(null, 'group-ended', { day: dayFrom(known.until) }));
    return change(tx, known);
  });
}

/** Changes what a group is; a new name holds from the day that is said, and the former one until then. */
export async function changeGroup(actor: Actor, id: number, texts: Texts, today: Day): Promise<Decision<number>> {
  return changing(actor, id, texts, today, async (tx, group) => {
    const lists = await reference();
    const findings: Finding[] = [];
    const { name, ...data } = await factsTyped(tx, texts, lists, today, findings);
    const place = await placeOfLead(tx, data, lists, today);
    if (place !== null && !mayAt(actor, 'group.manage', place))
      return refuseOutside(actor, 'group.manage', { subjectType: 'group', subjectId: id }, finding(null, 'not-allowed'));
    const now = await tx.groupName.findFirstOrThrow({ where: { groupId: id }, orderBy: { from: 'desc' } });
    const renamedOn = name === now.name ? null : dayCome(texts.renamedOn, 'renamedOn', findings, today);
    if (renamedOn !== null && renamedOn < dayFrom(now.from))
      findings.push(finding('renamedOn', 'date-not-after', { date: renamedOn, other: dayFrom(now.from) }));
    if (findings.some(refuses)) return refuse(...findings);
    await tx.group.update({ where: { id }, data });
    if (renamedOn !== null) await rename(tx, now, name, renamedOn);
    const { kind, platforms, leadUnitId, leadAccountId, note } = group;
    const before = { name: now.name, kind, platforms, leadUnitId, leadAccountId, note };
    await record(tx, actor, { act: 'group.change', subjectType: 'group', subjectId: id, before, after: { name, ...data, ...(renamedOn && { renamedOn }) } });
    return accept(id);
  });
}

// A day that is needed and has come.
function dayCome(text: string | undefined, field: string, findings: Finding[], today: Day): Day | null {
  const already = findings.length;
  const date = dayTyped(text, field, findings);
  if (findings.length === already && date > today) findings.push(finding(field, 'date-future', { date }));
  return findings.length > already ? null : date;
}

function linesTyped(text: string, findings: Finding[]): string[] {
  const lines = listedLines(text);
  if (lines.length === 0) findings.push(finding('accounts', 'group-lines-needed'));
  if (lines.length > MOST_LINES) findings.push(finding('accounts', 'group-lines-many', { most: MOST_LINES, count: lines.length }));
  return lines;
}

// On the very day it began it was never called otherwise.
async function rename(tx: Tx, now: { id: number; groupId: number; from: Date }, name: string, day: Day): Promise<void> {
  if (day === dayFrom(now.from)) return void (await tx.groupName.update({ where: { id: now.id }, data: { name } }));
  await tx.groupName.update({ where: { id: now.id }, data: { until: dateOf(day) } });
  await tx.groupName.create({ data: { groupId: now.groupId, name, from: dateOf(day) } });
}

/** Ends a group on a day, and with it every membership. */
export async function endGroup(actor: Actor, id: number, texts: Texts, today: Day): Promise<Decision<number>> {
  return changing(actor, id, texts, today, async (tx, group) => {
    const findings: Finding[] = [];
    const until = dayCome(texts.endedOn, 'endedOn', findings, today);
    if (until === null) return refuse(...findings);
    const latest = await tx.groupMember.findFirst({ where: { groupId: id }, orderBy: { from: 'desc' } });
    const begun = [dayFrom(group.from), ...(latest ? [dayFrom(latest.from)] : [])].sort().at(-1) ?? '';
    if (until <= begun) return refuse(finding('endedOn', 'date-not-after', { date: until, other: begun }));
    const open = { where: { groupId: id, OR: [{ until: null }, { until: { gt: dateOf(until) } }] }, data: { until: dateOf(until) } };
    await tx.groupMember.updateMany(open);
    await tx.groupName.updateMany({ ...open, where: { ...open.where, from: { lt: dateOf(until) } } });
    await tx.group.update({ where: { id }, data: { until: dateOf(until) } });
    await record(tx, actor, { act: 'group.end', subjectType: 'group', subjectId: id, after: { until } });
    return accept(id);
  });
}

/** Adds accounts to a group from a day on: each line names one exactly, and nothing is added unless all do. */
export async function joinGroup(actor: Actor, id: number, texts: Texts, today: Day): Promise<Decision<number>> {
  return changing(actor, id, texts, today, async (tx, group) => {
    const findings: Finding[] = [];
    const from = dayCome(texts.joinedOn, 'joinedOn', findings, today);
    if (from !== null && from < dayFrom(group.from)) findings.push(finding('joinedOn', 'group-not-begun', { from: dayFrom(group.from) }));
    const lines = linesTyped(texts.accounts ?? '', findings);
    if (findings.length || from === null) return refuse(...findings);
    const { ids, findings: wrong } = await accountsMeant(tx, lines, 'accounts');
    const refused = wrong.length ? wrong : await alreadyIn(tx, id, ids, from);
    if (refused.length) return refuse(...refused);
    await tx.groupMember.createMany({ data: ids.map((accountId) => ({ groupId: id, accountId, from: dateOf(from) })) });
    await record(tx, actor, { act: 'group.join', subjectType: 'group', subjectId: id, after: { accounts: ids, from } });
    return accept(id);
  });
}

async function alreadyIn(tx: Tx, groupId: number, ids: readonly number[], from: Day): Promise<Finding[]> {
  const rows = await tx.groupMember.findMany({
    where: { groupId, accountId: { in: [...ids] } },
    include: { account: { select: { names: { where: { until: null }, select: { name: true } } } } },
  });
  const met = rows.filter((row) => meets(from, { from: dayFrom(row.from), until: dayFrom(row.until) }));
  return met.map(({ accountId, account }) => finding('accounts', 'group-member-twice', { name: account.names[0]?.name ?? '', id: accountId }));
}

/** Ends the membership of an account on a day; on the day it began: it never was. */
export async function leaveGroup(actor: Actor, id: number, memberId: number, texts: Texts, today: Day): Promise<Decision<number>> {
  return changing(actor, id, texts, today, async (tx) => {
    const findings: Finding[] = [];
    const until = dayCome(texts.until, 'until', findings, today);
    const member = Number.isInteger(memberId) ? await tx.groupMember.findFirst({ where: { id: memberId, groupId: id } }) : null;
    if (!member) return refuse(finding(null, 'not-found'));
    if (until === null) return refuse(...findings);
    if (until < dayFrom(member.from)) return refuse(finding('until', 'relation-until-before-from', { from: dayFrom(member.from) }));
    if (member.until !== null) return refuse(finding('until', 'rule-ended', { day: dayFrom(member.until) }));
    if (until === dayFrom(member.from)) await tx.groupMember.delete({ where: { id: memberId } });
    else await tx.groupMember.update({ where: { id: memberId }, data: { until: dateOf(until) } });
    const { accountId } = member;
    await record(tx, actor, { act: 'group.leave', subjectType: 'group', subjectId: id, before: { accountId, from: dayFrom(member.from) }, after: { until } });
    return accept(id);
  });
}
