// `npm run up` in copies of the checkout, for the tests that meet it as a person does.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
export const place = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'guta-up-'));
export const running = new Set<Up>();

/** A copy of the checkout as git would clone it, with the packages linked in to save installing them. */
export function clone(...names: string[]): string {
  const folder = path.join(place, ...names);
  mkdirSync(folder, { recursive: true });
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);
  for (const file of files) if (existsSync(path.join(ROOT, file))) cpSync(path.join(ROOT, file), path.join(folder, file), { recursive: true });
  execFileSync('cp', ['-al', path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules')]);
  return folder;
}

export class Up {
  output = '';
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(
    readonly folder: string,
    readonly port: number,
    { args = [], env = {}, uid }: { args?: string[]; env?: Record<string, string>; uid?: number } = {},
  ) {
    const who = uid === undefined ? {} : { uid, gid: uid };
    this.process = spawn('npm', ['run', 'up', ...(args.length ? ['--', ...args] : [])], {
      cwd: folder,
      detached: true,
      env: { ...process.env, PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...who,
    });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (text) => {
        this.output += text;
      });
    running.add(this);
    this.ended = new Promise((resolve) =>
      this.process.once('exit', (code) => {
        running.delete(this);
        resolve(code);
      }),
    );
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async ready(): Promise<this> {
    const sign = () => /is ready after/.test(this.output);
    for (let tries = 0; tries < 1200 && !sign() && this.process.exitCode === null; tries++) await pause(250);
    if (!sign()) throw new Error(`up did not become ready:\n${this.output}`);
    expect((await fetch(`${this.url}/api/health/ready`)).status).toBe(200);
    return this;
  }

  /** Seconds from the start until it was ready, as it says itself. */
  get seconds(): number {
    return Number(/is ready after (\d+) s/.exec(this.output)?.[1] ?? Number.NaN);
  }

  async signal(signal: NodeJS.Signals) {
    if (this.process.pid && this.process.exitCode === null && this.process.signalCode === null) process.kill(-this.process.pid, signal);
    await this.ended;
  }

  /** As Ctrl-C in a terminal: every process of the group hears it. */
  async interrupt() {
    await this.signal('SIGINT');
    for (let tries = 0; tries < 60 && serversOf(this.folder).length > 0; tries++) await pause(250);
  }
}

export function pause(milliseconds: number) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Processes that work in the folder: PostgreSQL on its data, Next, npm. */
export function serversOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const cwd = realpathSync(`/proc/${pid}/cwd`);
        return command.includes(`${folder}/`) || cwd === folder ? [command] : [];
      } catch {
        return [];
      }
    });
}

export async function total(up: Up): Promise<number> {
  const answer = (await (await fetch(`${up.url}/api/v1/accounts?limit=1`)).json()) as { total: number };
  return answer.total;
}

/** Runs a script of package.json in a folder to its end. */
export function npm(folder: string, ...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn('npm', ['run', '--silent', ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stderr.on('data', (text) => {
    errors += text;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output, errors })));
}
