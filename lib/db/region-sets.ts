import type { Actor } from '@/lib/access/actor';
import { may, mayAt, type Place } from '@/lib/access/acts';
import type { SetMember, SetOfRegions } from '@/lib/coverage/region-set';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion } from '@/lib/taxonomy/find';
import { isWithin, type Region } from '@/lib/taxonomy/regions';
import { clean } from '@/lib/taxonomy/text';
import { record, refuseAct } from './audit';
import { attempt, db, type Tx } from './client';
import { dateOf, dayFrom } from './days';
import { type Reference, reference } from './reference';
import { regionTyped, wholeOf } from './rule-place';
import { dayTyped, documentTyped, type Texts } from './target-document';

export type RegionSetView = Omit<SetOfRegions, 'members'> & {
  region: string;
  documentNo: string;
  issuer: string | null;
  documentDate: Day | null;
  version: number;
  members: readonly (SetMember & { id: number; region: string })[];
  /** Targets that are set for it. */
  targets: number;
};

/** Every named set of regions, public as the documents are. */
export async function readRegionSets(from: Tx = db()): Promise<RegionSetView[]> {
  const { regions } = await reference();
  const named = (code: string) => regions.everAt(code).at(-1)?.name ?? code;
  const rows = await from.regionSet.findMany({
    orderBy: [{ name: 'asc' }],
    include: { members: { orderBy: [{ regionCode: 'asc' }, { id: 'asc' }] }, _count: { select: { targets: true } } },
  });
  return rows.map(({ members, documentDate, until, _count, ...set }) => ({
    ...set,
    region: named(set.regionCode),
    documentDate: dayFrom(documentDate),
    until: dayFrom(until),
    members: members.map((each) => ({
      id: each.id,
      regionCode: each.regionCode,
      region: named(each.regionCode),
      from: dayFrom(each.from),
      until: dayFrom(each.until),
    })),
    targets: _count.targets,
  }));
}

/** Whether an actor keeps the sets of a region: they are of the whole region, so a grant for one system does not reach them. */
export async function keepsSetsOf(actor: Actor, regionCode: string): Promise<boolean> {
  return mayAt(actor, 'target.record', await placeOfSet(regionCode));
}

async function placeOfSet(regionCode: string): Promise<Place> {
  return wholeOf((await reference()).regions.everAt(regionCode).at(-1) ?? null);
}

const LONGEST_NAME = 100;

/** Enters a set of regions from what was typed: its name, the region that keeps it, its document and its members, one on each line. */
export async function enterRegionSet(actor: Actor, texts: Texts, today: Day): Promise<Decision<number>> {
  const subject = { subjectType: 'region-set', subjectId: 'new' } as const;
  const lists = await reference();
  const typed = regionTyped(texts.region ?? '', lists, today);
  if (!(typed.accepted ? mayAt(actor, 'target.record', wholeOf(typed.change)) : may(actor, 'target.record'))) return refuseAct(actor, 'target.record', subject);
  const findings: Finding[] = typed.accepted ? [] : [...typed.findings];
  const name = clean(texts.setName ?? '').text;
  if (name === '') findings.push(finding('setName', 'set-name-needed'));
  if ([...name].length > LONGEST_NAME) findings.push(finding('setName', 'too-long', { longest: LONGEST_NAME, length: [...name].length }));
  const document = documentTyped(texts, findings, today);
  const codes = typed.accepted ? membersTyped(texts.members ?? '', typed.change, lists, today, findings) : [];
  if (findings.length || !typed.accepted) return refuse(...findings);
  const regionCode = typed.change.code;
  return attempt(async (tx) => {
    if (await tx.regionSet.findUnique({ where: { name } })) return refuse(finding('setName', 'set-exists', { name }));
    const facts = { name, regionCode, ...document };
    const { id } = await tx.regionSet.create({
      data: { ...facts, documentDate: dateOf(document.documentDate), members: { create: codes.map((code) => ({ regionCode: code })) } },
    });
    await record(tx, actor, { act: 'region-set.enter', subjectType: 'region-set', subjectId: id, after: { ...facts, members: codes } });
    return accept(id);
  });
}

