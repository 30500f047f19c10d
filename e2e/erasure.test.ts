import { field, heading, summary } from './form.ts';
import { givenAccount, givenUser } from './given.ts';
import { expect, signIn, test } from './test.ts';

test.describe('an administrator', () => {
  test.use({ as: 'demo-admin' });

  test('erases a user who has left, after disabling them and typing the name once more; nobody else can', async ({ page, asWhom, playwright, baseURL }) => {
    const { username, password } = await givenUser('viewer', '离任试验员');
    const theirs = await playwright.request.newContext({ baseURL });
    await signIn(theirs, username, password);
    await page.goto('/desk/users');
    await page.getByRole('link', { name: username }).click();
    await expect(heading(page)).toHaveText('离任试验员');
    const address = page.url();
    await page.goto(`${address}/erase`);
    await expect(page.getByText('这个用户还可以登录。请先在用户页停用')).toBeVisible();
    await page.goto(address);
    await page.getByRole('button', { name: '停用' }).click();
    await page.getByRole('link', { name: '删除个人信息…' }).click();
    await expect(heading(page)).toHaveText('删除用户的个人信息');
    for (const persona of ['demo-viewer', 'demo-registrar'] as const) expect((await (await asWhom(persona)).get(page.url())).status(), persona).toBe(404);
    await field(page, '再输一次用户名').fill('somebody-else');
    await page.getByRole('button', { name: '永久删除' }).click();
    await expect(summary(page)).toContainText('请选择原因');
    await expect(page.getByText(`与用户名 ${username} 不一致`).first()).toBeVisible();
    await expect(field(page, '再输一次用户名')).toHaveValue('somebody-else');
    await page.getByLabel('原因').selectOption('已离职或换岗');
    await field(page, '再输一次用户名').fill(username);
    await page.getByRole('button', { name: '永久删除' }).click();
    await expect(page).toHaveURL(address);
    await expect(heading(page)).toHaveText(/^U-\d{6}$/);
    await expect(page.getByText('个人信息已删除')).toBeVisible();
    await expect(page.getByRole('button', { name: /停用|恢复|重设密码|收回/ })).toHaveCount(0);
    await page.goto('/desk/users');
    await expect(page.getByRole('main')).not.toContainText(username);
    await expect(page.getByRole('main')).not.toContainText('离任试验员');
    expect((await theirs.get('/desk', { maxRedirects: 0 })).status()).toBe(307);
    await theirs.dispose();
    await page.goto('/desk/audit/events?act=user.erase');
    await expect(page.getByText(/示例管理员删除了用户“U-\d{6}”的个人信息/).first()).toBeVisible();
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('erases the contact of an account, which stays', async ({ page }) => {
      const contact = { contactName: '离任联系人', contactPhone: '13812349876' };
      const id = await givenAccount({ platform: '微信', name: '联系人删除试验', unit: '联系人删除局', region: '三沙市', sector: '商务', ...contact });
      await page.goto(`/accounts/${id}`);
      await expect(page.getByText('138****9876')).toBeVisible();
      await page.getByRole('link', { name: '删除联系人…' }).click();
      await page.getByRole('button', { name: '永久删除' }).click();
      await expect(summary(page)).toContainText('请选择原因');
      await page.getByLabel('原因').selectOption('本人要求');
      await page.getByRole('button', { name: '永久删除' }).click();
      await expect(heading(page)).toHaveText('联系人删除试验');
      await expect(page.getByText('138****9876')).toHaveCount(0);
      await page.goto(`/desk/accounts/${id}/contact`);
      await expect(page.getByText('这个账号没有登记联系人。')).toBeVisible();
    });
  });
});
