import type { Locator, Page } from '@playwright/test';
import { alive, field, heading, summary, typeAndLeave } from './form.ts';
import { expect, test } from './test.ts';
import { csv } from './upload.ts';

test.use({ as: 'demo-admin' });

function fact(page: Page, term: string): Locator {
  return page.locator('dt', { hasText: new RegExp(`^${term}$`) }).locator('+ dd');
}

test('a target is set, and moves after an import', async ({ page }) => {
  await page.goto('/desk/targets/new');
  await alive(page);
  await page.getByRole('button', { name: '设定目标' }).click();
  await expect(summary(page)).toContainText('请填写“指标”');
  await typeAndLeave(page, '行政区划', '620524');
  await field(page, '指标').selectOption('账号数');
  await field(page, '数值').fill('3');
  await page.getByLabel('期限').fill('2099-12-31');
  await field(page, '文号').fill('试目〔2026〕1号');
  await page.getByRole('button', { name: '设定目标' }).click();
  await expect(heading(page)).toContainText('3 个账号');
  const address = page.url();
  await expect(fact(page, '进度')).toHaveText('0 个账号');
  await expect(fact(page, '还差')).toHaveText('3 个账号');
  await expect(fact(page, '判断')).toHaveText('月份太少，暂不判断');

  await page.goto('/desk/imports');
  const rows = [
    '平台,账号名称,主办单位,行政区划代码,职能系统',
    '微信,武山目标一号,武山县目标一中心,620524,体育',
    '微博,武山目标二号,武山县目标二中心,620524,体育',
  ];
  await page.getByLabel('选择文件').setInputFiles(csv('目标账号.csv', rows));
  await page.getByRole('button', { name: '上传核对' }).click();
  await page.getByRole('button', { name: /^写入/ }).click();
  await expect(page.getByText('已写入 2 行')).toBeVisible();
  await page.goto(address);
  await expect(fact(page, '进度')).toHaveText('2 个账号');
  await expect(fact(page, '还差')).toHaveText('1 个账号');
  await expect(page.getByRole('img', { name: /月末/ })).toBeVisible();

  await page.getByRole('link', { name: '变更或撤销' }).click();
  await field(page, '数值').fill('2');
  await page.getByRole('button', { name: '变更目标' }).click();
  await expect(page.getByRole('table', { name: '以前的目标' })).toContainText('3 个账号');
  await expect(fact(page, '判断')).toHaveText('已提前达到');
});

test('a group is made, filled from a search and a list, and read by everybody', async ({ page, asWhom }) => {
  await page.goto('/desk/groups');
  await alive(page);
  await field(page, '名称').fill('北京平安矩阵');
  await field(page, '类别').selectOption('矩阵');
  await field(page, '牵头账号').fill('查无此号');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(summary(page)).toContainText('本册没有账号“查无此号”');
  await field(page, '牵头账号').fill('');
  await typeAndLeave(page, '牵头单位', '北京市公安局');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(heading(page)).toHaveText('北京平安矩阵');
  await page.getByLabel('找账号').fill('平安北京');
  await page.getByRole('button', { name: '查看' }).click();
  await page.getByRole('button', { name: '加入：平安北京（新浪微博）' }).click();
  await expect(page.getByRole('row').filter({ hasText: '平安北京' })).toBeVisible();
  await page.getByRole('link', { name: '矩阵', exact: true }).first().click();
  await expect(heading(page)).toHaveText('北京平安矩阵');
  await expect(page.getByText('成员 1 个')).toBeVisible();
  const nobody = await asWhom(null);
  expect(await (await nobody.get(page.url())).text()).toContain('北京平安矩阵');
});

test.describe('a registrar of elsewhere', () => {
  test.use({ as: 'demo-registrar' });

  test('is refused a target and a group that are not theirs', async ({ page }) => {
    await page.goto('/desk/targets/new');
    await alive(page);
    await typeAndLeave(page, '行政区划', '西藏自治区');
    await field(page, '指标').selectOption('账号数');
    await field(page, '数值').fill('3');
    await page.getByLabel('期限').fill('2099-12-31');
    await field(page, '文号').fill('试目〔2026〕2号');
    await page.getByRole('button', { name: '设定目标' }).click();
    await expect(summary(page)).toBeVisible();
    await expect(field(page, '数值')).toHaveValue('3');
    await page.goto('/desk/groups');
    await alive(page);
    await field(page, '名称').fill('不归我管');
    await field(page, '类别').selectOption('矩阵');
    await typeAndLeave(page, '牵头单位', '北京市公安局');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(summary(page)).toBeVisible();
  });
});

test('双微 leads from a count to its units', async ({ page }) => {
  await page.goto('/coverage/channels?of=units&region=110000&scope=own');
  const row = page.getByRole('row').filter({ hasText: '北京市本级' });
  await expect(row.getByRole('cell')).toHaveCount(8);
  await row.getByRole('link').first().click();
  await expect(page.getByRole('table', { name: '单位' })).toBeVisible();
});
