import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { db } from './client';
import { accepted } from './filing-given';
import { receiveImport } from './import-upload';
import { askWrite, readImport } from './imports';

const TODAY = '2026-11-20';
const ROWS = 12_000;
const LINES = Array.from({ length: ROWS }, (_, index) => `微博,断电${index},,断电局${index % 50},上城区,统计`);

// The server in small, as `npm run up` begins it: with the worker of imports beside it, which follows it.
const SERVING = `
  const { startWorker } = await import('./scripts/server.ts');
  const worker = startWorker(process.env.DATABASE_URL);
  console.log(worker.pid());
  setInterval(() => undefined, 1000);
`;

type Served = { server: ChildProcess; worker: number };
const begun: Served[] = [];

async function begin(): Promise<Served> {
  const server = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', SERVING], { stdio: ['ignore', 'pipe', 'inherit'] });
  const worker = await new Promise<number>((resolve) => server.stdout?.once('data', (text) => resolve(Number(text))));
  const served = { server, worker };
  begun.push(served);
  return served;
}

/** Kills the server as soon as the moment has come; its worker ends with it. */
async function killedAt({ server, worker }: Served, moment: () => Promise<boolean>): Promise<void> {
  await until(moment);
  const ended = new Promise((resolve) => server.once('exit', (_, signal) => resolve(signal)));
  server.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  await until(async () => !lives(worker));
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(moment: () => Promise<boolean>): Promise<void> {
  const began = Date.now();
  while (!(await moment())) {
    if (Date.now() - began > 60_000) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

afterAll(() => {
  for (const { server, worker } of begun) {
    server.kill('SIGKILL');
    if (lives(worker)) process.kill(worker, 'SIGKILL');
  }
});

it('a server that is killed in the middle of a check and of a write leaves both to the next one, and every row is there once', async () => {
  const bytes = new TextEncoder().encode(['平台,账号名称,平台ID,主办单位,行政区划,职能系统', ...LINES].join('\n'));
  const pieces = (async function* () {
    yield bytes;
  })();
  const id = accepted(await receiveImport(COMMAND_LINE, { name: '断电.csv', bytes: pieces }, TODAY));
  await killedAt(await begin(), async () => (await db().importRow.count({ where: { batchId: id } })) > 0);
  expect(await readImport(COMMAND_LINE, id)).toMatchObject({ status: 'checking', task: 'check' });

  const second = await begin();
  await until(async () => (await readImport(COMMAND_LINE, id))?.status === 'checked');
  expect(await db().importRow.count({ where: { batchId: id } })).toBe(ROWS);
  const before = await db().account.count();
  accepted(await askWrite(COMMAND_LINE, id, TODAY, false));
  await killedAt(second, async () => ((await db().importProgress.findUnique({ where: { batchId: id } }))?.done ?? 0) > 0);
  expect(await readImport(COMMAND_LINE, id)).toMatchObject({ status: 'running', task: 'write', counts: { written: 0 } });
  expect(await db().account.count()).toBe(before);

  await begin();
  await until(async () => (await readImport(COMMAND_LINE, id))?.task === null);
  expect(await readImport(COMMAND_LINE, id)).toMatchObject({ status: 'done', counts: { rows: ROWS, new: ROWS, written: ROWS } });
  expect(await db().account.count()).toBe(before + ROWS);
  expect(await db().accountName.count({ where: { name: { startsWith: '断电' } } })).toBe(ROWS);
  expect(await db().auditEvent.count({ where: { act: 'import.run', subjectId: String(id) } })).toBe(1);
}, 180_000);
