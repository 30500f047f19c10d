// `npm run up` as a person meets it: from a bare copy, killed, started twice, side by side, as root and not.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../postgres.ts';
import { clone, npm, pause, place, running, serversOf, total, Up } from './running.ts';

const isRoot = process.getuid?.() === 0;
const SOMEBODY = 65534;

beforeAll(() => chmodSync(place, 0o755));

afterAll(async () => {
  for (const up of running) await up.interrupt();
  rmSync(place, { recursive: true, force: true });
}, 300_000);

describe('npm run up', () => {
  const first = clone('有 空格', '甲');
  const second = ordinary(clone('普通用户', '乙'));
  let port = 0;
  let besides = 0;

  const other = (args: string[] = [], env: Record<string, string> = {}) =>
    new Up(second, besides, { args, ...(isRoot ? { uid: SOMEBODY, env: { HOME: path.dirname(second), ...env } } : { env }) });

  it('goes from a copy with nothing in it to a ready register, at a path with a space and Chinese characters', async () => {
    [port, besides] = [await freePort(), await freePort()];
    const up = await new Up(first, port).ready();
    expect(up.output).toContain('demo-admin');
    expect(await total(up)).toBeGreaterThan(0);
    expect((await fetch(`${up.url}/sign-in`)).status).toBe(200);
  }, 300_000);

  it('says in a second terminal that it runs already', async () => {
    const again = new Up(first, port);
    expect(await again.ended).toBe(0);
    expect(again.output).toContain(`Guta runs already in this checkout: http://localhost:${port}`);
  }, 60_000);

  it('lets the command line work on its register, with the exit codes of the contract', async () => {
    const file = path.join(first, '试验.csv');
    const run = async (rows: string, ...args: string[]) => {
      writeFileSync(file, `平台,账号名称,职能系统,行政区划代码\n${rows}\n`);
      const { code, output } = await npm(first, 'import', '--', 'accounts', '试验.csv', '--json', ...args);
      return { code, answer: JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown> };
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

  it('is backed up and restored while it runs, by commands that say what they did', async () => {
    const [up] = running;
    if (!up) throw new Error('nothing runs');
    const before = await total(up);
    expect(await npm(first, 'backup', '--', '备份 甲.gz')).toMatchObject({ code: 0, output: expect.stringContaining('备份 甲.gz') });
    expect(await npm(first, 'backup', '--', '备份 甲.gz')).toMatchObject({ code: 2, errors: expect.stringContaining('replaces none') });
    writeFileSync(path.join(first, '试验.csv'), '平台,账号名称,职能系统,行政区划代码\n微信,备份之后,教育,110101\n');
    expect((await npm(first, 'import', '--', 'accounts', '试验.csv')).code).toBe(0);
    expect(await total(up)).toBe(before + 1);
    expect(await npm(first, 'restore', '--', '备份 甲.gz')).toMatchObject({ code: 1, errors: expect.stringContaining('not empty') });
    expect(await npm(first, 'restore', '--', '试验.csv', '--replace')).toMatchObject({ code: 2, errors: expect.stringContaining('Nothing was written') });
    expect(await total(up)).toBe(before + 1);
    const restored = await npm(first, 'restore', '--', '备份 甲.gz', '--replace');
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('compared with the backup') });
    expect(await total(up)).toBe(before);
    expect((await fetch(`${up.url}/sign-in`)).status).toBe(200);
    expect(readFileSync(path.join(first, '.guta', 'server.log'), 'utf8')).toContain('"msg":"request"');
  }, 180_000);

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

  it('runs beside the copy of an ordinary user, each with its own register, and stops wholly at Ctrl-C', async () => {
    const beside = await other(['--empty']).ready();
    const [up] = running;
    expect(await total(beside)).toBe(0);
    expect(beside.output).toMatch(/user name admin, password \S{16} \(shown this once, changed at the first sign-in\)/);
    expect(beside.output).not.toContain('cannot enter');
    if (up) expect(await total(up)).toBeGreaterThan(0);
    await beside.interrupt();
    await up?.interrupt();
    expect([...serversOf(second), ...serversOf(first)]).toEqual([]);
  }, 300_000);

  it('begun empty stays without the demonstration until it is asked for', async () => {
    const up = await other().ready();
    expect(up.output).not.toContain('demo-admin');
    expect(await total(up)).toBe(0);
    await up.interrupt();
    const shown = await other(['--demo']).ready();
    expect(shown.output).toContain('demo-admin');
    expect(await total(shown)).toBeGreaterThan(0);
    await shown.interrupt();
  }, 300_000);

  it.each([
    [{ GUTA_MODE: 'production', NEXTAUTH_SECRET: 'replace-with-32-random-characters-or-more' }, 'demonstration users'],
    [{ GUTA_MODE: 'other' }, 'GUTA_MODE is "other"'],
    [{ PORT: 'abc' }, 'PORT is "abc"'],
    [{ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, '127.0.0.1:1'],
  ])(
    'refuses to start with %o and says why',
    async (env, sentence) => {
      const up = other([], env);
      expect(await up.ended).not.toBe(0);
      expect(up.output).toContain(sentence);
      expect(up.output).not.toMatch(/\n\s+at /);
    },
    60_000,
  );

  it('in production refuses the example secret', async () => {
    const cleared = await other(['--empty']).ready();
    await cleared.interrupt();
    const up = other([], { GUTA_MODE: 'production', NEXTAUTH_SECRET: 'replace-with-32-random-characters-or-more' });
    expect(await up.ended).not.toBe(0);
    expect(up.output).toContain('The environment variable NEXTAUTH_SECRET is still the example');
  }, 300_000);

  it.runIf(isRoot)(
    'works for root below a private folder',
    async () => {
      chmodSync(path.dirname(first), 0o700);
      const up = await new Up(first, await freePort()).ready();
      expect(up.output).toContain('cannot enter');
      expect(await total(up)).toBeGreaterThan(0);
      await up.interrupt();
      const apart = /lives in (\/var\/lib\/guta\/[0-9a-f]+)\/data/.exec(up.output)?.[1];
      if (apart) rmSync(apart, { recursive: true, force: true });
      chmodSync(path.dirname(first), 0o755);
    },
    300_000,
  );
});

/** The checkout of somebody who is not root, whoever runs the tests. Hard links to packages stay whose they are. */
function ordinary(folder: string): string {
  if (!isRoot) return folder;
  const own = readdirSync(folder).filter((name) => name !== 'node_modules');
  execFileSync('chown', ['-R', '--no-dereference', `${SOMEBODY}:${SOMEBODY}`, ...own.map((name) => path.join(folder, name))]);
  for (const each of [path.dirname(folder), folder]) chownSync(each, SOMEBODY, SOMEBODY);
  return folder;
}
