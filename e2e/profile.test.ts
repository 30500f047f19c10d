import type { Browser, Page } from '@playwright/test';
import { field, fillAndSubmit, heading, secret, summary } from './form.ts';
import { givenAdministrator } from './given.ts';
import { expect, test } from './test.ts';

const NEW = 'moss-harbour-5573';

for (const javaScriptEnabled of [true, false]) {
  test.describe(`one’s own profile ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('shows who one is, and takes another name', async ({ page }) => {
      const user = await givenAdministrator();
      await enter(page, user);
      await page.getByRole('link', { name: '当前用户：试验管理员' }).click();
      await expect(heading(page)).toHaveText('本人信息');
      await expect(page.getByRole('main')).toContainText(user.username);
      await expect(page.getByRole('main')).toContainText('系统管理员（全国）');
      await field(page, '姓名').fill('');
      await page.getByRole('button', { name: '保存姓名' }).click();
      await expect(summary(page)).toContainText('请填写姓名');
      await field(page, '姓名').fill('李管理');
      await page.getByRole('button', { name: '保存姓名' }).click();
      await expect(page.getByRole('status').filter({ hasText: '姓名已保存' })).toBeVisible();
      await expect(page.getByRole('link', { name: '当前用户：李管理' })).toBeVisible();
    });

    test('changes the password, says what is wrong with it, and signs out elsewhere', async ({ page, browser, baseURL }) => {
      const user = await givenAdministrator();
      const elsewhere = await another(browser, baseURL);
      await enter(elsewhere, user);
      await enter(page, user);
      await page.goto('/desk/profile/password');
      await change(page, 'not-it', 'password1234', 'password1235');
      await expect(summary(page)).toContainText('密码不对');
      await expect(summary(page)).toContainText('太常见或太容易猜到');
      await expect(summary(page)).toContainText('两次输入的新密码不一样');
      await change(page, user.password, NEW);
      await expect(page.getByRole('status').filter({ hasText: '密码已修改' })).toBeVisible();
      await elsewhere.goto('/desk');
      await expect(heading(elsewhere)).toHaveText('登录');
      await fillAndSubmit(elsewhere, user.username, user.password);
      await expect(elsewhere.getByRole('alert').filter({ hasText: '用户名或密码不对' })).toBeVisible();
      await elsewhere.getByLabel('密码').fill(NEW);
      await elsewhere.getByRole('button', { name: '登录' }).click();
      await expect(heading(elsewhere)).toHaveText('工作台');
      await elsewhere.context().close();
    });

    test('lists where one is signed in, and signs out of one and of all others', async ({ page, browser, baseURL }) => {
      const user = await givenAdministrator();
      const phone = await another(browser, baseURL, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.50');
      const [second, third] = [await another(browser, baseURL), await another(browser, baseURL)];
      for (const each of [phone, second, third, page]) await enter(each, user);
      await page.goto('/desk/profile');
      await expect(page.getByRole('row')).toHaveCount(5);
      await expect(page.getByRole('row').filter({ hasText: '就是这里' })).toHaveCount(1);
      await expect(page.getByRole('row').filter({ hasText: '微信（iOS）' })).toContainText(/127\.0\.0\.1|::1/);
      await page.getByRole('button', { name: /退出 .+ 登录的 微信（iOS）/ }).click();
      await expect(page.getByRole('status').filter({ hasText: '已退出那一处' })).toBeVisible();
      await expectSignedOut(phone);
      await page.getByRole('button', { name: '退出其他所有地方' }).click();
      await expect(page.getByRole('status').filter({ hasText: '其他地方已全部退出' })).toBeVisible();
      await expect(page.getByRole('row')).toHaveCount(2);
      for (const each of [second, third]) await expectSignedOut(each);
      for (const each of [phone, second, third]) await each.context().close();
    });
  });
}

test('a viewer has a profile too', async ({ page }) => {
  await page.goto('/sign-in?callbackUrl=/desk/profile');
  await fillAndSubmit(page, 'demo-viewer', 'guta-demo-viewer');
  await expect(page.getByRole('main')).toContainText('查询用户（全国）');
});

async function another(browser: Browser, baseURL: string | undefined, userAgent?: string): Promise<Page> {
  return (await browser.newContext({ baseURL, userAgent, locale: 'zh-CN' })).newPage();
}

async function enter(page: Page, user: { username: string; password: string }) {
  await page.goto('/sign-in');
  await fillAndSubmit(page, user.username, user.password);
  await expect(heading(page)).toHaveText('工作台');
}

async function change(page: Page, now: string, next: string, again = next) {
  await secret(page, '现在的密码').fill(now);
  await secret(page, '新密码').fill(next);
  await secret(page, '再输一次新密码').fill(again);
  await page.getByRole('button', { name: '修改密码' }).click();
}

async function expectSignedOut(page: Page) {
  await page.goto('/desk');
  await expect(heading(page)).toHaveText('登录');
}
