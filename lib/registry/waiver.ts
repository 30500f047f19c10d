import { type Facts, type Finding, finding, notice } from '@/lib/decision';
import type { LintFinding } from './filing-lint';
import { LINTS, type Lint, type LintRule } from './lint-rules';

/** The name of a waiver's field: what goes before is the rule. */
export const WAIVE = 'waive-';

/** Reasons for what rules found, beside the other fields of a form. */
export type WaiverTexts = { [field in `${typeof WAIVE}${Lint}`]?: string };

/** A finding that is let pass for a reason. */
export type Waived = { rule: LintRule; facts: LintFinding['facts']; reason: string };

export type Settled = { waived: Waived[]; findings: Finding[] };

const LONGEST_REASON = 500;

/**
 * Lays the reasons that were given beside what the rules found. What is left stops the entry: a
 * finding that blocks, with or without a reason, and one that may be waived and has none.
 * @returns every finding, told ones too, so that a form which is refused shows them all
 */
export function settle(found: readonly LintFinding[], texts: Readonly<Record<string, string | undefined>>): Settled {
  const answered = found.map((each) => ({ ...each, reason: texts[`${WAIVE}${each.rule.lint}`]?.replaceAll('\0', '').trim() ?? '' }));
  return {
    waived: answered.flatMap(({ rule, facts, reason }) => (rule.severity === 'waivable' && reason ? [{ rule, facts, reason }] : [])),
    findings: [...unknownIn(texts), ...answered.map(answerTo)],
  };
}

function answerTo({ rule, facts, stands, reason }: LintFinding & { reason: string }): Finding {
  const field = `${WAIVE}${rule.lint}`;
  const told = { ...facts, ...sourceOf(rule) };
  if (rule.severity === 'block') return finding(field, reason ? 'waiver-of-block' : 'rule-blocks', told);
  if (rule.severity === 'notice' || (stands && !reason)) return notice(field, 'rule-tells', told);
  return reason ? reasonRead(field, reason, told) : finding(field, 'waiver-needed', told);
}

function reasonRead(field: string, reason: string, told: Facts): Finding {
  const length = [...reason].length;
  return length > LONGEST_REASON
    ? { ...finding(field, 'too-long', { longest: LONGEST_REASON, length }), facts: { ...told, longest: LONGEST_REASON, length } }
    : notice(field, 'waiver-given', told);
}

// What the form says beside the reason: how strict the rule is, and who sets it.
function sourceOf({ severity, documentNo, issuer, issuedOn, url }: LintRule): Facts {
  return { severity, documentNo, issuer, issuedOn, ...(url ? { url } : {}) };
}

function unknownIn(texts: Readonly<Record<string, string | undefined>>): Finding[] {
  const known: readonly string[] = LINTS.map((lint) => `${WAIVE}${lint}`);
  const said = Object.keys(texts).filter((name) => name.startsWith(WAIVE) && texts[name]?.trim());
  return said.filter((name) => !known.includes(name)).map((name) => finding(null, 'waiver-unknown', { rule: name.slice(WAIVE.length, 60) }));
}
