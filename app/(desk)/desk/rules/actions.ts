'use server';

import { endFilingRule, setFilingDays, setTypedRule } from '@/lib/db/filing-rules';
import { enactRule, endRule } from '@/lib/db/lint-rules';
import { accept } from '@/lib/decision';
import { action, atRow } from '@/lib/web/action';

export const enactRuleAction = action(async (actor, texts, day) => {
  const decision = await enactRule(actor, texts, day);
  return decision.accepted ? accept(`/desk/rules?region=${decision.change}&asOf=${texts.effectiveFrom}&done=rule`) : decision;
});

export const endRuleAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await endRule(actor, Number(id), texts[`until-${id}`] ?? '', day);
  return decision.accepted ? accept(`/desk/rules?region=${decision.change}&done=rule`) : atRow(decision, id);
});

export const setDaysAction = action(async (actor, { filingDays = '' }) => {
  const decision = await setFilingDays(actor, /^\d{1,3}$/.test(filingDays.trim()) ? Number(filingDays) : Number.NaN);
  return decision.accepted ? accept('/desk/rules/filing?done=days') : decision;
});

export const setLevelAction = action(async (actor, texts, day) => {
  const decision = await setTypedRule(actor, texts, day);
  return decision.accepted ? accept('/desk/rules/filing?done=rule') : decision;
});

export const endLevelAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await endFilingRule(actor, Number(id), texts[`until-${id}`] ?? '', day);
  return decision.accepted ? accept('/desk/rules/filing?done=rule') : atRow(decision, id);
});
