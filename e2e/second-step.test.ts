import type { Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { fillAndSubmit, heading, secret, summary } from './form.ts';
import { givenAdministrator } from './given.ts';
import { expect, test } from './test.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(`the second step ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('is set up with an app, asked at sign-in, helped out by a recovery code, and turned off', async ({ page }) => {
      test.slow();
      const user = await givenAdministrator();
      await page.goto('/sign-in?callbackUrl=/desk/profile/code');
      await fillAndSubmit(page, user.username, user.password);
      await secret(page, '现在的密码').fill('not-it');
      await page.getByRole('button', { name: '启用动态口令' }).click();
      await expect(summary(page)).toContainText('密码不对');
      await secret(page, '现在的密码').fill(user.password);
      await page.getByRole('button', { name: '启用动态口令' }).click();
      await expect(page.getByRole('img', { name: '二维码：动态口令的密钥' })).toBeVisible();
      const app = new TOTP({ secret: (await page.locator('code').textContent())?.replaceAll(' ', '') });
      const code = (steps: number) => app.generate({ timestamp: Date.now() + steps * 30_000 });

      await confirm(page, '000000');
      await expect(summary(page)).toContainText('动态口令不对');
      await confirm(page, code(-1));
      await expect(page.getByRole('status').filter({ hasText: '请现在记下恢复码' })).toBeVisible();
      const codes = await page.getByRole('status').getByRole('listitem').allTextContents();
      expect(codes).toHaveLength(10);
      await expect(page.getByRole('img', { name: '二维码：动态口令的密钥' })).toHaveCount(0);
      await page.goto('/desk/profile/code');
      await expect(page.getByText(codes[0] ?? '—')).toHaveCount(0);
      await expect(page.getByText('还有 10 个恢复码没有用过')).toBeVisible();

      await page.getByRole('button', { name: '退出', exact: true }).click();
      await page.goto('/desk/imports');
      await fillAndSubmit(page, user.username, user.password);
      await expect(heading(page)).toHaveText('动态口令');
      await page.goto('/desk/imports');
      await expect(heading(page)).toHaveText('动态口令');
      await answer(page, '000000');
      await expect(page.getByRole('alert').filter({ hasText: '动态口令不对' })).toBeVisible();
      const used = code(0);
      await answer(page, used);
      await expect(page).toHaveURL('/desk/imports');

      await page.getByRole('button', { name: '退出', exact: true }).click();
      await page.goto('/sign-in');
      await fillAndSubmit(page, user.username, user.password);
      await answer(page, used);
      await expect(page.getByRole('alert').filter({ hasText: '已经用过' })).toBeVisible();
      await answer(page, codes[0] ?? '');
      await expect(heading(page)).toHaveText('工作台');

      await page.goto('/desk/profile/code');
      await expect(page.getByText('还有 9 个恢复码没有用过')).toBeVisible();
      await page.getByRole('link', { name: '停用动态口令' }).click();
      await expect(page.getByRole('button', { name: '停用动态口令' })).toBeVisible();
      await secret(page, '现在的密码').fill(user.password);
      await page.getByRole('button', { name: '停用动态口令' }).click();
      await expect(page.getByRole('status').filter({ hasText: '动态口令已停用' })).toBeVisible();
    });

    test('can be left for signing in as somebody else', async ({ page }) => {
      const user = await givenAdministrator();
      await page.goto('/sign-in?callbackUrl=/desk/profile/code');
      await fillAndSubmit(page, user.username, user.password);
      await secret(page, '现在的密码').fill(user.password);
      await page.getByRole('button', { name: '启用动态口令' }).click();
      const app = new TOTP({ secret: (await page.locator('code').textContent())?.replaceAll(' ', '') });
      await confirm(page, app.generate());
      await page.getByRole('link', { name: '已记下，进入工作台' }).click();
      await page.getByRole('button', { name: '退出', exact: true }).click();
      await page.goto('/sign-in');
      await fillAndSubmit(page, user.username, user.password);
      await page.getByRole('button', { name: '换一个用户登录' }).click();
      await fillAndSubmit(page, 'demo-viewer', 'guta-demo-viewer');
      await expect(page.getByRole('link', { name: '当前用户：示例查询用户' })).toBeVisible();
    });
  });
}

test('a code is taken from no other site, and from nobody who has not given a password', async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  const post = (headers = {}) => request.post('/sign-in/code/answer', { headers, form: { code: '000000' }, maxRedirects: 0 });
  expect((await post({ origin: 'https://evil.example' })).status()).toBe(403);
  expect((await post()).headers().location).toBe('/sign-in?callbackUrl=%2Fdesk');
  await request.dispose();
});

async function confirm(page: Page, code: string) {
  await page.getByRole('textbox', { name: '动态口令' }).fill(code);
  await page.getByRole('button', { name: '确认启用' }).click();
}

async function answer(page: Page, code: string) {
  await page.getByLabel('动态口令').fill(code);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}
