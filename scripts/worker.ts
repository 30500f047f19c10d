// Works on imports, apart from every request. `npm run up` starts one beside the server and watches it; more of them may run elsewhere.
import { closeDb } from '../lib/db/client.ts';
import { workOnImports } from '../lib/db/import-queue.ts';
import { connect } from './connect.ts';

connect();
const worker = await workOnImports((error) =>
  console.error(JSON.stringify({ time: new Date().toISOString(), worker: 'imports', error: String(error), stack: (error as Error).stack })),
);
process.send?.('ready');

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    // What is not done yet is taken up by another worker, or by the next one.
    setTimeout(() => process.exit(0), 3000).unref();
    await worker.stop();
    await closeDb();
    process.exit(0);
  });
