'use server';

import { takeBackReform } from '@/lib/db/reform-back';
import { reformUnit } from '@/lib/db/unit-reform';
import { editUnit, registerUnit } from '@/lib/db/units';
import { accept, finding, refuse } from '@/lib/decision';
import { isDay } from '@/lib/taxonomy/day';
import { action } from '@/lib/web/action';
import { reformTexts } from './reform-texts';

export const registerUnitAction = action(async (actor, { fillsChoice, ...texts }, day) => {
  const decision = await registerUnit(actor, texts, day, fillsOf(fillsChoice));
  return decision.accepted ? accept(`/units/${decision.change}`, decision.told) : decision;
});

export const editUnitAction = action(async (actor, { id = '', version = '', mode, changedOn = '', fillsChoice, ...texts }, day) => {
  const change = {
    version: Number(version),
    mode: mode === 'change' ? ('change' as const) : ('correct' as const),
    changedOn: isDay(changedOn) ? changedOn : day,
    fills: fillsOf(fillsChoice) ?? false,
  };
  const decision = await editUnit(actor, Number(id), texts, day, change);
  return decision.accepted ? accept(`/units/${decision.change}`, decision.told) : decision;
});

export const reformUnitAction = action(async (actor, { id = '', ...texts }, day) => {
  const asked = reformTexts(texts);
  if (asked === null || !isDay(asked.day)) return refuse(finding('day', 'date-form', { value: texts.day ?? '' }));
  const decision = await reformUnit(actor, Number(id), asked, day);
  return decision.accepted ? accept(`/units/${decision.change}`) : decision;
});

export const takeBackReformAction = action(async (actor, { id = '' }, day) => {
  const decision = await takeBackReform(actor, Number(id) || 0, day);
  return decision.accepted ? accept(`/units/${decision.change}`) : decision;
});

/** Said, or left to the unit's name. */
function fillsOf(choice: string | undefined): boolean | undefined {
  return choice === 'yes' ? true : choice === 'no' ? false : undefined;
}
