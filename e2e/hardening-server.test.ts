// A server of its own beside the others', with limits and a log, on a register that can be broken.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closeDb } from '../lib/db/client.ts';
import { beginRegister, prepareDatabase } from '../scripts/database.ts';
import { freePort, startCluster, testHome, withClient } from '../scripts/postgres.ts';
import { startServer, stopServer } from '../scripts/server.ts';
import { expect, passwordOf, signIn, test } from './test.ts';
import { csv } from './upload.ts';

const NAME = 'guta_e2e_hardening';
const LOG = path.join(os.tmpdir(), `guta-${randomUUID()}.log`);
const LIMITS = { GUTA_LIMIT_VERIFY: '3', GUTA_LIMIT_API: '4', GUTA_LIMIT_UPLOAD: '2', GUTA_TRUST_PROXY: '1', GUTA_LOG: LOG };

type Line = { level: string; msg: string; id?: string; path?: string; status?: number; route?: string; digest?: string };

let url = '';
let ownerUrl = '';
let end = async () => {};

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(90_000);
  const cluster = await startCluster(testHome(), { fast: true }); // runs already
  await withClient(cluster.url('postgres', 'postgres'), (client) => client.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`));
  await cluster.ensureDatabase(NAME);
  ownerUrl = cluster.url('guta_owner', NAME);
  const databaseUrl = cluster.url('guta_app', NAME);
  const { DATABASE_URL } = process.env;
  await closeDb(); // the worker's earlier tests may have worked on the others' register
  await prepareDatabase({ databaseUrl, ownerUrl }, () => undefined);
  await beginRegister({ mode: 'demo', empty: false, demonstration: false, synthetic: false }, () => undefined);
  await closeDb();
  process.env.DATABASE_URL = DATABASE_URL;
  const port = await freePort();
  url = `http://localhost:${port}`;
  Object.assign(process.env, LIMITS);
  const server = await startServer({ mode: 'demo', host: '127.0.0.1', port, url, databaseUrl, secret: 'only-for-the-tests-of-this-machine-0' });
  for (const name of Object.keys(LIMITS)) delete process.env[name];
  end = () => stopServer(server);
});

test.afterAll(() => end());

test('look-ups are limited by caller, and the page says when to come again', async ({ request, page }) => {
  const ask = (from: string) => request.get(`${url}/verify?q=平安北京`, { headers: { 'x-forwarded-for': from } });
  for (let count = 0; count < 3; count++) expect((await ask('198.51.100.1')).status()).toBe(200);
  const refused = await ask('198.51.100.1');
  expect(refused.status()).toBe(429);
  expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0);
  expect(await refused.text()).toContain('查验过于频繁');
  expect((await ask('1.2.3.4, 198.51.100.1')).status(), 'what a caller writes itself changes nothing').toBe(429);
  expect((await ask('198.51.100.2')).status()).toBe(200);
  expect((await request.get(`${url}/verify`, { headers: { 'x-forwarded-for': '198.51.100.1' } })).status(), 'the form itself').toBe(200);
  await page.setExtraHTTPHeaders({ 'x-forwarded-for': '198.51.100.1' });
  await page.goto(`${url}/verify?q=平安北京`);
  await expect(page.getByText(/查验过于频繁，请 \d+ 秒后再试/)).toBeVisible();
});

test('the API is limited, and answers with a problem', async ({ request }) => {
  const ask = () => request.get(`${url}/api/v1/sectors`, { headers: { 'x-forwarded-for': '198.51.100.3', 'accept-language': 'en' } });
  for (let count = 0; count < 4; count++) expect((await ask()).status()).toBe(200);
  const refused = await ask();
  expect(refused.status()).toBe(429);
  expect(refused.headers()).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': expect.stringMatching(/^\d+$/) });
  expect(await refused.json()).toMatchObject({ status: 429, title: 'Too many requests' });
});

