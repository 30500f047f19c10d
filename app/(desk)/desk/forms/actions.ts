'use server';

import { mapForm, removeForm } from '@/lib/db/official-forms';
import { accept } from '@/lib/decision';
import { action } from '@/lib/web/action';

export const mapFormAction = action(async (actor, { form = '', ...texts }) => {
  const mapped = await mapForm(actor, Number(form), texts);
  return mapped.accepted ? accept('/desk/forms') : mapped;
});

export const removeFormAction = action(async (actor, { form = '' }) => {
  const removed = await removeForm(actor, Number(form));
  return removed.accepted ? accept('/desk/forms') : removed;
});
