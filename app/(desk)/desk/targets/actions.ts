'use server';

import { addToSet, endRegionSet, enterRegionSet, takeFromSet } from '@/lib/db/region-sets';
import { changeTarget, setTarget, withdrawTarget } from '@/lib/db/target-set';
import { accept } from '@/lib/decision';
import { action } from '@/lib/web/action';
import { atRow } from '@/lib/web/at-row';

export const setTargetAction = action(async (actor, texts, day) => {
  const decision = await setTarget(actor, texts, day);
  return decision.accepted ? accept(`/targets/${decision.change}`) : decision;
});

export const changeTargetAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await changeTarget(actor, Number(id), texts, day);
  return decision.accepted ? accept(`/targets/${decision.change}`) : decision;
});

export const withdrawTargetAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await withdrawTarget(actor, Number(id), texts, day);
  return decision.accepted ? accept(`/targets/${decision.change}`) : decision;
});

export const enterSetAction = action(async (actor, texts, day) => {
  const decision = await enterRegionSet(actor, texts, day);
  return decision.accepted ? accept(`/desk/targets/sets/${decision.change}`) : decision;
});

export const addToSetAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await addToSet(actor, Number(id), texts, day);
  return decision.accepted ? accept(`/desk/targets/sets/${decision.change}`) : decision;
});

export const takeFromSetAction = action(async (actor, { id = '', member = '', ...texts }) => {
  const decision = await takeFromSet(actor, Number(id), Number(member), { ...texts, until: texts[`until-${member}`] });
  return decision.accepted ? accept(`/desk/targets/sets/${decision.change}`) : atRow(decision, 'until', member);
});

export const endSetAction = action(async (actor, { id = '', ...texts }) => {
  const decision = await endRegionSet(actor, Number(id), texts);
  return decision.accepted ? accept('/desk/targets/sets') : decision;
});
