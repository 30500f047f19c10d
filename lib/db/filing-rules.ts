import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { FilingKind } from '@/lib/registry/filing';
import { type FilingRuleTexts, readFilingRule } from '@/lib/registry/filing-office';
import { mayEnd } from '@/lib/registry/lint-rules';
import type { RegionLevel } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { record, refuseAct } from './audit';
import { attempt, db } from './client';
import { dateOf, dayFrom } from './days';
import { reference } from './reference';
import { regionTyped, wholeOf } from './rule-place';
import { MOST_FILING_DAYS } from './settings';

const OF_RULES = { subjectType: 'dataset', subjectId: 'filing-rules' } as const;

/** Sets how many working days an office has for a filing; those that wait keep the day they were given. */
export async function setFilingDays(actor: Actor, days: number): Promise<Decision<number>> {
  if (!mayAt(actor, 'filing.configure', wholeOf(null))) return refuseAct(actor, 'filing.configure', OF_RULES);
  if (!Number.isInteger(days) || days < 1 || days > MOST_FILING_DAYS) return refuse(finding('filingDays', 'filing-days-form', { most: MOST_FILING_DAYS }));
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
  if (!mayAt(actor, 'filing.configure', wholeOf(region))) return refuseAct(actor, 'filing.configure', OF_RULES);
  if (from < today) return refuse(finding('effectiveFrom', 'rule-day-past', { today }));
  return attempt(async (tx) => {
    const own = { regionCode, kind };
    const former = await tx.filingRule.findFirst({ where: { ...own, from: { lt: dateOf(from) }, OR: [{ until: null }, { until: { gt: dateOf(from) } }] } });
    const before = former ? { level: former.level, from: dayFrom(former.from) } : undefined;
    await tx.filingRule.deleteMany({ where: { ...own, from: { gte: dateOf(from) } } });
    await tx.filingRule.updateMany({ where: { ...own, OR: [{ until: null }, { until: { gt: dateOf(from) } }] }, data: { until: dateOf(from) } });
    const { id } = await tx.filingRule.create({ data: { ...own, level, from: dateOf(from), source } });
    await record(tx, actor, { act: 'filing.set-rule', subjectType: 'dataset', subjectId: `filing-rule ${id}`, before, after: { ...own, level, from, source } });
    return accept(id);
  });
}

/** The same from what was typed in a form. */
export async function setTypedRule(actor: Actor, texts: FilingRuleTexts & { region?: string }, today: Day): Promise<Decision<number>> {
  if (!may(actor, 'filing.configure')) return refuseAct(actor, 'filing.configure', OF_RULES);
  const typed = regionTyped(texts.region ?? '', await reference(), today);
  const read = readFilingRule(texts);
  if (!typed.accepted || !read.accepted) return refuse(...(typed.accepted ? [] : typed.findings), ...(read.accepted ? [] : read.findings));
  return setFilingRule(actor, { regionCode: typed.change.code, ...read.change }, today);
}

/** Ends a place's rule on a day: from then on its filings are decided as those around it. One that has not begun by then never holds. */
export async function endFilingRule(actor: Actor, id: number, until: string, today: Day): Promise<Decision<number>> {
  const row = Number.isInteger(id) ? await db().filingRule.findUnique({ where: { id } }) : null;
  const region = row && (await reference()).regions.everAt(row.regionCode).at(-1);
  if (!row || !region || !mayAt(actor, 'filing.configure', wholeOf(region))) return refuseAct(actor, 'filing.configure', OF_RULES);
  return attempt(async (tx) => {
    await tx.$queryRaw`SELECT FROM filing_rule WHERE id = ${id} FOR UPDATE`;
    const now = await tx.filingRule.findUnique({ where: { id } });
    if (!now) return refuse(finding(null, 'collided'));
    const [from, before] = [dayFrom(now.from), dayFrom(now.until)];
    const allowed = mayEnd({ from, until: before }, until, today);
    if (!allowed.accepted) return allowed;
    if (from !== null && allowed.change <= from) await tx.filingRule.delete({ where: { id } });
    else await tx.filingRule.update({ where: { id }, data: { until: dateOf(allowed.change) } });
    const { regionCode, kind, level } = now;
    await record(tx, actor, {
      ...{ act: 'filing.end-rule', subjectType: 'dataset', subjectId: `filing-rule ${id}` },
      before: { until: before },
      after: { regionCode, kind, level, until: allowed.change },
    });
    return accept(id);
  });
}

export type FilingRuleView = Omit<NewRule, 'from'> & { id: number; from: Day | null; until: Day | null; region: string };

/** Places' rules that hold or will: who decides their filings at the lowest. */
export async function filingRules(today: Day): Promise<FilingRuleView[]> {
  const { regions } = await reference();
  const rows = await db().filingRule.findMany({
    where: { OR: [{ until: null }, { until: { gt: dateOf(today) } }] },
    orderBy: [{ regionCode: 'asc' }, { kind: 'asc' }, { from: 'asc' }],
  });
  return rows.map(({ from, until, kind, level, regionCode, ...row }) => ({
    ...{ ...row, regionCode, from: dayFrom(from), until: dayFrom(until) },
    ...{ kind: kind as FilingKind | null, level: level as RegionLevel },
    region: regions.everAt(regionCode).at(-1)?.name ?? regionCode,
  }));
}

export type HolidayYear = { year: string; off: number; worked: number; sources: string[] };

/** The years whose public holidays are known, each with its notice. */
export async function holidayYears(): Promise<HolidayYear[]> {
  const days = await db().holiday.findMany({ orderBy: { day: 'asc' } });
  return [...new Set(days.map(({ day }) => dayFrom(day).slice(0, 4)))].map((year) => {
    const own = days.filter(({ day }) => dayFrom(day).startsWith(year));
    const worked = own.filter(({ works }) => works).length;
    return { year, off: own.length - worked, worked, sources: [...new Set(own.map(({ source }) => source))] };
  });
}
