import { expect, test } from '@playwright/test';

for (const javaScriptEnabled of [true, false]) {
  test.describe(`signing in ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('leads to the desk, and keeps the name when the password is wrong', async ({ page }) => {
      await page.goto('/desk');
      await page.getByLabel('用户名').fill('demo-admin');
      await page.getByLabel('密码').fill('not-it');
      await page.getByRole('button', { name: '登录' }).click();
      await expect(page.getByRole('alert').filter({ hasText: '用户名或密码不对' })).toBeVisible();
      await expect(page.getByLabel('用户名')).toHaveValue('admin');
      await page.getByLabel('密码').fill('guta-demo-admin');
      await page.getByRole('button', { name: '登录' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('工作台');
    });
  });
}
