import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { covers, type Day, isDay, type Period } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { isWebAddress } from './filing-fields';

/** What the linter looks for when an account is asked for, entered or changed. */
export const LINTS = [
  'second-account',
  'service-beside-subscription',
  'verification-without-owner',
  'names-differ',
  'owner-dissolved',
  'official-without-post',
  'opened-without-filing',
  'closure-without-notice',
  'contact-missing',
  'service-update-duty',
] as const;
export type Lint = (typeof LINTS)[number];

/** How strict a rule is, from the laxest: it only tells, it stops the entry unless a reason is given, it stops the entry. */
export const SEVERITIES = ['notice', 'waivable', 'block'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Rules with a parameter: the length of a duty in days. */
export const LINTS_WITH_DAYS: readonly Lint[] = ['service-update-duty'];

/** The document that sets a rule. */
export type RuleSource = { documentNo: string; issuer: string; issuedOn: Day; url: string | null };

/** A rule of the linter: how strict, where and when, and who says so. */
export type LintRule = Period & RuleSource & { lint: Lint; severity: Severity; regionCode: string; version: string; days: number | null };

type Strict = Pick<LintRule, 'severity' | 'days'>;

/** Whether one rule asks for no less than another: as severe, and its duty no longer. */
export function asStrictAs(one: Strict, other: Strict): boolean {
  const severe = SEVERITIES.indexOf(one.severity) >= SEVERITIES.indexOf(other.severity);
  return severe && (other.days === null || (one.days !== null && one.days <= other.days));
}

/**
 * The rule that holds in a place on a day: the nearest one up the regions, unless it is laxer than
 * one above it, which then holds. Null where none does.
 * @param lineage codes from the nation down to the place
 */
export function ruleInForce<T extends LintRule>(rules: readonly T[], lint: Lint, lineage: readonly string[], day: Day): T | null {
  const inForce = rules.filter((rule) => rule.lint === lint && covers(rule, day));
  return lineage.reduce<T | null>((above, code) => {
    const own = inForce.find(({ regionCode }) => regionCode === code);
    return own && (above === null || asStrictAs(own, above)) ? own : above;
  }, null);
}

/** Every rule that holds in a place on a day, in the order of the linter. */
export function rulesInForce<T extends LintRule>(rules: readonly T[], lineage: readonly string[], day: Day): T[] {
  return LINTS.flatMap((lint) => ruleInForce(rules, lint, lineage, day) ?? []);
}

/** A rule that a place would set for itself from a day on. */
export type NewLintRule = Omit<LintRule, 'until'> & { from: Day };

/**
 * Whether a place may set a rule: from today or later, and stricter than what holds above it
 * on every day from then on. The nation's own rules follow its documents and come as data.
 * @param lineage codes from the nation down to the place
 */
export function mayEnact(rules: readonly LintRule[], rule: NewLintRule, lineage: readonly string[], today: Day): Decision<NewLintRule> {
  if (rule.regionCode === NATION) return refuse(finding('region', 'rule-of-nation'));
  if (rule.from < today) return refuse(finding('effectiveFrom', 'rule-day-past', { today }));
  const above = aboveFrom(rules, rule, lineage.slice(0, -1));
  if (above.length === 0) return refuse(finding('lint', 'rule-not-above', { day: rule.from }));
  const laxer = above.find((each) => !asStrictAs(rule, each));
  if (laxer) return refuse(finding(daysAreWhy(rule, laxer) ? 'days' : 'severity', 'rule-laxer', { document: laxer.documentNo }));
  return above.every((each) => asStrictAs(each, rule)) ? refuse(finding('severity', 'rule-same')) : accept(rule);
}

function daysAreWhy(rule: Strict, above: Strict): boolean {
  return asStrictAs({ ...rule, days: above.days }, above);
}

// What holds above from a day on changes only on days on which a rule begins or ends.
function aboveFrom(rules: readonly LintRule[], { lint, from }: NewLintRule, lineage: readonly string[]): LintRule[] {
  const turns = rules.flatMap((each) => [each.from, each.until]).filter((day): day is Day => day !== null && day > from);
  return [from, ...turns].flatMap((day) => ruleInForce(rules, lint, lineage, day) ?? []);
}

type Texts = Readonly<Record<string, string | undefined>>;

const LONGEST = 200;
const MOST_DAYS = 365;

/** Reads what was typed of a rule, all but the place: every field that is wrong is named. */
export function readLintRule(texts: Texts): Decision<Omit<NewLintRule, 'regionCode'>> {
  const findings: Finding[] = [];
  const lint = LINTS.find((each) => each === texts.lint);
  const severity = SEVERITIES.find((each) => each === texts.severity);
  if (!lint) findings.push(finding('lint', 'rule-lint-needed'));
  if (!severity) findings.push(finding('severity', 'rule-severity-needed'));
  const read = {
    days: readDays(texts.days?.trim() ?? '', lint, findings),
    from: readDay(texts, 'effectiveFrom', findings),
    version: readWords(texts, 'ruleVersion', findings),
    documentNo: readWords(texts, 'documentNo', findings),
    issuer: readWords(texts, 'issuer', findings),
    issuedOn: readDay(texts, 'issuedOn', findings),
    url: readUrl(texts.url?.trim() ?? '', findings),
  };
  return findings.length || !lint || !severity ? refuse(...findings) : accept({ lint, severity, ...read });
}

function readDays(text: string, lint: Lint | undefined, findings: Finding[]): number | null {
  const has = lint !== undefined && LINTS_WITH_DAYS.includes(lint);
  if (text === '' && !has) return null;
  if (lint !== undefined && !has) findings.push(finding('days', 'rule-without-days'));
  else if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > MOST_DAYS) findings.push(finding('days', 'rule-days-form', { most: MOST_DAYS }));
  return Number(text);
}

function readDay(texts: Texts, field: 'effectiveFrom' | 'issuedOn', findings: Finding[]): Day {
  const text = texts[field]?.trim() ?? '';
  const value = text.slice(0, 30);
  if (text === '') findings.push(finding(field, 'move-day-needed'));
  else if (!isDay(text)) findings.push(finding(field, 'date-form', { value }));
  return text;
}

function readWords(texts: Texts, field: 'ruleVersion' | 'documentNo' | 'issuer', findings: Finding[]): string {
  const text = texts[field]?.replaceAll('\0', '').trim() ?? '';
  if (text === '') findings.push(finding(field, 'rule-source-needed'));
  if ([...text].length > LONGEST) findings.push(finding(field, 'too-long', { longest: LONGEST, length: [...text].length }));
  return text;
}

function readUrl(text: string, findings: Finding[]): string | null {
  if (text === '') return null;
  if (!isWebAddress(text)) findings.push(finding('url', 'link-form', { value: text.slice(0, 60) }));
  return text;
}

/** When a place's rule may end: after it has begun, and not before today. */
export function mayEnd(rule: Period, day: Day, today: Day): Decision<Day> {
  const value = day.slice(0, 30);
  if (!isDay(day)) return refuse(finding('until', 'date-form', { value }));
  if (day < today) return refuse(finding('until', 'rule-day-past', { today }));
  if (rule.until !== null && day >= rule.until) return refuse(finding('until', 'rule-ended', { day: rule.until }));
  return accept(day);
}
