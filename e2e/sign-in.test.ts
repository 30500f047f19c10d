import type { Page } from '@playwright/test';
import { alive, field, fillAndSubmit, heading, secret, typeAndLeave } from './form.ts';
import { givenAdministrator } from './given.ts';
import { PAGES } from './pages.ts';
import { test } from './seen.ts';
import { expect, passwordOf } from './test.ts';
import { csv } from './upload.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(`signing in ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('leads to the desk, and keeps the name when the password is wrong', async ({ page }) => {
      await page.goto('/desk');
      await fillAndSubmit(page, 'demo-admin', 'not-it');
      await expect(page.getByRole('alert').filter({ hasText: '用户名或密码不对' })).toBeVisible();
      await expect(page.getByLabel('用户名')).toHaveValue('demo-admin');
      await page.getByLabel('密码').fill(passwordOf('demo-admin'));
      await page.getByRole('button', { name: '登录' }).click();
      await expect(heading(page)).toHaveText('工作台');
    });

    test('ends with signing out, also for whoever kept the cookie', async ({ page, context }) => {
      await page.goto('/sign-in');
      await fillAndSubmit(page, 'demo-admin', passwordOf('demo-admin'));
      await expect(page.getByText('当前用户：示例管理员')).toBeVisible();
      const kept = await context.cookies();
      await page.getByRole('button', { name: '退出' }).click();
      await expect(page.getByRole('link', { name: '登录' })).toBeVisible();
      await expectSignInAsked(page, '/desk');
      await context.addCookies(kept);
      await expectSignInAsked(page, '/desk');
    });

    test('a disabled user is out at the next request, and cannot sign in again', async ({ page }) => {
      const user = await givenAdministrator();
      await page.goto('/sign-in');
      await fillAndSubmit(page, user.username, user.password);
      await expect(heading(page)).toHaveText('工作台');
      await user.disable();
      await expectSignInAsked(page, '/desk/accounts/new');
      await fillAndSubmit(page, user.username, user.password);
      await expect(page.getByRole('alert').filter({ hasText: '该用户已停用' })).toBeVisible();
    });

    test('is slowed down after wrong passwords, whether there is such a user or not, and says for how long', async ({ page }) => {
      test.slow();
      for (const username of [(await givenAdministrator()).username, `nobody-${javaScriptEnabled}`]) {
        await page.goto('/sign-in');
        for (let tries = 0; tries < 5; tries++) {
          await fillAndSubmit(page, username, `not-it-${tries}`);
          await expect(page.getByRole('alert').filter({ hasText: '用户名或密码不对' })).toBeVisible();
        }
        await fillAndSubmit(page, username, 'not-it');
        await expect(page.getByRole('alert').filter({ hasText: /请稍后再试：\d+ 秒后可以再登录/ })).toBeVisible();
        await expect(page.getByLabel('用户名')).toHaveValue(username);
      }
    });

    test('with a password that was told leads to changing it, from every page of the desk', async ({ page, seen }) => {
      const user = await givenAdministrator({ mustChangePassword: true });
      await page.goto('/sign-in?callbackUrl=/desk/imports');
      await fillAndSubmit(page, user.username, user.password);
      for (const { addresses } of PAGES.filter(({ desk, file }) => desk && !/profile\/\w+\/page/.test(file))) {
        for (const address of addresses(seen)) {
          const { pathname } = new URL((await page.request.get(address)).url());
          expect(pathname, address).toBe('/desk/profile/password');
        }
      }
      await expect(page.getByRole('status').filter({ hasText: '这个密码是别人告诉您的' })).toBeVisible();
      const refused = await page.request.post('/desk/imports/upload', {
        multipart: { file: csv('不该收下.csv', ['平台,账号名称', '微信,某']) },
        maxRedirects: 0,
      });
      expect(refused.status()).toBe(404);
      await secret(page, '现在的密码').fill(user.password);
      for (const name of ['新密码', '再输一次新密码']) await secret(page, name).fill('moss-harbour-5573');
      await page.getByRole('button', { name: '修改密码' }).click();
      await expect(heading(page)).toHaveText('工作台');
      await expect(page.getByRole('link', { name: '登记账号' })).toBeVisible();
    });

    test('goes back to the page that asked for it', async ({ page }) => {
      await page.goto('/desk/imports');
      await fillAndSubmit(page, 'demo-admin', passwordOf('demo-admin'));
      await expect(page).toHaveURL('/desk/imports');
    });

    test('goes back to a form that was filled in advance', async ({ page }) => {
      await page.goto('/desk/accounts/new?platform=wechat&region=440100&unit=试验局%26处');
      await fillAndSubmit(page, 'demo-admin', 'not-it');
      await fillAndSubmit(page, 'demo-admin', passwordOf('demo-admin'));
      await expect(heading(page)).toHaveText('登记账号');
      await expect(field(page, '平台')).toHaveValue('wechat');
      await expect(field(page, '行政区划')).toHaveValue(/广州市（440100）/);
      await expect(field(page, '主办单位')).toHaveValue('试验局&处');
    });
  });
}

test('a form that is sent after the sign-in has ended writes nothing and keeps what was typed', async ({ page }) => {
  const user = await givenAdministrator();
  await page.goto('/sign-in?callbackUrl=/desk/accounts/new');
  await fillAndSubmit(page, user.username, user.password);
  await expect(heading(page)).toHaveText('登记账号');
  await alive(page);
  await page.getByLabel('账号名称').fill('停用之后的试验');
  await typeAndLeave(page, '行政区划', '西藏');
  await user.disable();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: '登录已经失效' })).toBeVisible();
  await expect(page.getByLabel('账号名称')).toHaveValue('停用之后的试验');
  await expect(page.getByLabel('行政区划')).toHaveValue('西藏');
});

for (const elsewhere of ['https://evil.example/desk', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 'http://localhost.evil.example/']) {
  test(`a callback to ${elsewhere} leads to the desk`, async ({ page }) => {
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(elsewhere)}`);
    await fillAndSubmit(page, 'demo-viewer', passwordOf('demo-viewer'));
    await expect(page).toHaveURL('/desk');
    await expect(heading(page)).toHaveText('工作台');
  });
}

test('the language link turns the page English and back, where the person is', async ({ page }) => {
  await page.goto('/verify?q=平安北京');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('textbox')).toHaveValue('平安北京');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill('demo-viewer');
  await page.getByLabel('Password').fill(passwordOf('demo-viewer'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await page.getByRole('link', { name: '中文' }).click();
  await expect(heading(page)).toHaveText('工作台');
});

async function expectSignInAsked(page: Page, address: string) {
  await page.goto(address);
  await expect(heading(page)).toHaveText('登录');
}
