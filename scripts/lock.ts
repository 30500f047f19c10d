// One `up` per checkout. A lock names a process; it holds only while that very process lives.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Holder = { pid: number; started: string; checkout: string; url?: string; databaseUrl?: string; ownerUrl?: string };

/** Takes the lock, or returns who holds it. */
export function takeLock(file: string, checkout: string): Holder | undefined {
  const holder = lockHolder(file, checkout);
  if (holder) return holder;
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  try {
    writeLock(file, { pid: process.pid, started: startOf(process.pid) ?? '', checkout: realpathSync(checkout) }, 'wx');
    return undefined;
  } catch {
    return lockHolder(file, checkout); // another `up` was quicker by a moment
  }
}

/** The living process that holds the lock of this checkout, if any. */
export function lockHolder(file: string, checkout: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
    // A copied checkout brings the original's lock along; a reused process number has another start.
    const lives = holder.checkout === realpathSync(checkout) && startOf(holder.pid) === holder.started;
    return lives ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Adds to the lock what other commands need to know of the running register. */
export function describeLock(file: string, facts: Partial<Holder>) {
  writeLock(file, { ...(JSON.parse(readFileSync(file, 'utf8')) as Holder), ...facts }, 'w');
}

export function releaseLock(file: string) {
  rmSync(file, { force: true });
}

function writeLock(file: string, holder: Holder, flag: 'w' | 'wx') {
  writeFileSync(file, JSON.stringify(holder), { flag, mode: 0o600 });
}

/** When a process started, in a form that only equals itself; undefined when there is no such process. */
export function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    // No such process, or no /proc as on macOS, where ps knows.
    const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  }
}