// One region on each line, or with commas between: each by its code or its name.
function membersTyped(text: string, keeper: Region, { regions }: Reference, today: Day, findings: Finding[]): string[] {
  const said = text.split(/[\n,，;；、]+/).flatMap((line) => line.trim() || []);
  if (said.length === 0) findings.push(finding('members', 'set-members-needed'));
  const codes = said.flatMap((line) => {
    const found = findRegion(regions, line, today);
    if (!found.accepted) {
      findings.push(...found.findings.map((each) => ({ ...each, field: 'members', options: undefined })));
      return [];
    }
    const region = found.change.value;
    if (isWithin(region, keeper.code)) return [region.code];
    findings.push(finding('members', 'set-member-outside', { name: region.name, region: keeper.name }));
    return [];
  });
  return [...new Set(codes)].sort();
}

/** Adds regions to a set from a day on. */
export async function addToSet(actor: Actor, id: number, texts: Texts, today: Day): Promise<Decision<number>> {
  return changing(actor, id, texts, async (tx, set) => {
    const lists = await reference();
    const findings: Finding[] = [];
    const from = dayTyped(texts.from, 'from', findings);
    const keeper = lists.regions.everAt(set.regionCode).at(-1);
    const codes = keeper ? membersTyped(texts.members ?? '', keeper, lists, today, findings) : [];
    if (findings.length) return refuse(...findings);
    const within = await tx.regionSetMember.findMany({
      where: { setId: id, regionCode: { in: codes }, OR: [{ until: null }, { until: { gt: dateOf(from) } }] },
    });
    for (const { regionCode } of within)
      findings.push(finding('members', 'set-member-twice', { name: lists.regions.everAt(regionCode).at(-1)?.name ?? regionCode }));
    if (findings.length) return refuse(...findings);
    await tx.regionSetMember.createMany({ data: codes.map((regionCode) => ({ setId: id, regionCode, from: dateOf(from) })) });
    await record(tx, actor, { act: 'region-set.change', subjectType: 'region-set', subjectId: id, after: { members: codes, from } });
    return accept(id);
  });
}

/** Ends the membership of a region on a day; one that has not begun by then never was. */
export async function takeFromSet(actor: Actor, id: number, memberId: number, texts: Texts): Promise<Decision<number>> {
  return changing(actor, id, texts, async (tx) => {
    const findings: Finding[] = [];
    const until = dayTyped(texts.until, 'until', findings);
    const member = Number.isInteger(memberId) ? await tx.regionSetMember.findFirst({ where: { id: memberId, setId: id } }) : null;
    if (!member) return refuse(finding(null, 'not-found'));
    if (findings.length) return refuse(...findings);
    if (member.until !== null && dayFrom(member.until) <= until) return refuse(finding('until', 'rule-ended', { day: dayFrom(member.until) }));
    if (member.from !== null && until <= dayFrom(member.from)) await tx.regionSetMember.delete({ where: { id: memberId } });
    else await tx.regionSetMember.update({ where: { id: memberId }, data: { until: dateOf(until) } });
    const { regionCode } = member;
    await record(tx, actor, { act: 'region-set.change', subjectType: 'region-set', subjectId: id, before: { regionCode }, after: { regionCode, until } });
    return accept(id);
  });
}

/** Ends a set on a day: from then on it has no regions, and no target can be set for it. */
export async function endRegionSet(actor: Actor, id: number, texts: Texts): Promise<Decision<number>> {
  return changing(actor, id, texts, async (tx, set) => {
    const findings: Finding[] = [];
    const until = dayTyped(texts.until, 'until', findings);
    if (findings.length) return refuse(...findings);
    await tx.regionSet.update({ where: { id }, data: { until: dateOf(until) } });
    await record(tx, actor, { act: 'region-set.end', subjectType: 'region-set', subjectId: id, before: { until: dayFrom(set.until) }, after: { until } });
    return accept(id);
  });
}

type Row = { regionCode: string; until: Date | null };

async function changing(actor: Actor, id: number, { version = '' }: Texts, change: (tx: Tx, set: Row) => Promise<Decision<number>>): Promise<Decision<number>> {
  const set = Number.isInteger(id) ? await db().regionSet.findUnique({ where: { id } }) : null;
  if (!set || !(await keepsSetsOf(actor, set.regionCode))) return refuseAct(actor, 'target.record', { subjectType: 'region-set', subjectId: id });
  return attempt(async (tx) => {
    const { count } = await tx.regionSet.updateMany({ where: { id, version: Number(version) }, data: { version: { increment: 1 } } });
    return count === 0 ? refuse(finding(null, 'changed-meanwhile')) : change(tx, set);
  });
}
