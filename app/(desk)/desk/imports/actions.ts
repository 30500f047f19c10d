'use server';

import { runImport } from '@/lib/db/imports';
import { accept } from '@/lib/decision';
import { action } from '@/lib/web/action';

export const runImportAction = action(async (actor, { batch = '', onlyGood }, day) => {
  const decision = await runImport(actor, Number(batch), day, onlyGood === 'yes');
  return decision.accepted ? accept(`/desk/imports/${batch}`) : decision;
});
