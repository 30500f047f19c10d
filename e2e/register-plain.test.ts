import { field, heading, summary, typeAndLeave } from './form.ts';
import { givenAccount } from './given.ts';
import { expect, test } from './test.ts';

test.use({ as: 'demo-admin', javaScriptEnabled: false });

test.describe('without JavaScript', () => {
  test('a unit is registered, its region typed, found to be ambiguous and chosen', async ({ page }) => {
    await page.goto('/desk/units/new');
    await field(page, '单位名称').fill('朝阳试验水利局');
    await typeAndLeave(page, '行政区划', '朝阳');
    await field(page, '职能系统').selectOption('water');
    await field(page, '单位性质').selectOption('事业单位');
    await page.getByRole('button', { name: '登记' }).click();
    await expect(summary(page)).toContainText('叫“朝阳”的行政区划不止一个');
    await expect(field(page, '单位名称')).toHaveValue('朝阳试验水利局');
    await expect(field(page, '行政区划')).toHaveValue('朝阳');
    await expect(field(page, '职能系统')).toHaveValue('water');
    await expect(field(page, '单位性质')).toHaveValue('institution');
    await page.getByRole('radio', { name: '辽宁省 朝阳市（211300）' }).check();
    await page.getByRole('button', { name: '登记' }).click();
    await expect(heading(page)).toHaveText('朝阳试验水利局');
    await expect(page.getByRole('link', { name: '朝阳市' })).toHaveAttribute('href', '/units?region=211300');
  });

  test('an account and its unit are registered, a choice staying while the rest is put right', async ({ page }) => {
    await page.goto('/desk/accounts/new');
    await field(page, '粘贴账号主页链接（可不填）').fill('https://weibo.com/u/7300000011');
    await typeAndLeave(page, '主办单位', '鼓楼试验水利局');
    await typeAndLeave(page, '行政区划', '鼓楼区');
    await field(page, '职能系统').selectOption('water');
    await field(page, '联系人').fill('试验联系人');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(summary(page)).toContainText('请填写账号名称');
    await page.getByRole('radio', { name: /开封市 鼓楼区/ }).check();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(page.getByRole('radio')).toHaveCount(0);
    await expect(summary(page)).toContainText('请填写账号名称');
    await expect(field(page, '主办单位')).toHaveValue('鼓楼试验水利局');
    await expect(field(page, '职能系统')).toHaveValue('water');
    await expect(field(page, '联系人')).toHaveValue('试验联系人');
    await field(page, '账号名称').fill('鼓楼水利试验');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(heading(page)).toHaveText('鼓楼水利试验');
    await expect(page.getByRole('link', { name: '鼓楼区', exact: true })).toHaveAttribute('href', '/accounts?region=410204');
    await expect(page.getByRole('link', { name: 'https://weibo.com/u/7300000011' })).toBeVisible();
  });

  test('a unit that several places have is chosen by its place', async ({ page }) => {
    for (const region of ['211302', '211303']) await givenAccount({ platform: '微信', name: '同名水务', unit: '同名试验水务局', region, sector: '水利' });
    await page.goto('/desk/accounts/new');
    await field(page, '平台').selectOption('微信');
    await field(page, '账号名称').fill('同名水务服务');
    await typeAndLeave(page, '主办单位', '同名试验水务局');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(summary(page)).toContainText('叫“同名试验水务局”的单位不止一个');
    await page.getByRole('radio', { name: /龙城区/ }).check();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await field(page, '理由：同一平台的第二个账号').fill('服务与发布分开');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(heading(page)).toHaveText('同名水务服务');
    await expect(page.getByRole('link', { name: '龙城区' })).toBeVisible();
  });

  test('登记并再填一个 keeps unit, region and sector', async ({ page }) => {
    await page.goto('/desk/accounts/new');
    await field(page, '平台').selectOption('微信');
    await field(page, '账号名称').fill('连填水利试验');
    await typeAndLeave(page, '主办单位', '建平县试验水利局');
    await typeAndLeave(page, '行政区划', '建平县');
    await field(page, '职能系统').selectOption('water');
    await page.getByRole('button', { name: '登记并再填一个' }).click();
    await expect(page.getByRole('status').filter({ hasText: '已登记' }).getByRole('link')).toHaveText('连填水利试验');
    await expect(field(page, '账号名称')).toHaveValue('');
    await expect(field(page, '主办单位')).toHaveValue('建平县试验水利局');
    await expect(field(page, '行政区划')).toHaveValue(/建平县（211322）/);
    await expect(field(page, '职能系统')).toHaveValue('water');
  });
});