test('uploads are limited by person, wherever they come from', async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: url });
  await signIn(request, 'demo-admin', passwordOf('demo-admin'));
  const send = (from: string) =>
    request.post('/desk/imports/upload', { multipart: { file: csv('张三.csv', ['甲', '乙']) }, maxRedirects: 0, headers: { 'x-forwarded-for': from } });
  expect([(await send('198.51.100.4')).status(), (await send('198.51.100.5')).status()]).toEqual([303, 303]);
  const refused = await send('198.51.100.6');
  expect(refused.status()).toBe(429);
  expect(refused.headers()).toHaveProperty('retry-after');
  expect(await refused.text()).toContain('上传过于频繁');
  await request.dispose();
});

test('an error is shown by its number, which the log has with its place, and neither says more', async ({ page, request }) => {
  await alter('unit_standing RENAME TO unit_standing_away', 'account_search RENAME TO account_search_away');
  const answer = await page.goto(`${url}/units?q=王小明`);
  const id = answer?.headers()['x-request-id'];
  expect(answer?.status()).toBe(500);
  await expect(page.getByRole('alert').filter({ hasText: '出错了' })).toContainText(`${id}`);
  expect(await page.content()).not.toMatch(/_away|does not exist|prisma|node_modules|42P01/i);
  const api = await request.get(`${url}/api/v1/accounts?q=王小明`, { headers: { 'x-forwarded-for': '198.51.100.7' } });
  expect(api.status()).toBe(500);
  expect(await api.text()).not.toMatch(/unit|prisma|node_modules/i);
  await alter('unit_standing_away RENAME TO unit_standing', 'account_search_away RENAME TO account_search');
  await expect
    .poll(() =>
      lines()
        .filter((line) => line.id === id)
        .map(({ msg }) => msg),
    )
    .toEqual(expect.arrayContaining(['request', 'error']));
  expect(lines().find((line) => line.id === id && line.msg === 'error')).toMatchObject({ route: '/units', name: expect.any(String), at: expect.any(Array) });
});

test('an error of the frame of the pages has a page too', async ({ page }) => {
  await alter('setting RENAME TO setting_away');
  const answer = await page.goto(`${url}/`);
  expect(answer?.status()).toBe(500);
  await expect(page.getByRole('alert').filter({ hasText: '出错了' })).toContainText(answer?.headers()['x-request-id'] ?? 'no number');
  expect(await page.content()).not.toMatch(/setting_away|does not exist|prisma/i);
  await alter('setting_away RENAME TO setting');
});

test('the log has a line for each request, and nothing of a person in any', async ({ request }) => {
  const secret = `zhangsan-${randomUUID()}`;
  const named = encodeURIComponent(`张三 ${secret}`);
  const sent = {
    'x-forwarded-for': '198.51.100.8',
    cookie: `next-auth.session-token=${secret}`,
    authorization: secret,
    'user-agent': secret,
    referer: `${url}/?q=${named}`,
  };
  await request.get(`${url}/verify?q=${named}`, { headers: sent });
  await request.get(`${url}/${named}`, { headers: sent });
  await request.post(`${url}/api/auth/callback/credentials`, {
    form: { username: secret, password: secret, csrfToken: secret },
    headers: { ...sent, cookie: '' },
    maxRedirects: 0,
  });
  await expect.poll(() => lines().filter(({ path: asked }) => asked === '/*').length).toBeGreaterThan(0);
  expect(lines().find(({ path: asked }) => asked === '/verify')).toMatchObject({
    level: 'info',
    msg: 'request',
    method: 'GET',
    status: expect.any(Number),
    ms: expect.any(Number),
  });
  const written = existsSync(LOG) ? readFileSync(LOG, 'utf8') : '';
  expect(written).not.toContain(secret);
  expect(written).not.toMatch(/%E5|[\u4e00-\u9fff]|198\.51|127\.0\.0\.1|demo-admin|next-auth\.|cookie|password|\?/);
});

async function alter(...tables: string[]) {
  await withClient(ownerUrl, (client) => client.query(tables.map((table) => `ALTER TABLE ${table};`).join('')));
}

function lines(): Line[] {
  const text = existsSync(LOG) ? readFileSync(LOG, 'utf8') : '';
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}
