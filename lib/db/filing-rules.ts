import type { Actor } from '@/lib/access/actor';
import { mayAt } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { FilingKind } from '@/lib/registry/filing';
import type { RegionLevel } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { record, refuseAct } from './audit';
import { attempt } from './client';
import { dateOf } from './days';
import { reference } from './reference';
import { MOST_FILING_DAYS } from './settings';

const REGISTER = { lineage: [NATION], sectors: [], vertical: false, units: [] };

/** Sets how many working days an office has for a filing; those that wait keep the day they were given. */
export async function setFilingDays(actor: Actor, days: number): Promise<Decision<number>> {
  if (!mayAt(actor, 'filing.configure', REGISTER)) return refuseAct(actor, 'filing.configure', { subjectType: 'dataset', subjectId: 'filing-rules' });
  if (!Number.isInteger(days) || days < 1 || days > MOST_FILING_DAYS) return refuse(finding(null, 'filing-days-form', { most: MOST_FILING_DAYS }));
  return attempt(async (tx) => {
    const name = 'filing-days';
    const before = await tx.setting.findUnique({ where: { name } });
    await tx.setting.upsert({ where: { name }, create: { name, value: String(days) }, update: { value: String(days) } });
    await record(tx, actor, { act: 'filing.set-days', subjectType: 'dataset', subjectId: name, before: { days: before?.value ?? null }, after: { days } });
    return accept(days);
  });
}

export type NewRule = { regionCode: string; kind: FilingKind | null; level: RegionLevel; from: Day; source: string | null };

/** Lets a place's filings be decided at a level at the lowest, from a day on; what held for it until then ends on that day. */
export async function setFilingRule(actor: Actor, { regionCode, kind, level, from, source }: NewRule, today: Day): Promise<Decision<number>> {
  const region = (await reference()).regions.at(regionCode, today);
  if (!region) return refuse(finding(null, 'region-code-never', { code: regionCode }));
  if (!mayAt(actor, 'filing.configure', { ...REGISTER, lineage: region.lineage }))
    return refuseAct(actor, 'filing.configure', { subjectType: 'dataset', subjectId: 'filing-rules' });
  return attempt(async (tx) => {
    const own = { regionCode, kind };
    await tx.filingRule.deleteMany({ where: { ...own, from: { gte: dateOf(from) } } });
    await tx.filingRule.updateMany({ where: { ...own, OR: [{ until: null }, { until: { gt: dateOf(from) } }] }, data: { until: dateOf(from) } });
    const { id } = await tx.filingRule.create({ data: { ...own, level, from: dateOf(from), source } });
    await record(tx, actor, { act: 'filing.set-rule', subjectType: 'dataset', subjectId: `filing-rule ${id}`, after: { ...own, level, from, source } });
    return accept(id);
  });
}
