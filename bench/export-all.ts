// Writes every account into a CSV file as `npm run export` does. By itself it is a process that tells the most memory it held:
//   DATABASE_URL=… node --import tsx bench/export-all.ts FILE
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { COMMAND_LINE } from '../lib/access/actor.ts';
import { closeDb } from '../lib/db/client.ts';
import { reference } from '../lib/db/reference.ts';
import { accountsExportQuery } from '../lib/registry/query.ts';
import { dayOf } from '../lib/taxonomy/day.ts';
import { readQuestion } from '../lib/taxonomy/query.ts';
import { accountsFile } from '../lib/web/accounts-file.ts';
import { exportWords, fileOf } from '../lib/web/export-file.ts';
import { CHINESE } from '../lib/web/filter-words.ts';

/** @throws where the export is refused */
export async function exportAll(target: string): Promise<void> {
  const today = dayOf(new Date());
  const read = readQuestion(accountsExportQuery, { sort: ['id'] }, await reference(), today);
  if (!read.accepted) throw new Error('The question is refused.');
  const made = await accountsFile(COMMAND_LINE, read.change, { tongue: CHINESE, notice: [], today, taken: { path: '/accounts', query: '' } });
  if (!made.accepted) throw new Error('The export is refused.');
  await pipeline(fileOf(made.change, 'csv', exportWords(), ''), createWriteStream(target));
}

if (import.meta.filename === process.argv[1]) {
  await exportAll(process.argv[2] ?? '');
  await closeDb();
  console.log(Math.round(process.resourceUsage().maxRSS / 1024));
}
