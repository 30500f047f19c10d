'use server';

import { awaitImport, enqueueImport } from '@/lib/db/import-queue';
import { askUndo, askWrite } from '@/lib/db/imports';
import { accept, type Decision } from '@/lib/decision';
import { action } from '@/lib/web/action';

/** A small batch is done while one waits; of a large one its page shows how far it is. */
const AT_ONCE = 3000;

export const runImportAction = action(async (actor, { batch = '', onlyGood }, day) => led(await askWrite(actor, Number(batch), day, onlyGood === 'yes')));

export const undoImportAction = action(async (actor, { batch = '' }) => led(await askUndo(actor, Number(batch))));

async function led(asked: Decision<number>): Promise<Decision<string>> {
  if (!asked.accepted) return asked;
  await enqueueImport(asked.change);
  await awaitImport(asked.change, AT_ONCE);
  return accept(`/desk/imports/${asked.change}`);
}
