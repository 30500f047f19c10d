import { choosePassword, field, heading } from './form.ts';
import { expect, test } from './test.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ as: 'demo-admin', javaScriptEnabled });

    test('an administrator makes a registrar of a province, who writes there and nowhere else, and shuts them out', async ({ page, browser, baseURL }) => {
      const username = `zhejiang${javaScriptEnabled ? '1' : '2'}`;
      await page.goto('/desk/users/new');
      await field(page, '用户名').fill(username);
      await field(page, '姓名').fill('浙江登记员');
      await page.getByLabel('角色').selectOption('registrar');
      await field(page, '行政区划').fill('浙江省');
      await page.getByRole('button', { name: '新增' }).click();
      const shown = (await page.getByText(/请记下/).textContent()) ?? '';
      const password = /密码 ([\w-]+)/.exec(shown)?.[1] ?? '';
      await page.getByRole('link', { name: '查看该用户' }).click();
      await expect(page.getByText('备案管理员：浙江省')).toBeVisible();
      const address = page.url();

      const own = await browser.newContext({ baseURL, javaScriptEnabled, locale: 'zh-CN', storageState: { cookies: [], origins: [] } });
      const desk = await own.newPage();
      await desk.goto('/sign-in?callbackUrl=/desk/units/new');
      await field(desk, '用户名').fill(username);
      await field(desk, '密码').fill(password);
      await desk.getByRole('button', { name: '登录' }).click();
      await choosePassword(desk, password);
      await desk.goto('/desk/units/new');
      await expect(heading(desk)).toHaveText('登记单位');
      await field(desk, '单位名称').fill('试验广州某局');
      await field(desk, '行政区划').fill('广州市');
      await desk.getByLabel('职能系统').selectOption('education');
      await desk.getByRole('button', { name: '登记', exact: true }).click();
      await expect(desk.getByText('不在您的授权范围内').first()).toBeVisible();
      await expect(field(desk, '单位名称')).toHaveValue('试验广州某局');

      await page.goto(address);
      await page.getByRole('button', { name: '停用' }).click();
      await expect(page.getByText('已停用')).toBeVisible();
      await desk.goto('/desk');
      await expect(heading(desk)).toHaveText('登录');
      await own.close();
    });
  });
}

test.describe('an administrator', () => {
  test.use({ as: 'demo-admin' });

  test('gives and takes a role, and keeps their own', async ({ page, asWhom }) => {
    await page.goto('/desk/users');
    await page.getByRole('link', { name: 'demo-admin' }).click();
    await expect(heading(page)).toHaveText('示例管理员');
    await expect(page.getByRole('button', { name: /收回|停用|重设密码/ })).toHaveCount(0);
    await page.goto('/desk/users/new');
    await field(page, '用户名').fill('shouquan');
    await field(page, '姓名').fill('授权试验');
    await page.getByLabel('角色').selectOption('viewer');
    await page.getByRole('button', { name: '新增' }).click();
    await page.getByRole('link', { name: '查看该用户' }).click();
    await expect(heading(page)).toHaveText('授权试验');
    await page.getByLabel('角色').selectOption('auditor');
    await field(page, '行政区划').fill('杭州市');
    await page.getByRole('button', { name: '授予' }).click();
    await expect(page.getByText(/审计员：/)).toBeVisible();
    await page.getByRole('button', { name: '收回“查询用户：全国”' }).click();
    await expect(page.getByText('查询用户：全国')).toHaveCount(0);
    const viewer = await asWhom('demo-viewer');
    expect((await viewer.get(page.url())).status()).toBe(404);
  });
});
