// Batches that wait for a worker, in the queue of pg-boss. The batch itself says what is to be done: a job that is lost costs a second.
import PgBoss from 'pg-boss';
import { databaseUrl } from '@/lib/env';
import { askDb } from './client';
import { runBatch } from './import-run';
import { forgetBroken } from './import-upload';

const QUEUE = 'import';
const kept = globalThis as { gutaQueue?: Promise<PgBoss> };

// The migrations have made its tables; a worker looks after them.
function queue(supervise: boolean): Promise<PgBoss> {
  kept.gutaQueue ??= begun(supervise);
  return kept.gutaQueue;
}

async function begun(supervise: boolean): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: databaseUrl(), migrate: false, schedule: false, supervise, max: 2 });
  boss.on('error', () => undefined); // what it looks after by itself, it tries again
  return boss.start();
}

/** Lets a worker know of a batch. */
export async function enqueueImport(id: number): Promise<void> {
  try {
    await (await queue(false)).send(QUEUE, { batch: id }, { singletonKey: String(id) });
  } catch {
    kept.gutaQueue = undefined; // workers look for batches that wait by themselves, too
  }
}

const POLL = 100;

/** Waits until nothing is asked of a batch any more, for so long at most: a small one is done at once. */
export async function awaitImport(id: number, milliseconds: number): Promise<void> {
  const until = Date.now() + milliseconds;
  while (Date.now() < until) {
    const [batch] = await askDb<{ task: string | null }>('SELECT task FROM import_batch WHERE id = $1::int', [id]);
    if (!batch?.task) return;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

/** Batches that nobody works on though something is asked of them: left by a worker that was killed, or by a queue that was lost. */
async function waiting(): Promise<number[]> {
  const rows = await askDb<{ id: number }>(
    `SELECT b.id FROM import_batch b LEFT JOIN import_progress p ON p.batch_id = b.id
    WHERE b.task IS NOT NULL AND (p.beat_at IS NULL OR p.beat_at < now() - interval '5 seconds') ORDER BY b.id LIMIT 10`,
  );
  return rows.map(({ id }) => id);
}

const LOOK_EVERY = 1000;

/**
 * Works on batches until it is told to stop, two at a time. Any number of workers may.
 * @param failed told what nobody expected; the batch says so too
 */
export async function workOnImports(failed: (error: unknown) => void): Promise<{ stop(): Promise<void> }> {
  const busy = new Set<Promise<void>>();
  const perform = async (id: number) => {
    const work = runBatch(id).then(
      () => undefined,
      (error) => failed(error),
    );
    busy.add(work);
    await work;
    busy.delete(work);
  };
  await forgetBroken();
  const boss = await queue(true);
  for (let worker = 0; worker < 2; worker++)
    await boss.work<{ batch: number }>(QUEUE, { pollingIntervalSeconds: 0.5 }, async ([job]) => {
      if (job) await perform(job.data.batch);
    });
  let stopped = false;
  const looking = (async () => {
    while (!stopped) {
      for (const id of await waiting().catch(() => [])) if (!stopped) await perform(id);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
  })();
  return {
    async stop() {
      stopped = true;
      await boss.stop({ graceful: false, wait: false }).catch(() => undefined);
      kept.gutaQueue = undefined;
      await looking;
      await Promise.all(busy);
    },
  };
}
