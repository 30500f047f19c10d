// On the demonstration's register: while anybody is 安全管理员, the other tests' administrators would manage no users.
import type { Page } from '@playwright/test';
import { choosePassword, fillAndSubmit, heading } from '../form.ts';
import { expect, test } from '../test.ts';

test.use({ as: 'demo-admin' });

const WARNED = '同时是系统、安全（用户）和审计管理员';

test('三员分立: the page warns of who holds all three; once there is a security administrator, users are theirs alone', async ({ page, browser, baseURL }) => {
  test.slow();
  const everything = await invite(page, 'quanquan', '身兼数职', 'administrator');
  await page.getByLabel('角色').selectOption('auditor');
  await page.getByRole('button', { name: '授予' }).click();
  await expect(page.getByText('审计员：全国')).toBeVisible();
  await page.goto('/desk/users');
  await expect(page.getByText(`身兼数职 ${WARNED}`)).toBeVisible();

  const password = (await invite(page, 'anquan', '安全员', 'security')).password;
  await page.goto('/desk/users');
  await expect(page.getByText('已有安全管理员：用户和授权只由安全管理员管理。')).toBeVisible();
  await expect(page.getByText(WARNED)).toHaveCount(0);
  await expect(page.getByRole('link', { name: '新增用户' })).toHaveCount(0);
  await page.goto(everything.address);
  await expect(page.getByRole('button', { name: /授予|收回|停用|重设密码/ })).toHaveCount(0);

  const own = await browser.newContext({ baseURL, locale: 'zh-CN', storageState: { cookies: [], origins: [] } });
  const desk = await own.newPage();
  await desk.goto('/sign-in?callbackUrl=/desk/users');
  await fillAndSubmit(desk, 'anquan', password);
  await choosePassword(desk, password);
  await desk.goto(everything.address);
  await desk.getByLabel('角色').selectOption('security');
  await desk.getByRole('button', { name: '授予' }).click();
  await expect(desk.getByText('安全管理员：全国')).toBeVisible();
  await desk.goto('/desk/users');
  await expect(desk.getByText(`身兼数职 ${WARNED}`)).toBeVisible();
  await desk.goto(everything.address);
  await desk.getByRole('button', { name: '停用' }).click();
  await expect(desk.getByText('已停用')).toBeVisible();
  await desk.goto('/desk/users');
  await expect(desk.getByText(WARNED)).toHaveCount(0);
  // Imports they have for files of users alone.
  for (const elsewhere of ['/desk/accounts/new', '/desk/filings', '/desk/audit']) expect((await desk.goto(elsewhere))?.status(), elsewhere).toBe(404);
  await own.close();
});

/** Makes a user with a role in the whole nation. */
async function invite(page: Page, username: string, name: string, role: string): Promise<{ address: string; password: string }> {
  await page.goto('/desk/users/new');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('角色').selectOption(role);
  await page.getByRole('button', { name: '新增' }).click();
  const password = /密码 ([\w-]+)/.exec((await page.getByText(/请记下/).textContent()) ?? '')?.[1] ?? '';
  await page.getByRole('link', { name: '查看该用户' }).click();
  await expect(heading(page)).toHaveText(name);
  return { address: page.url(), password };
}
