// What our answers say to browsers, and what other sites' pages cannot do through them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIResponse } from '@playwright/test';
import { alive } from './form.ts';
import { watch } from './policy.ts';
import { test } from './seen.ts';
import { expect, passwordOf } from './test.ts';

const APP = path.resolve(import.meta.dirname, '../app');
const EVIL = 'https://evil.example';

test('every answer says what browsers may do with it', async ({ asWhom, seen }) => {
  const administrator = await asWhom('demo-admin');
  const stylesheet = /href="(\/_next\/static\/[^"]+\.css)"/.exec(await (await administrator.get('/')).text())?.[1] ?? 'none';
  const addresses = [
    '/',
    `/accounts/${seen.account}`,
    '/nothing',
    '/%F0',
    '/api/v1/sectors',
    '/api/v1/nothing',
    '/api/health/live',
    '/coverage/export',
    '/desk',
  ];
  for (const address of [...addresses, '/language/en', '/api/auth/csrf', '/icon.svg', stylesheet]) {
    const headers = (await administrator.get(address, { maxRedirects: 0 })).headers();
    expect.soft(headers, address).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const policy = headers['content-security-policy'] ?? '';
    for (const each of ["object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'"]) expect.soft(policy, address).toContain(each);
    expect.soft(policy, address).not.toContain('unsafe');
    expect.soft(headers, address).not.toHaveProperty('x-powered-by');
  }
});

test('each answer has a nonce of its own, which all its scripts bear', async ({ request }) => {
  const nonces = new Set<string>();
  for (const address of ['/', '/', '/coverage', '/nothing']) {
    const answer = await request.get(address, { headers: { 'content-security-policy': "script-src 'nonce-chosen'" } });
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '')?.[1] ?? '';
    nonces.add(nonce);
    const html = await answer.text();
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag, address).toContain(`nonce="${nonce}"`);
    expect(html, `${address}: styles in the page`).not.toMatch(/<style(?![^>]*nonce)|\sstyle="/);
    expect(html, `${address}: handlers in the page`).not.toMatch(/<[^>]*\son[a-z]+="/);
  }
  expect(nonces.size).toBe(4);
});

test.describe('a form', () => {
  test.use({ as: 'demo-admin' });

  test('that suggests, refuses and is left by links keeps to the policy', async ({ page }) => {
    const violations = await watch(page);
    await page.goto('/desk/accounts/new');
    await alive(page);
    await page.getByRole('combobox', { name: '主办单位', exact: true }).pressSequentially('北京');
    await expect(page.getByRole('option', { name: /北京市公安局/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: '没有提交成功' })).toBeVisible();
    await page.getByRole('link', { name: '查验' }).first().click();
    await expect(page).toHaveURL(/verify/);
    expect(violations).toEqual([]);
  });
});

