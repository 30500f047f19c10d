// Checks and writes one batch that was received, as a worker does, in a process that tells the most memory it held:
//   DATABASE_URL=… node --import tsx bench/import-one.ts BATCH
import { COMMAND_LINE } from '../lib/access/actor.ts';
import { closeDb } from '../lib/db/client.ts';
import { runBatch } from '../lib/db/import-run.ts';
import { askWrite, readImport } from '../lib/db/imports.ts';
import { dayOf } from '../lib/taxonomy/day.ts';

const batch = Number(process.argv[2]);
await runBatch(batch);
const asked = await askWrite(COMMAND_LINE, batch, dayOf(new Date()), false);
if (!asked.accepted) throw new Error(JSON.stringify(asked.findings));
await runBatch(batch);
const done = await readImport(COMMAND_LINE, batch);
if (done?.status !== 'done') throw new Error(JSON.stringify(done?.findings));
await closeDb();
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
