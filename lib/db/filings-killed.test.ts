import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { db } from './client';
import { accepted, givenActor } from './filing-given';
import { submitOpening } from './filing-submit';

const TODAY = '2026-11-20';
const MANY = 40;

// The server in small: decides all that is given, and is killed meanwhile.
const DECIDING = `
  const { decideMany } = await import('./lib/db/filing-move.ts');
  const { actor, chosen } = JSON.parse(process.argv[1]);
  await decideMany(actor, chosen, 'complete', '${TODAY}');
  console.log('all decided');
`;

it('killed in the middle of a bulk decision, each filing is either filed with its account or untouched', async () => {
  const actor = await givenActor('registrar', '330100');
  const chosen: { id: number; version: number }[] = [];
  for (let index = 0; index < MANY; index++) {
    const texts = { platform: '微博', name: `中断试验${index}`, unit: `中断试验局${index}`, region: '杭州市', sector: 'statistics' };
    chosen.push({ id: accepted(await submitOpening(actor, texts, TODAY)), version: 1 });
  }
  expect(await killedAt(5, JSON.stringify({ actor, chosen }))).toBe('SIGKILL');
  await idle();

  const filings = await db().filing.findMany({ include: { events: true, account: { include: { standings: true, names: true } } } });
  const done = filings.filter(({ state }) => state === 'done');
  expect(done.length).toBeGreaterThanOrEqual(5);
  expect(done.length).toBeLessThan(MANY);
  for (const { account, events, version } of done) {
    expect([events.length, version, account?.standings.length, account?.names.length]).toEqual([2, 2, 1, 1]);
  }
  for (const { state, accountId, events, version } of filings.filter((each) => !done.includes(each)))
    expect([state, accountId, events.length, version]).toEqual(['submitted', null, 1, 1]);
  expect(await db().account.count({ where: { names: { some: { name: { startsWith: '中断试验' } } } } })).toBe(done.length);
  expect(await db().auditEvent.count({ where: { act: 'filing.complete' } })).toBe(done.length);
}, 60_000);

/** Runs the decision in a process of its own, and kills it once so many are done. */
async function killedAt(count: number, given: string): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', DECIDING, given], { stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.on('exit', (_, signal) => resolve(signal));
  });
  while (child.exitCode === null && (await db().filing.count({ where: { state: 'done' } })) < count) await pause(5);
  child.kill('SIGKILL');
  return ended;
}

// What the killed process had begun is taken back by the database.
async function idle(): Promise<void> {
  const others = () => db().$queryRaw<{ busy: number }[]>`
    SELECT count(*)::int AS busy FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`;
  while (((await others())[0]?.busy ?? 0) > 0) await pause(20);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
