import type { Actor } from '@/lib/access/actor';
import { mayAt } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { type Lint, type LintRule, mayEnact, mayEnd, readLintRule, rulesInForce, type Severity } from '@/lib/registry/lint-rules';
import type { Day } from '@/lib/taxonomy/day';
import { NATION, type Region } from '@/lib/taxonomy/regions';
import { record, refuseAct } from './audit';
import { attempt, db, type Tx } from './client';
import { dateOf, dayFrom } from './days';
import type { LintRule as Row } from './generated/client';
import { type Ask, askIn } from './raw';
import { LINT_RULES, reference } from './reference';
import { regionTyped, wholeOf } from './rule-place';

export type StoredRule = LintRule & { id: number };

/** Every rule of some regions, of all times. */
export async function lintRules(lineage: readonly string[], ask: Ask = askIn(db())): Promise<StoredRule[]> {
  return ask<StoredRule>(`${LINT_RULES} WHERE region_code = ANY ($1::bpchar[]) ORDER BY lint_rule."from"`, [[...lineage]]);
}

// Every server keeps the rules in memory until the list has another revision.
async function listChanged(tx: Tx): Promise<void> {
  await tx.dataset.updateMany({ where: { name: 'lint-rules' }, data: { revision: { increment: 1 } } });
}

function ruleFrom({ code, severity, from, until, issuedOn, ...row }: Row): StoredRule {
  return { ...row, lint: code as Lint, severity: severity as Severity, from: dayFrom(from), until: dayFrom(until), issuedOn: dayFrom(issuedOn) };
}

export type RuleView = StoredRule & { region: string };

/** What places have set for themselves and has not ended: stricter than the nation's. */
export async function localRules(today: Day): Promise<RuleView[]> {
  const where = { regionCode: { not: NATION }, OR: [{ until: null }, { until: { gt: dateOf(today) } }] };
  const rows = await db().lintRule.findMany({ where, orderBy: [{ regionCode: 'asc' }, { code: 'asc' }, { from: 'asc' }] });
  return withRegions(rows.map(ruleFrom));
}

/** The rules that hold in a region on a day. */
export async function rulesOf(region: Region, day: Day): Promise<RuleView[]> {
  return withRegions(rulesInForce(await lintRules(region.lineage), region.lineage, day));
}

async function withRegions(rules: readonly StoredRule[]): Promise<RuleView[]> {
  const { regions } = await reference();
  return rules.map((rule) => ({ ...rule, region: regions.everAt(rule.regionCode).at(-1)?.name ?? rule.regionCode }));
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Sets a place's own rule, stricter than what holds above it, from a day on; its former one ends on that day. */
export async function enactRule(actor: Actor, texts: Texts, today: Day): Promise<Decision<string>> {
  const subject = { subjectType: 'rule', subjectId: 'new' } as const;
  const typed = regionTyped(texts.region ?? '', await reference(), today);
  const place = typed.accepted ? wholeOf(typed.change) : wholeOf(null);
  if (typed.accepted && !mayAt(actor, 'rule.enact', place)) return refuseAct(actor, 'rule.enact', subject);
  const read = readLintRule(texts);
  if (!typed.accepted || !read.accepted) return refuse(...(typed.accepted ? [] : typed.findings), ...(read.accepted ? [] : read.findings));
  const region = typed.change;
  return attempt(async (tx) => {
    const rule = { ...read.change, regionCode: region.code };
    const allowed = mayEnact(await lintRules(region.lineage, askIn(tx)), rule, region.lineage, today);
    if (!allowed.accepted) return allowed;
    const { lint: code, from, issuedOn, ...facts } = rule;
    const before = await endFrom(tx, { code, regionCode: region.code }, from);
    const { id } = await tx.lintRule.create({ data: { ...facts, code, from: dateOf(from), issuedOn: dateOf(issuedOn) } });
    await listChanged(tx);
    const { severity, days, version, documentNo, issuer, url } = facts;
    await record(tx, actor, {
      act: 'rule.enact',
      subjectType: 'rule',
      subjectId: id,
      before: before ?? undefined,
      after: { rule: code, regionCode: region.code, severity, days, from, version, documentNo, issuer, issuedOn, url },
    });
    return accept(region.code);
  });
}

// What would have begun later than the new one never holds; what holds until then ends.
async function endFrom(tx: Tx, own: { code: string; regionCode: string }, from: Day) {
  const [until, open] = [dateOf(from), { OR: [{ until: null }, { until: { gt: dateOf(from) } }] }];
  const former = await tx.lintRule.findFirst({ where: { ...own, from: { lt: until }, ...open } });
  await tx.lintRule.deleteMany({ where: { ...own, from: { gte: until } } });
  await tx.lintRule.updateMany({ where: { ...own, ...open }, data: { until } });
  return former && { severity: former.severity, days: former.days, from: dayFrom(former.from) };
}

/** Ends a place's own rule on a day: from then on what holds above it holds. One that has not begun by then never holds. */
export async function endRule(actor: Actor, id: number, until: string, today: Day): Promise<Decision<string>> {
  const row = Number.isInteger(id) ? await db().lintRule.findUnique({ where: { id } }) : null;
  const region = row && (await reference()).regions.everAt(row.regionCode).at(-1);
  if (!row || !region || !mayAt(actor, 'rule.enact', wholeOf(region))) return refuseAct(actor, 'rule.enact', { subjectType: 'rule', subjectId: id });
  if (row.regionCode === NATION) return refuse(finding('until', 'rule-of-nation'));
  return attempt(async (tx) => {
    await tx.$queryRaw`SELECT FROM lint_rule WHERE id = ${id} FOR UPDATE`;
    const now = await tx.lintRule.findUnique({ where: { id } });
    if (!now) return refuse(finding(null, 'collided'));
    const allowed = mayEnd(ruleFrom(now), until, today);
    if (!allowed.accepted) return allowed;
    if (allowed.change <= dayFrom(now.from)) await tx.lintRule.delete({ where: { id } });
    else await tx.lintRule.update({ where: { id }, data: { until: dateOf(allowed.change) } });
    await listChanged(tx);
    await record(tx, actor, {
      act: 'rule.end',
      subjectType: 'rule',
      subjectId: id,
      before: { until: dayFrom(now.until) },
      after: { rule: now.code, regionCode: now.regionCode, until: allowed.change },
    });
    return accept(now.regionCode);
  });
}
