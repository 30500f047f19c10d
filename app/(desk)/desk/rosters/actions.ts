'use server';

import { confirmRoster, endRoster, tellAbsence } from '@/lib/db/rosters';
import { accept } from '@/lib/decision';
import { action, atRow } from '@/lib/web/action';

const SAVED = '/desk/rosters?done=yes';
const ABSENCE_SAVED = '/desk/rosters/absences?done=yes';

export const confirmRosterAction = action(async (actor, texts, day) => {
  const decision = await confirmRoster(actor, texts, day);
  return decision.accepted ? accept(SAVED) : decision;
});

export const tellAbsenceAction = action(async (actor, texts, day) => {
  const decision = await tellAbsence(actor, texts, day);
  return decision.accepted ? accept(ABSENCE_SAVED) : decision;
});

export const endConfirmationAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await endRoster(actor, 'confirmation', Number(id), texts[`until-${id}`] ?? '', day);
  return decision.accepted ? accept(SAVED) : atRow(decision, id);
});

export const endAbsenceAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await endRoster(actor, 'absence', Number(id), texts[`until-${id}`] ?? '', day);
  return decision.accepted ? accept(ABSENCE_SAVED) : atRow(decision, id);
});
