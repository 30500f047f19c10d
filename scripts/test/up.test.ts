// `npm run up` as a person meets it: from a bare copy, killed, started twice, side by side, as root and not.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../postgres.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const isRoot = process.getuid?.() === 0;
const SOMEBODY = 65534;
const place = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'guta-up-'));
const running = new Set<Up>();

beforeAll(() => chmodSync(place, 0o755));

afterAll(async () => {
  for (const up of running) await up.interrupt();
  rmSync(place, { recursive: true, force: true });
});

/** A copy of the checkout as git would clone it, with the packages linked in to save installing them. */
function clone(...names: string[]): string {
  const folder = path.join(place, ...names);
  mkdirSync(folder, { recursive: true });
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);
  for (const file of files) if (existsSync(path.join(ROOT, file))) cpSync(path.join(ROOT, file), path.join(folder, file), { recursive: true });
  execFileSync('cp', ['-al', path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules')]);
  return folder;
}

class Up {
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

function pause(milliseconds: number) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Processes that work in the folder: PostgreSQL on its data, Next, npm. */
function serversOf(folder: string): string[] {
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

async function total(up: Up): Promise<number> {
  const answer = (await (await fetch(`${up.url}/api/v1/accounts?limit=1`)).json()) as { total: number };
  return answer.total;
}

describe('npm run up', () => {
  const first = clone('有 空格', '甲');
  let port = 0;

  it('goes from a copy with nothing in it to a ready register, at a path with a space and Chinese characters', async () => {
    port = await freePort();
    const up = await new Up(first, port).ready();
    expect(up.output).toContain('demo-admin');
    expect(await total(up)).toBeGreaterThan(0);
    expect((await fetch(`${up.url}/sign-in`)).status).toBe(200);
  }, 300_000);

  it('says in a second terminal that it runs already', async () => {
    const second = new Up(first, port);
    expect(await second.ended).toBe(0);
    expect(second.output).toContain(`Guta runs already in this checkout: http://localhost:${port}`);
  }, 60_000);

  it('lets the command line work on its register, with the exit codes of the contract', async () => {
    const file = path.join(first, '试验.csv');
    const run = (rows: string, ...args: string[]) => {
      writeFileSync(file, `平台,账号名称,职能系统,行政区划代码\n${rows}\n`);
      const child = spawn('npm', ['run', '--silent', 'import', '--', 'accounts', '试验.csv', '--json', ...args], {
        cwd: first,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let output = '';
      child.stdout.on('data', (text) => {
        output += text;
      });
      return new Promise<{ code: number | null; answer: Record<string, unknown> }>((resolve) =>
        child.once('exit', (code) => resolve({ code, answer: JSON.parse(output.trim().split('\n').at(-1) ?? '{}') })),
      );
    };
    expect(await run('微信,试验命令行,教育,110101', '--dry-run')).toMatchObject({ code: 0, answer: { rows: 1, new: 1, written: 0 } });
    expect(await run('微信,试验命令行,教育,110101')).toMatchObject({ code: 0, answer: { rows: 1, new: 1, written: 1, reasons: [] } });
    expect(await run('微信,试验命令行,教育,110101\n微信,,教育,110101')).toMatchObject({
      code: 1,
      answer: { rows: 2, same: 1, refused: 1, written: 0, reasons: [{ row: 3, column: 'name' }] },
    });
    expect(await run('微信,试验好行,教育,110101\n微信,,教育,110101', '--only-good')).toMatchObject({ code: 1, answer: { new: 1, refused: 1, written: 1 } });
    writeFileSync(file, '');
    expect((await run('')).code).toBe(2);
  }, 120_000);

  it('killed with -9 leaves PostgreSQL behind, takes it up again, and has lost nothing', async () => {
    const [up] = running;
    if (!up) throw new Error('nothing runs');
    const before = await total(up);
    await up.signal('SIGKILL');
    await pause(1500);
    expect(serversOf(first).some((command) => command.includes('native/bin/postgres'))).toBe(true);
    const again = await new Up(first, port).ready();
    expect(again.output).toContain('PostgreSQL was still running');
    expect(again.seconds).toBeLessThanOrEqual(30);
    expect(await total(again)).toBe(before);
  }, 120_000);

  it('runs beside another copy, each with its own register, and stops wholly at Ctrl-C', async () => {
    const other = clone('乙');
    const beside = await new Up(other, await freePort(), { args: ['--empty'] }).ready();
    const [up] = running;
    expect(await total(beside)).toBe(0);
    expect(beside.output).toMatch(/user name admin, password \S{16} \(shown this once, changed at the first sign-in\)/);
    if (up) expect(await total(up)).toBeGreaterThan(0);
    await beside.interrupt();
    await up?.interrupt();
    expect([...serversOf(other), ...serversOf(first)]).toEqual([]);
  }, 300_000);

  it('begun empty stays without the demonstration until it is asked for', async () => {
    const other = path.join(place, '乙');
    const up = await new Up(other, await freePort()).ready();
    expect(up.output).not.toContain('demo-admin');
    expect(await total(up)).toBe(0);
    await up.interrupt();
    const shown = await new Up(other, await freePort(), { args: ['--demo'] }).ready();
    expect(shown.output).toContain('demo-admin');
    expect(await total(shown)).toBeGreaterThan(0);
    await shown.interrupt();
  }, 120_000);

  it.each([
    [{ GUTA_MODE: 'production', NEXTAUTH_SECRET: 'replace-with-32-random-characters-or-more' }, 'demonstration users'],
    [{ GUTA_MODE: 'other' }, 'GUTA_MODE is "other"'],
    [{ PORT: 'abc' }, 'PORT is "abc"'],
    [{ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, '127.0.0.1:1'],
  ])(
    'refuses to start with %o and says why',
    async (env, sentence) => {
      const up = new Up(path.join(place, '乙'), await freePort(), { env });
      expect(await up.ended).not.toBe(0);
      expect(up.output).toContain(sentence);
      expect(up.output).not.toMatch(/\n\s+at /);
    },
    60_000,
  );

  it('in production refuses the example secret', async () => {
    const folder = path.join(place, '乙');
    const cleared = await new Up(folder, await freePort(), { args: ['--empty'] }).ready();
    await cleared.interrupt();
    const up = new Up(folder, await freePort(), { env: { GUTA_MODE: 'production', NEXTAUTH_SECRET: 'replace-with-32-random-characters-or-more' } });
    expect(await up.ended).not.toBe(0);
    expect(up.output).toContain('The environment variable NEXTAUTH_SECRET is still the example');
  }, 120_000);

  it.runIf(isRoot)(
    'works for root below a private folder, and for an ordinary user',
    async () => {
      const hidden = clone('私人', '丙');
      chmodSync(path.join(place, '私人'), 0o700);
      const up = await new Up(hidden, await freePort()).ready();
      expect(up.output).toContain('cannot enter');
      await up.interrupt();
      const apart = /lives in (\/var\/lib\/guta\/[0-9a-f]+)\/data/.exec(up.output)?.[1];
      if (apart) rmSync(apart, { recursive: true, force: true });
      chmodSync(path.join(place, '私人'), 0o755);

      const home = path.join(place, '普通用户');
      const own = clone('普通用户', '丁');
      execFileSync('chown', [
        '-R',
        '--no-dereference',
        `${SOMEBODY}:${SOMEBODY}`,
        ...readdirSync(own)
          .filter((name) => name !== 'node_modules')
          .map((name) => path.join(own, name)),
      ]);
      for (const folder of [home, own]) chownSync(folder, SOMEBODY, SOMEBODY);
      const ordinary = await new Up(own, await freePort(), { uid: SOMEBODY, env: { HOME: home } }).ready();
      expect(ordinary.output).not.toContain('cannot enter');
      await ordinary.interrupt();
    },
    300_000,
  );
});
