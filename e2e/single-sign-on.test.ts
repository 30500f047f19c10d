import type { Page } from '@playwright/test';
import { freePort } from '../scripts/postgres.ts';
import { startServer, stopServer } from '../scripts/server.ts';
import { fillAndSubmit, heading } from './form.ts';
import { givenAdministrator } from './given.ts';
import { startIdentityProvider } from './identity-provider.ts';
import { test as base, expect } from './test.ts';

/** A server of the register beside the tests' common one, with an identity provider and a second step for administrators. */
const test = base.extend<object, { office: string }>({
  office: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
    async ({}, use) => {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const provider = await startIdentityProvider(url);
      Object.assign(process.env, {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.clientId,
        OIDC_CLIENT_SECRET: provider.clientSecret,
        OIDC_NAME: '省级统一身份',
        OIDC_MATCH: 'email',
        GUTA_REQUIRE_TOTP: 'administrator',
      });
      const databaseUrl = process.env.DATABASE_URL ?? '';
      const server = await startServer({ mode: 'demo', host: '127.0.0.1', port, url, databaseUrl, secret: 'only-for-the-tests-of-this-machine-0' });
      await use(url);
      await stopServer(server);
      provider.close();
    },
    { scope: 'worker' },
  ],
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`signing in through the identity provider ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('lets in whom it names by a verified address, to the page that was asked for, and again by the subject', async ({ page, office }) => {
      test.slow();
      const name = `staff-${javaScriptEnabled}`;
      await givenAdministrator({ email: `${name}@id.example`, role: 'viewer' });
      await page.goto(`${office}/desk`);
      await enterAs(page, name);
      await expect(page).toHaveURL(`${office}/desk`);
      await expect(heading(page)).toHaveText('工作台');
      await page.getByRole('button', { name: '退出' }).click();
      await page.goto(`${office}/desk/profile`);
      await page.getByRole('button', { name: '用省级统一身份登录' }).click();
      await expect(heading(page)).toHaveText('本人信息');
    });

    test('makes no user, and lets nobody in by an address that is not verified', async ({ page, office }) => {
      test.slow();
      const name = `unverified-${javaScriptEnabled}`;
      await givenAdministrator({ email: `${name}@id.example` });
      for (const each of [name, `stranger-${javaScriptEnabled}`]) {
        await page.context().clearCookies();
        await page.goto(`${office}/sign-in`);
        await enterAs(page, each);
        await expect(page.getByRole('alert').filter({ hasText: '本册没有与您的统一身份对应的用户' })).toBeVisible();
        await page.goto(`${office}/desk`);
        await expect(heading(page)).toHaveText('登录');
      }
    });

    test('an administrator without a second step is led to setting it up first', async ({ page, office }) => {
      test.slow();
      const user = await givenAdministrator();
      await page.goto(`${office}/desk/imports`);
      await fillAndSubmit(page, user.username, user.password);
      for (const address of ['/desk', '/desk/imports', '/desk/profile']) {
        await page.goto(`${office}${address}`);
        await expect(page, address).toHaveURL(`${office}/desk/profile/code`);
      }
      await expect(page.getByRole('status').filter({ hasText: '本册要求系统管理员启用动态口令' })).toBeVisible();
    });
  });
}

/** Goes through the provider's own pages, which take any name. */
async function enterAs(page: Page, name: string) {
  await page.getByRole('button', { name: '用省级统一身份登录' }).click();
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}
