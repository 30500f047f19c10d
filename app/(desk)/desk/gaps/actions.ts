'use server';

import { CHASE_STEPS } from '@/lib/coverage/chase';
import { type ChaseOutcome, chaseMany, takeStep } from '@/lib/db/chase-steps';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { isCode } from '@/lib/taxonomy/codes';
import { action } from '@/lib/web/action';

export const stepAction = action(async (actor, { gap = '', seen = '', step = '', ...given }, day) => {
  if (!isCode(CHASE_STEPS, step)) return refuse(finding(null, 'not-allowed'));
  // Each step's form names its fields for itself, since several stand on a page.
  const prefix = `${step}-`;
  const texts = Object.fromEntries(Object.entries(given).flatMap(([name, text]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), text]] : [])));
  const decision = await takeStep(actor, { text: gap, seen: Number(seen) }, step, texts, day);
  if (decision.accepted) return accept(`/desk/gaps/${gap}`);
  return refuse(...decision.findings.map((each) => (each.field === null ? each : { ...each, field: `${prefix}${each.field}` })));
});

const CHOSEN = 'gap-';

export const chaseManyAction = action(async (actor, given, day) => {
  const chosen = Object.entries(given).flatMap(([name, seen]) => (name.startsWith(CHOSEN) ? [{ text: name.slice(CHOSEN.length), seen: Number(seen) }] : []));
  if (chosen.length === 0) return refuse(finding(null, 'gap-none-chosen'));
  const decision = await chaseMany(actor, chosen, given, day);
  return decision.accepted ? toList(decision.change) : decision;
});

function toList(outcomes: readonly ChaseOutcome[]): Decision<string> {
  const refused = outcomes.flatMap(({ text, refused: why }) => (why ?? []).map((each) => ({ ...each, field: `${CHOSEN}${text}` })));
  const done = outcomes.filter(({ refused: why }) => why === null).length;
  if (refused.length === 0) return accept(`/desk/gaps?chased=${done}`);
  return refuse(finding(null, 'bulk-partly', { done, refused: outcomes.length - done }), ...refused);
}
