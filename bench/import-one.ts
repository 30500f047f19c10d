// Checks and writes one batch that was received, as a worker does, in a process that tells the most memory it held:
//   fork('bench/import-one.ts', [BATCH]), then a message for each time that something is asked of the batch
import { runBatch } from '../lib/db/import-run.ts';

const batch = Number(process.argv[2]);
process.on('message', async () => {
  await runBatch(batch);
  process.send?.(Math.round(process.resourceUsage().maxRSS / 1024));
});
