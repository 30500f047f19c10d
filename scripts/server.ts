// The production server of Next as a child process.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

// Not in the terminal of `npm run up`, which is for its sentences.
const LOG = path.join(ROOT, '.guta', 'server.log');

export type Settings = { mode: 'demo' | 'production'; host: string; port: number; url: string; databaseUrl: string; secret: string; dev?: boolean };

/** Starts the built app (or, for developing, the sources) and waits until it says that it is ready. */
export async function startServer({ mode, host, port, url, databaseUrl, secret, dev }: Settings): Promise<ChildProcess> {
  const log = process.env.GUTA_LOG || LOG;
  const toTerminal = log === '-';
  if (log === LOG) keepShort(log);
  const server = spawn(
    process.execPath,
    ['--import', './scripts/follow-parent.mjs', 'node_modules/next/dist/bin/next', dev ? 'dev' : 'start', '-H', host, '-p', String(port)],
    {
      cwd: ROOT,
      stdio: ['ignore', toTerminal ? 'inherit' : 'ignore', 'inherit', 'ipc'],
      // A group of its own: Ctrl-C reaches only the parent, which then stops things in order.
      detached: true,
      env: {
        ...process.env,
        NODE_ENV: dev ? 'development' : 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        GUTA_MODE: mode,
        DATABASE_URL: databaseUrl,
        NEXTAUTH_URL: url,
        NEXTAUTH_SECRET: secret,
        GUTA_LOG: toTerminal ? '' : log,
      },
    },
  );
  const local = host === '0.0.0.0' ? '127.0.0.1' : host;
  await untilReady(server, `http://${local}:${port}/api/health/ready`);
  return server;
}

// What two batches of 200,000 rows need; without limits Node lets garbage lie until there is twice as much.
const MEMORY = ['--max-old-space-size=256', '--max-semi-space-size=8'];

/** Starts the worker of imports beside the server; one that ends by itself is started again, until it is stopped. */
export function startWorker(databaseUrl: string): { stop(): Promise<void>; pid(): number | undefined } {
  let stopped = false;
  let worker = begin();
  function begin(): ChildProcess {
    const child = spawn(process.execPath, [...MEMORY, '--import', './scripts/follow-parent.mjs', '--import', 'tsx', 'scripts/worker.ts'], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
      env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl },
    });
    child.once('exit', () => {
      if (!stopped)
        setTimeout(() => {
          if (!stopped) worker = begin();
        }, 1000);
    });
    return child;
  }
  return {
    pid: () => worker.pid,
    stop: async () => {
      stopped = true;
      await stopServer(worker);
    },
  };
}

const LONG = 50 * 1024 * 1024;

// One file before the present one is kept. A log elsewhere is the operator's to rotate.
function keepShort(log: string) {
  if (existsSync(log) && statSync(log).size > LONG) renameSync(log, `${log}.1`);
}

/** Ends a server or a worker, by force when it does not end by itself. */
export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const hurry = setTimeout(() => server.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(hurry);
}

async function untilReady(server: ChildProcess, address: string) {
  let last = '';
  for (let tries = 0; tries < 240; tries++) {
    if (server.exitCode !== null) throw new Error(`The server ended while it was starting; its log is ${process.env.GUTA_LOG || LOG}`);
    try {
      const answer = await fetch(address);
      if (answer.ok) return;
      last = await answer.text();
    } catch (error) {
      last = String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`The server did not become ready: ${last}`);
}
