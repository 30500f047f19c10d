// The work on a batch, outside any request: check, write and undo. One function, for the worker, the command line and the tests.
import type { Client } from 'pg';
import type { Actor } from '@/lib/access/actor';
import { type Finding, finding } from '@/lib/decision';
import { checkBatch } from './import-check';
import { type Claim, type Progress, Refused, Superseded, type Task } from './import-claim';
import type { Work } from './import-kind';
import { undoBatch, writeBatch } from './import-write-batch';
import { type Ask, askWith, withConnection, within } from './raw';
import { reference } from './reference';
import { actorOf, type StoredActor } from './stored-actor';

/** Work of which no sign of life came for so long is taken up by another. */
const SILENT = '5 seconds';
const BEAT = 1000;
const MOST_ATTEMPTS = 6;

/**
 * Does what is asked of a batch, if nobody else is at it.
 * @param actor who asked, where that is known here; else as it was noted, with the grants of now
 * @returns whether there was something to do
 */
export async function runBatch(id: number, actor?: Actor): Promise<boolean> {
  return withConnection(async (beside) => {
    const claim = await takeUp(beside, id);
    if (!claim) return false;
    const beat = beating(beside, claim);
    try {
      await withConnection((client) => perform(client, claim, actor, beat.tell));
    } catch (error) {
      await settle(askWith(beside), claim, error);
    } finally {
      await beat.stop();
    }
    return true;
  });
}

type Waiting = { kind: string; file_name: string; task: Task | null; attempt: number; only_good: boolean; day: string; counts: object; silent: boolean };

async function takeUp(client: Client, id: number): Promise<Claim | null> {
  const ask = askWith(client);
  const [batch] = await ask<Waiting>(
    `SELECT b.kind, b.file_name, b.task, b.attempt, b.only_good, b.day::text, b.counts, p.beat_at IS NULL OR p.beat_at < now() - $2::interval AS silent
     FROM import_batch b LEFT JOIN import_progress p ON p.batch_id = b.id WHERE b.id = $1`,
    [id, SILENT],
  );
  if (!batch?.task || !batch.silent) return null;
  const { kind, file_name: fileName, task, only_good: onlyGood, day, counts } = batch;
  const attempt = batch.attempt + 1;
  const taken = await within(client, 'BEGIN', async () => {
    // Of several workers that see it at once the first gets it.
    const [row] = await ask(`UPDATE import_batch SET attempt = $3, status = $4 WHERE id = $1 AND attempt = $2 AND task IS NOT NULL RETURNING id`, [
      id,
      batch.attempt,
      attempt,
      task.endsWith('check') ? 'checking' : 'running',
    ]);
    if (!row) return false;
    await ask(
      `INSERT INTO import_progress (batch_id, done, total, started_at, beat_at) VALUES ($1, 0, NULL, clock_timestamp(), clock_timestamp())
       ON CONFLICT (batch_id) DO UPDATE SET done = 0, started_at = excluded.started_at, beat_at = excluded.beat_at`,
      [id],
    );
    return true;
  });
  return taken ? { id, kind, fileName, task, attempt, onlyGood, day, counts } : null;
}

function beating(client: Client, { id }: Claim) {
  let [done, total]: [number, number | null] = [0, null];
  let last = Promise.resolve();
  const send = async () => {
    await client
      .query('UPDATE import_progress SET done = $2, total = $3, beat_at = clock_timestamp() WHERE batch_id = $1', [id, done, total])
      .catch(() => undefined);
  };
  const timer = setInterval(() => {
    last = last.then(send);
  }, BEAT);
  return {
    tell: (now: number, of?: number | null) => {
      done = now;
      if (of !== undefined) total = of;
    },
    stop: async () => {
      clearInterval(timer);
      await last;
      await send();
    },
  };
}

async function perform(client: Client, claim: Claim, given: Actor | undefined, tell: Progress): Promise<void> {
  if (claim.attempt > MOST_ATTEMPTS && !given) throw new Refused([finding(null, 'import-gave-up', { attempts: MOST_ATTEMPTS })], 'failed');
  const ask = askWith(client);
  const actor = given ?? (await askedBy(ask, claim.id));
  const work: Work = { client, ask, actor, lists: await reference(), today: claim.day, batchId: claim.id };
  if (claim.task === 'write') await writeBatch(work, claim, tell);
  else if (claim.task === 'undo') await undoBatch(work, claim);
  else await checkBatch(work, claim, tell);
}

async function askedBy(ask: Ask, id: number): Promise<Actor> {
  const [row] = await ask<{ asked: StoredActor }>('SELECT asked FROM import_batch WHERE id = $1', [id]);
  return actorOf(row?.asked ?? null);
}

// The server goes down or was cut off: the task stays, and whoever is there next takes it up.
const INTERRUPTED = /^(57P0|08)/;
const COLLISIONS = ['23505', '23P01', '23503', '40001', '40P01'];

/** Says of a batch why what was asked was not done; throws what nobody expected. */
async function settle(ask: Ask, claim: Claim, error: unknown): Promise<void> {
  const { code = '' } = error as { code?: string };
  if (error instanceof Superseded) return;
  if (INTERRUPTED.test(code) || /Connection terminated|ECONNRE/.test(String(error))) throw error;
  if (error instanceof Refused) return conclude(ask, claim, error.status, error.findings);
  if (COLLISIONS.includes(code)) return conclude(ask, claim, null, [finding(null, 'collided')]);
  if (/^(53|58)/.test(code) || /File too large|No space left/.test(String(error))) return conclude(ask, claim, 'failed', [finding(null, 'import-no-room')]);
  await conclude(ask, claim, 'failed', [finding(null, 'import-broken')]);
  throw error;
}

/** @param status what the batch is from now on; null where it is again what it was before */
async function conclude(ask: Ask, { id, attempt, task }: Claim, status: 'failed' | null, findings: readonly Finding[]): Promise<void> {
  const before = { check: 'failed', recheck: 'failed', write: 'checked', undo: 'done' }[task];
  const now = status === 'failed' && task === 'undo' ? 'done' : (status ?? before);
  await ask(`UPDATE import_batch SET status = $3, task = NULL, findings = $4::jsonb WHERE id = $1 AND attempt = $2`, [
    id,
    attempt,
    now,
    JSON.stringify(findings),
  ]);
}
