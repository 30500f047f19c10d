// A file of new accounts read, checked and written, against the rows by COPY into a staging table and from there into one plain table.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { COMMAND_LINE } from '../../lib/access/actor.ts';
import { runBatch } from '../../lib/db/import-run.ts';
import { receiveImport } from '../../lib/db/import-upload.ts';
import { askWrite, readImport } from '../../lib/db/imports.ts';
import { dayOf } from '../../lib/taxonomy/day.ts';
import { WORKER_MEMORY } from '../../scripts/server.ts';
import type { Context, Line } from '../line.ts';
import { rawImport } from '../raw-import.ts';
import type { Register } from '../register.ts';
import { newAccounts, type Sheet } from '../sheet.ts';

const ROWS = 30_000;
const MEGABYTES = 300;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function received({ csv }: Sheet): Promise<number> {
  const upload = await receiveImport(COMMAND_LINE, { name: 'bench.csv', bytes: inPieces(csv) }, dayOf(new Date()));
  if (!upload.accepted) throw new Error('The bench’s file was refused.');
  return upload.change;
}

async function checked(batch: number, verdict: 'new' | 'same', rows: number, run: () => Promise<unknown> = () => runBatch(batch)): Promise<number> {
  const time = await milliseconds(run);
  const view = await readImport(COMMAND_LINE, batch);
  if (view?.counts[verdict] !== rows) throw new Error(`The check counts ${JSON.stringify(view?.counts)}: ${JSON.stringify(view?.findings)}`);
  return time;
}

async function written(batch: number, run: () => Promise<unknown> = () => runBatch(batch)): Promise<number> {
  const asked = await askWrite(COMMAND_LINE, batch, dayOf(new Date()), false);
  if (!asked.accepted) throw new Error(JSON.stringify(asked.findings));
  const time = await milliseconds(run);
  const view = await readImport(COMMAND_LINE, batch);
  if (view?.status !== 'done') throw new Error(JSON.stringify(view?.findings));
  return time;
}

async function register(context: Context): Promise<Register> {
  const it = await context.register(300_000);
  await it.here();
  return it;
}

/** Peak memory of a process of its own that checks and writes so many rows, as a worker does who is told what to do, against what is allowed. */
async function memory(context: Context, rows: number) {
  const { ownerUrl, databaseUrl } = await register(context);
  const batch = await received(await newAccounts(ownerUrl, rows));
  const file = path.join(import.meta.dirname, '..', 'import-one.ts');
  const worker = fork(file, [String(batch)], { execArgv: [...WORKER_MEMORY, '--import', 'tsx'], env: { ...process.env, DATABASE_URL: databaseUrl } });
  const work = async () => {
    worker.send('work');
    const [megabytes] = await Promise.race([once(worker, 'message'), once(worker, 'exit').then(() => Promise.reject(new Error('The worker ended.')))]);
    return Number(megabytes);
  };
  try {
    await checked(batch, 'new', rows, work);
    let value = 0;
    await written(batch, async () => {
      value = await work();
    });
    return { value, control: MEGABYTES };
  } finally {
    worker.kill();
  }
}

export const IMPORTS: Line[] = [
  {
    id: 'import-check',
    what: 'reading and checking 30,000 new rows into 300,000, against a raw staged COPY of the same rows',
    unit: 'ms',
    goal: { most: 3 },
    run: async (context) => {
      const { ownerUrl } = await register(context);
      const sheet = await newAccounts(ownerUrl, ROWS);
      const control = await rawImport(ownerUrl, sheet);
      return { value: await checked(await received(sheet), 'new', ROWS), control };
    },
  },
  {
    id: 'import-write',
    what: 'writing them with history, audit, coverage and search kept true, against the raw staged COPY',
    unit: 'ms',
    goal: { most: 3 },
    run: async (context) => {
      const { ownerUrl } = await register(context);
      const sheet = await newAccounts(ownerUrl, ROWS);
      const batch = await received(sheet);
      await checked(batch, 'new', ROWS);
      const control = await rawImport(ownerUrl, sheet);
      return { value: await written(batch), control };
    },
  },
  {
    id: 'import-again',
    what: 'the same file again, checked and run, against reading and checking it when its rows were new',
    unit: 'ms',
    goal: { most: 1.1 },
    run: async (context) => {
      const sheet = await newAccounts((await register(context)).ownerUrl, ROWS);
      const first = await received(sheet);
      const control = await checked(first, 'new', ROWS);
      await written(first);
      const second = await received(sheet);
      const value = await checked(second, 'same', ROWS);
      return { value: value + (await written(second)), control };
    },
  },
  {
    id: 'import-memory',
    what: 'peak memory of a process that checks and writes 30,000 rows, against 300 MB',
    unit: 'MB',
    goal: { most: 1 },
    times: 1,
    run: (context) => memory(context, 30_000),
  },
  {
    id: 'import-memory-large',
    what: 'the same of 200,000 rows',
    unit: 'MB',
    goal: { most: 1 },
    times: 1,
    run: (context) => memory(context, 200_000),
  },
];
