'use server';

import { enactExpectation, endExpectation } from '@/lib/db/expectation-rules';
import { accept } from '@/lib/decision';
import { action, atRow } from '@/lib/web/action';

export const enactExpectationAction = action(async (actor, texts, day) => {
  const decision = await enactExpectation(actor, texts, day);
  return decision.accepted ? accept('/desk/expectations?done=yes') : decision;
});

export const endExpectationAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await endExpectation(actor, Number(id), texts[`until-${id}`] ?? '', day);
  return decision.accepted ? accept('/desk/expectations?done=yes') : atRow(decision, id);
});
