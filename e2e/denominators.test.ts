import { dayOf } from '../lib/taxonomy/day.ts';
import { field, summary } from './form.ts';
import { expect, test } from './test.ts';

const TODAY = dayOf(new Date());

test.describe('a registrar, without JavaScript', () => {
  test.use({ as: 'demo-registrar', javaScriptEnabled: false });

  test('confirms the roster of a place: what is not there is missing from then on', async ({ page }) => {
    const cells = () => page.goto('/coverage?region=330800&platform=wechat').then(() => page.locator('td .cell-gap').first());
    await expect(await cells()).toContainText('未登记');
    await page.goto('/desk/rosters');
    await field(page, '行政区划').fill('衢州市');
    await page.getByLabel(/^凭据/).fill('衢政办函〔2026〕1号');
    await page.getByRole('button', { name: '登记核实' }).click();
    await expect(page.getByRole('row', { name: /^衢州市/ })).toContainText('衢政办函〔2026〕1号');
    await expect(await cells()).toHaveText(/^缺/);
    await page.goto('/desk/rosters');
    await page.getByRole('button', { name: '结束：名录核实（衢州市）' }).click();
    await expect(page.getByRole('row', { name: /^衢州市/ })).toHaveCount(0);
    await expect(await cells()).toContainText('未登记');
  });

  test('sets a rule for its own place by a document, and none for another', async ({ page }) => {
    await page.goto('/desk/expectations');
    const fill = async (region: string) => {
      await field(page, '行政区划').fill(region);
      await page.getByLabel('职能系统').selectOption('全部系统');
      await page.getByLabel('单位层级').selectOption('县级');
      await page.getByLabel('单位性质').selectOption('政府部门');
      await page.getByLabel('机构名称').fill('县级部门');
      await page.getByLabel('开设要求').selectOption('不宜开设');
      await page.getByLabel('文号').fill('丽政办〔2026〕1号');
      await page.getByLabel('发文机关').fill('丽水市人民政府办公室');
      await page.getByLabel('发文日期').fill(TODAY);
      await page.getByRole('button', { name: '设定规则' }).click();
    };
    await fill('广州市');
    await expect(summary(page)).toBeVisible();
    await expect(page.getByLabel('文号')).toHaveValue('丽政办〔2026〕1号');
    await fill('丽水市');
    await page.goto('/coverage/rules?region=331100');
    await expect(page.getByRole('row', { name: /^县级部门/ })).toContainText('不宜开设');
    await expect(page.getByRole('row', { name: /^县级部门/ })).toContainText('丽政办〔2026〕1号');
    await page.goto('/desk/expectations');
    await page.getByRole('button', { name: '结束：县级部门（丽水市）' }).click();
    await expect(page.getByRole('button', { name: '结束：县级部门（丽水市）' })).toHaveCount(0);
  });
});