test('what somebody slipped into a page does not run', async ({ page }) => {
  const violations = await watch(page);
  await page.goto('/');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran = 1"><p style="color: red">x</p><object data="/icon.svg"></object>');
    document.body.append(Object.assign(document.createElement('a'), { href: 'javascript:window.ran=2', id: 'slipped' }));
    document.getElementById('slipped')?.click();
  });
  await expect.poll(() => violations.length).toBeGreaterThanOrEqual(4);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test.describe('another site', () => {
  const WRITES = /export (async )?(function|const) (POST|PUT|PATCH|DELETE)\b/;
  const FORMS: Record<string, readonly string[]> = {
    'api/auth/[...nextauth]/route.ts': ['/api/auth/signout', '/api/auth/callback/credentials', '/api/auth/signin/credentials'],
    '(desk)/desk/forms/upload/route.ts': ['/desk/forms/upload'],
    '(desk)/desk/imports/[id]/passwords/route.ts': ['/desk/imports/1/passwords'],
    '(desk)/desk/imports/upload/route.ts': ['/desk/imports/upload'],
    '(public)/sign-in/code/answer/route.ts': ['/sign-in/code/answer'],
  };

  test('every route that takes a form is listed', () => {
    const routes = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((file) => path.basename(file) === 'route.ts');
    expect(routes.filter((file) => WRITES.test(readFileSync(path.join(APP, file), 'utf8'))).sort()).toEqual(Object.keys(FORMS).sort());
  });

  const FOREIGN: readonly Record<string, string>[] = [{ origin: EVIL }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }];
  for (const headers of FOREIGN) {
    test(`cannot send a form to a route: ${JSON.stringify(headers)}`, async ({ asWhom }) => {
      const administrator = await asWhom('demo-admin');
      const { csrfToken } = await (await administrator.get('/api/auth/csrf')).json();
      for (const address of Object.values(FORMS).flat())
        expect((await administrator.post(address, { headers, form: { csrfToken, callbackUrl: '/' }, maxRedirects: 0 })).status(), address).toBe(403);
      expect((await administrator.get('/desk', { maxRedirects: 0 })).status(), 'still signed in').toBe(200);
    });
  }

  test('cannot send a form to an action', async ({ asWhom, seen }) => {
    const administrator = await asWhom('demo-admin');
    const address = `/desk/units/${seen.unit}/edit`;
    const multipart = await formAt(await administrator.get(address));
    const name = `夺来的单位${Date.now()}`;
    const sent = { multipart: { ...multipart, name }, maxRedirects: 0 };
    const foreign = await administrator.post(address, { ...sent, headers: { origin: EVIL } });
    expect(foreign.status()).toBeGreaterThanOrEqual(400);
    expect(await (await administrator.get(`/units/${seen.unit}`)).text()).not.toContain(name);
  });
});

test('no sign-in leads to another host', async ({ request, baseURL }) => {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  for (const callbackUrl of [
    EVIL,
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    `${baseURL}@evil.example`,
    'javascript:alert(1)',
    '/%0d%0aevil',
  ]) {
    const form = { csrfToken, username: 'demo-viewer', password: passwordOf('demo-viewer'), callbackUrl };
    const answer = await request.post('/api/auth/callback/credentials', { form, maxRedirects: 0 });
    expect(answer.headers().location, callbackUrl).toMatch(/^\/(?![/\\])/);
    const asked = await request.get(`/api/auth/signin?callbackUrl=${encodeURIComponent(callbackUrl)}`, { maxRedirects: 0 });
    expect(asked.headers().location ?? '/', callbackUrl).toMatch(/^\/(?![/\\])/);
  }
});

test('every cookie is of this site, and out of the reach of scripts', async ({ asWhom }) => {
  const nobody = await asWhom(null);
  const { csrfToken } = await (await nobody.get('/api/auth/csrf')).json();
  const form = { csrfToken, username: 'demo-viewer', password: 'wrong', callbackUrl: '/desk' };
  const answers = [
    await nobody.get('/api/auth/signin?callbackUrl=/desk', { maxRedirects: 0 }),
    await nobody.post('/api/auth/callback/credentials', { form, maxRedirects: 0 }),
    await nobody.post('/api/auth/callback/credentials', { form: { ...form, password: passwordOf('demo-viewer') }, maxRedirects: 0 }),
    await nobody.get('/language/en', { maxRedirects: 0 }),
  ];
  const cookies = answers.flatMap((answer) => answer.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie'));
  expect(cookies.length).toBeGreaterThan(3);
  for (const { value } of cookies) expect(value).toMatch(/; HttpOnly(;|$).*|; HttpOnly/i);
  for (const { value } of cookies) expect(value).toMatch(/; SameSite=(Lax|Strict)/i);
});

/** The fields of the form of a page, as a browser without scripts would send them. */
async function formAt(page: APIResponse): Promise<Record<string, string>> {
  const html = (await page.text()).split('<main')[1] ?? '';
  const inputs = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  const of = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&quot;', '"') ?? '';
  return Object.fromEntries(inputs.filter((tag) => of(tag, 'name')).map((tag) => [of(tag, 'name'), of(tag, 'value')]));
}
