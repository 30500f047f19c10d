'use server';

import { saveMapping } from '@/lib/db/import-mapping';
import { awaitImport, enqueueImport } from '@/lib/db/import-queue';
import { saveRow } from '@/lib/db/import-rows';
import { askUndo, askWrite } from '@/lib/db/imports';
import { accept, type Decision } from '@/lib/decision';
import { action } from '@/lib/web/action';

/** A small batch is done while one waits; of a large one its page shows how far it is. */
const AT_ONCE = 3000;

export const runImportAction = action(async (actor, { batch = '', onlyGood }, day) => led(await askWrite(actor, Number(batch), day, onlyGood === 'yes')));

export const undoImportAction = action(async (actor, { batch = '' }) => led(await askUndo(actor, Number(batch))));

export const mapImportAction = action(async (actor, { batch = '', ...texts }, day) => {
  const said = await saveMapping(actor, Number(batch), day, texts);
  if (!said.accepted) return said;
  await led(accept(said.change.id));
  return accept(`/desk/imports/${said.change.id}${said.change.elsewhere ? '/columns' : ''}`);
});

export const mendRowAction = action(async (actor, { batch = '', number = '', ...texts }, day) => {
  const mended = await saveRow(actor, Number(batch), Number(number), texts, day);
  if (!mended.accepted) return mended;
  if (mended.change === null) return led(accept(Number(batch)));
  return accept(`/desk/imports/${Number(batch)}/rows/${Number(number)}`);
});

async function led(asked: Decision<number>): Promise<Decision<string>> {
  if (!asked.accepted) return asked;
  await enqueueImport(asked.change);
  await awaitImport(asked.change, AT_ONCE);
  return accept(`/desk/imports/${asked.change}`);
}
