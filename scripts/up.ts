// The main job from a bare checkout: database, migrations, data, build, server; Ctrl-C stops it all.
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { readServerEnv } from '../lib/env.ts';
import { build } from './build.ts';
import { analyse, beginRegister, prepareDatabase } from './database.ts';
import { describeLock, lockHolder, releaseLock, startOf, takeLock } from './lock.ts';
import { type Cluster, startCluster } from './postgres.ts';
import { startServer, startWorker, stopServer } from './server.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const STATE = path.join(ROOT, '.guta');
const LOCK = path.join(STATE, 'up.json');
const started = Date.now();

type Mode = 'demo' | 'production';
type Running = { cluster?: Cluster; server?: ChildProcess; worker?: ReturnType<typeof startWorker>; stopping?: boolean };

export async function up(args: string[]) {
  const { empty, demonstration, dev } = readArguments(args);
  const mode = readMode();
  const port = readPort();
  const holder = takeLock(LOCK, ROOT);
  if (holder) return end(`Guta runs already in this checkout${holder.url ? `: ${holder.url}` : ' and is starting'} (process ${holder.pid}).`);

  const running: Running = {};
  stopWithTheTerminal(running);
  try {
    await requireFree(port);
    const addresses = await database(running);
    await prepareDatabase(addresses, say);
    const signIn = await beginRegister({ mode, empty, demonstration }, say);
    await analyse(addresses);
    if (!dev) await build(say);
    const url = await serve(running, { mode, port, databaseUrl: addresses.databaseUrl, dev });
    describeLock(LOCK, { url, ...addresses });
    announce(url, signIn);
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    if (process.env.GUTA_DEBUG) console.error(error);
    await stop(running, 1);
  }
}

function readArguments(args: string[]) {
  const known = ['--empty', '--demo', '--dev'];
  const unknown = args.filter((arg) => !known.includes(arg));
  if (unknown.length)
    end(
      `Unknown argument ${unknown.join(', ')}. Known: --empty (no demonstration), --demo (load the demonstration again), --dev (rebuild as files change).`,
      2,
    );
  return { empty: args.includes('--empty'), demonstration: args.includes('--demo'), dev: args.includes('--dev') };
}

function readMode(): Mode {
  const mode = process.env.GUTA_MODE ?? 'demo';
  if (mode !== 'demo' && mode !== 'production') end(`GUTA_MODE is "${mode}"; it can be demo or production.`, 2);
  return mode as Mode;
}

function readPort(): number {
  const port = Number(process.env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) end(`PORT is "${process.env.PORT}"; it must be a number from 1 to 65535.`, 2);
  return port;
}

function requireFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => reject(new Error(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm run up`)));
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

async function database(running: Running) {
  if (process.env.DATABASE_URL) {
    say('Using the database of DATABASE_URL');
    return { databaseUrl: process.env.DATABASE_URL, ownerUrl: process.env.MIGRATE_DATABASE_URL ?? process.env.DATABASE_URL };
  }
  say('Starting PostgreSQL …');
  const cluster = await startCluster(path.join(STATE, 'postgres'), { say });
  running.cluster = cluster;
  if (cluster.adopted) say('PostgreSQL was still running from an earlier start that was killed; it is used again');
  await cluster.ensureDatabase('guta');
  return { databaseUrl: cluster.url('guta_app', 'guta'), ownerUrl: cluster.url('guta_owner', 'guta') };
}

async function serve(running: Running, { mode, port, databaseUrl, dev }: { mode: Mode; port: number; databaseUrl: string; dev: boolean }) {
  const host = process.env.HOST ?? (mode === 'demo' ? '127.0.0.1' : '0.0.0.0');
  const url = process.env.NEXTAUTH_URL ?? `http://localhost:${port}`;
  const secret = process.env.NEXTAUTH_SECRET ?? (mode === 'demo' ? demoSecret() : '');
  readServerEnv({ ...process.env, GUTA_MODE: mode, DATABASE_URL: databaseUrl, NEXTAUTH_URL: url, NEXTAUTH_SECRET: secret });
  say('Starting the server …');
  const server = await startServer({ mode, host, port, url, databaseUrl, secret, dev });
  running.server = server;
  running.worker = startWorker(databaseUrl);
  server.once('exit', (code) => {
    if (running.stopping) return;
    console.error(`The server ended by itself (${code}).`);
    void stop(running, 1);
  });
  return url;
}

// Kept, so that sign-ins survive a restart.
function demoSecret(): string {
  const file = path.join(STATE, 'secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function announce(url: string, signIn: string[]) {
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`\nGuta 鼓塔 is ready after ${seconds} s: ${url}\n\nSign in at ${url}/sign-in`);
  for (const line of signIn) console.log(`  ${line}`);
  console.log('\nCtrl-C stops everything.');
}

function stopWithTheTerminal(running: Running) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(running, 0));
  // Started through npm, this process also ends with it: npm killed by -9 sends no signal.
  if (process.env.npm_lifecycle_event !== 'up') return;
  const parents = parentsUpToNpm();
  setInterval(() => {
    if (parents.some(({ pid, at }) => startOf(pid) !== at)) void stop(running, 0);
  }, 1000).unref();
}

function parentsUpToNpm() {
  const parents: { pid: number; at: string | undefined }[] = [];
  for (let pid = process.ppid; pid > 1 && parents.length < 2; ) {
    const [, name = '', rest = ''] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    parents.push({ pid, at: startOf(pid) });
    if (!/^(sh|dash|bash)$/.test(name)) break;
    pid = Number(rest.split(' ')[1]);
  }
  return parents;
}

async function stop(running: Running, code: number) {
  if (running.stopping) return;
  running.stopping = true;
  console.log('\nStopping …');
  await Promise.all([running.server && stopServer(running.server), running.worker?.stop()]);
  await running.cluster?.stop();
  if (lockHolder(LOCK, ROOT)?.pid === process.pid) releaseLock(LOCK);
  process.exit(code);
}

function say(line: string) {
  console.log(`[${String(Math.round((Date.now() - started) / 1000)).padStart(3)} s] ${line}`);
}

function end(sentence: string, code = 0): never {
  console.log(sentence);
  process.exit(code);
}

mkdirSync(STATE, { recursive: true });
