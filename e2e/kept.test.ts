// Coverage pages and lists are rendered once for all who are not signed in: what of them is each answer's own, and whom they are not for.
import { request as plain } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { APIRequestContext } from '@playwright/test';
import { COMMAND_LINE } from '../lib/access/actor.ts';
import { registerAccount } from '../lib/db/account-register.ts';
import { EXPLAINED } from '../lib/db/filing-given.ts';
import { dayOf } from '../lib/taxonomy/day.ts';
import { expect, test } from './test.ts';

const PAGE = '/coverage?platform=weibo&region=320000';

async function look(request: APIRequestContext, headers: Record<string, string> = {}, address = PAGE) {
  const answer = await request.get(address, { headers });
  return { status: answer.status(), headers: answer.headers(), text: await answer.text() };
}

function nonceOf(policy = ''): string {
  return /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
}

test('each answer has its own nonce, number and headers, first and later, packed and plain', async ({ asWhom, baseURL }) => {
  const nobody = await asWhom(null);
  const seen = new Set<string>();
  for (let time = 0; time < 3; time++) {
    const { headers, text } = await look(nobody);
    const nonce = nonceOf(headers['content-security-policy']);
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff', 'content-encoding': 'gzip' });
    expect(headers['server-timing']).toContain(headers['x-request-id'] ?? 'none');
    expect(text.match(/nonce="([^"]+)"/g)?.every((each) => each === `nonce="${nonce}"`)).toBe(true);
    seen.add(nonce).add(headers['x-request-id'] ?? '');
  }
  expect(seen.size).toBe(6);
  const [packed, whole] = await Promise.all([bytes(`${baseURL}${PAGE}`, 'gzip'), bytes(`${baseURL}${PAGE}`, 'identity')]);
  expect(gunzipSync(packed).length).toBe(whole.length);
});

function bytes(url: string, encoding: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    plain(url, { headers: { 'accept-encoding': encoding } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('end', () => resolve(Buffer.concat(parts)));
    })
      .once('error', reject)
      .end();
  });
}

test('nobody is shown another’s page, whoever looked before', async ({ asWhom }) => {
  const [nobody, registrar, auditor] = [await asWhom(null), await asWhom('demo-registrar'), await asWhom('demo-clerk')];
  for (let time = 0; time < 2; time++) {
    const [mine, theirs, open] = [await look(registrar), await look(auditor), await look(nobody)];
    expect(mine.text).toContain('/api/auth/signout');
    expect(theirs.text).toContain('/api/auth/signout');
    expect(theirs.text).not.toBe(mine.text);
    expect(open.text).not.toContain('/api/auth/signout');
    expect(open.text).not.toContain('csrfToken');
  }
});

test('nothing that a request says gets into what others are sent', async ({ asWhom }) => {
  const nobody = await asWhom(null);
  const address = '/coverage?platform=weibo&region=350000';
  const forged = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-for': '203.0.113.9',
    cookie: 'next-auth.csrf-token=stolen%7Chash; other=stolen',
    'user-agent': 'stolen',
  };
  for (const headers of [forged, {}]) {
    const { status, text } = await look(nobody, headers, address);
    expect(status).toBe(200);
    expect(text).not.toMatch(/evil\.example|203\.0\.113\.9|stolen/);
  }
  const english = await look(nobody, { cookie: 'guta.locale=en' }, address);
  expect(english.text).toContain('<html lang="en"');
  expect((await look(nobody, {}, address)).text).toContain('<html lang="zh-CN"');
});

test('a refused page is refused each time, and a write is shown at once, by counts and by lists', async ({ asWhom }) => {
  const nobody = await asWhom(null);
  const refused = [await look(nobody, {}, '/coverage?nothing=1'), await look(nobody, {}, '/coverage?nothing=1')];
  expect(refused[1]?.status).toBe(refused[0]?.status);
  expect(refused[1]?.text).toContain('nothing');
  for (let time = 0; time < 3; time++) {
    const list = '/accounts?platform=weibo&region=320500&sort=-id';
    await Promise.all([look(nobody), look(nobody, {}, list)]);
    const name = `留页${time}`;
    const written = await registerAccount(
      COMMAND_LINE,
      { platform: 'weibo', name, unit: '苏州市留页局', region: '320500', sector: '教育', ...EXPLAINED },
      dayOf(new Date()),
    );
    expect(written.accepted).toBe(true);
    const [, accounts] = /<p class="mb-1">\D*(\d+)/.exec((await look(nobody)).text) ?? [];
    const api = await (await nobody.get('/api/v1/coverage?rows=region&columns=sector&platform=weibo&region=320000')).json();
    expect(Number(accounts)).toBe(api.totals.accounts);
    const listed = await look(nobody, {}, list);
    expect(listed.text).toContain(`>${name}</a>`);
    expect(listed.text).not.toMatch(/<!--placed-/);
  }
});

test('rows that were put into the page are its own, sent once, and there again on the way back', async ({ page, asWhom }) => {
  const { text } = await look(await asWhom(null));
  expect(text).not.toMatch(/<!--placed-/);
  await page.goto(PAGE);
  const cells = page.locator('tbody .cell');
  const count = await cells.count();
  expect(count).toBe(text.match(/<td>/g)?.length);
  await page.getByRole('navigation').getByRole('link', { name: '账号', exact: true }).click();
  await page.waitForURL('**/accounts');
  await page.goBack();
  await expect(cells).toHaveCount(count);
});

test('the page that the bench compares with is not there for anybody else', async ({ asWhom }) => {
  expect((await look(await asWhom(null), {}, '/hello')).status).toBe(404);
});
