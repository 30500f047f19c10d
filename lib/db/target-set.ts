import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse, refuses } from '@/lib/decision';
import { readTargetRow } from '@/lib/exchange/target-file';
import type { Day } from '@/lib/taxonomy/day';
import { clean } from '@/lib/taxonomy/text';
import { record, refuseAct } from './audit';
import { attempt, db } from './client';
import { dateOf, dayFrom } from './days';
import type { Target } from './generated/client';
import { reference } from './reference';
import { readRegionSets } from './region-sets';
import { placeOfCell } from './scope';
import { dayTyped, documentTyped, type Texts } from './target-document';

/** Sets a target from what was typed: the fields of the targets file. */
export async function setTarget(actor: Actor, texts: Texts, today: Day): Promise<Decision<number>> {
  const lists = await reference();
  const said = readTargetRow(texts as Record<string, string>, { ...lists, sets: await readRegionSets() }, today);
  const { region, set, sector, tier, platform, measure, value, dueOn, documentNo, issuer, documentDate, findings } = said;
  const allowed = region ? mayAt(actor, 'target.record', placeOfCell(region, sector, lists, today)) : may(actor, 'target.record');
  if (!allowed) return refuseAct(actor, 'target.record', { subjectType: 'target', subjectId: 'new' });
  if (findings.some(refuses) || !region || !measure || value === null || !dueOn || !documentNo) return refuse(...findings);
  const facts = { regionCode: region.code, setId: set?.id ?? null, sectorCode: sector?.code ?? null, tier, platform, measure, value, documentNo, issuer };
  return attempt(async (tx) => {
    const { regionCode, setId, sectorCode } = facts;
    const same = await tx.target.findFirst({ where: { regionCode, setId, sectorCode, tier, platform, measure, dueOn: dateOf(dueOn), documentNo } });
    if (same) return refuse(finding('documentNo', 'target-exists', { id: same.id }));
    const { id } = await tx.target.create({ data: { ...facts, dueOn: dateOf(dueOn), documentDate: dateOf(documentDate) } });
    await record(tx, actor, { act: 'target.set', subjectType: 'target', subjectId: id, after: { ...facts, dueOn, documentDate } });
    return accept(id);
  });
}

/** Whether an actor may set and change what is set for such a cell. */
export async function mayChangeTarget(actor: Actor, target: Pick<Target, 'regionCode' | 'sectorCode'>, today: Day): Promise<boolean> {
  const lists = await reference();
  const region = lists.regions.at(target.regionCode, today) ?? lists.regions.everAt(target.regionCode).at(-1);
  const sector = target.sectorCode === null ? null : (lists.sectors.byCode(target.sectorCode) ?? null);
  return region !== undefined && mayAt(actor, 'target.record', placeOfCell(region, sector, lists, today));
}

/** Changes what a target asks for and by when, by another document; what it said before is kept by the database. */
export async function changeTarget(actor: Actor, id: number, texts: Texts, today: Day): Promise<Decision<number>> {
  return changing(actor, id, texts, today, async (tx, was) => {
    const lists = await reference();
    const cell = { region: was.regionCode, measure: was.measure, value: texts.value ?? '', dueOn: texts.dueOn ?? '', documentNo: texts.documentNo ?? '' };
    const said = readTargetRow(cell, { ...lists, sets: [] }, today);
    // The cell stays as it is; a region that is no more is no reason not to change the rest.
    const findings: Finding[] = said.findings.filter(({ field }) => field !== 'region' && field !== 'documentNo');
    const { issuer, documentNo, documentDate } = documentTyped(texts, findings, today);
    if (findings.some(refuses) || said.value === null || !said.dueOn) return refuse(...findings);
    const { regionCode, setId, sectorCode, tier, platform, measure } = was;
    const dueOn = dateOf(said.dueOn);
    const same = await tx.target.findFirst({ where: { id: { not: id }, regionCode, setId, sectorCode, tier, platform, measure, dueOn, documentNo } });
    if (same) return refuse(finding('documentNo', 'target-exists', { id: same.id }));
    await tx.target.update({ where: { id }, data: { value: said.value, dueOn, documentNo, issuer, documentDate: dateOf(documentDate) } });
    const before = {
      value: Number(was.value),
      dueOn: dayFrom(was.dueOn),
      documentNo: was.documentNo,
      issuer: was.issuer,
      documentDate: dayFrom(was.documentDate),
    };
    const after = { value: said.value, dueOn: said.dueOn, documentNo, issuer, documentDate };
    await record(tx, actor, { act: 'target.change', subjectType: 'target', subjectId: id, before, after });
    return accept(id);
  });
}

/** Withdraws a target from a day on, by a document: it stays to be read, and nobody is held to it. */
export async function withdrawTarget(actor: Actor, id: number, texts: Texts, today: Day): Promise<Decision<number>> {
  return changing(actor, id, texts, today, async (tx) => {
    const findings: Finding[] = [];
    const withdrawnOn = dayTyped(texts.withdrawnOn, 'withdrawnOn', findings);
    const withdrawnBy = clean(texts.withdrawnBy ?? '').text;
    if (findings.length === 0 && withdrawnOn > today) findings.push(finding('withdrawnOn', 'date-future', { date: withdrawnOn }));
    if (withdrawnBy === '') findings.push(finding('withdrawnBy', 'rule-source-needed'));
    if ([...withdrawnBy].length > 100) findings.push(finding('withdrawnBy', 'too-long', { longest: 100, length: [...withdrawnBy].length }));
    if (findings.length) return refuse(...findings);
    await tx.target.update({ where: { id }, data: { withdrawnOn: dateOf(withdrawnOn), withdrawnBy } });
    await record(tx, actor, { act: 'target.withdraw', subjectType: 'target', subjectId: id, after: { withdrawnOn, withdrawnBy } });
    return accept(id);
  });
}

type Change = (tx: Parameters<Parameters<typeof attempt>[0]>[0], was: Target) => Promise<Decision<number>>;

// Told to the later of two editors; a target that is withdrawn is not changed any more.
async function changing(actor: Actor, id: number, { revision = '' }: Texts, today: Day, change: Change): Promise<Decision<number>> {
  const known = Number.isInteger(id) ? await db().target.findUnique({ where: { id } }) : null;
  if (!known || !(await mayChangeTarget(actor, known, today))) return refuseAct(actor, 'target.record', { subjectType: 'target', subjectId: id });
  return attempt(async (tx) => {
    await tx.$queryRaw`SELECT FROM target WHERE id = ${id} FOR UPDATE`;
    const was = await tx.target.findUnique({ where: { id } });
    if (!was || String(was.revision) !== revision) return refuse(finding(null, 'changed-meanwhile'));
    if (was.withdrawnOn !== null) return refuse(finding(null, 'target-withdrawn', { day: dayFrom(was.withdrawnOn) }));
    return change(tx, was);
  });
}
