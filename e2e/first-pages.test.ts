import { givenFiling, givenReturn } from './given.ts';
import { expect, test } from './test.ts';

const PLACE = { platform: '微信', region: '泰顺县', sector: '商务' };

test.describe('a registrar of a province', () => {
  test.use({ as: 'demo-registrar', javaScriptEnabled: false });

  test('sees by city what waits and what is not mended, and each number leads to as many', async ({ page }) => {
    for (const name of ['首页甲', '首页乙']) await givenFiling({ ...PLACE, name, unit: `${name}局` });
    await givenReturn(await givenFiling({ ...PLACE, name: '首页丙', unit: '首页丙局' }));
    await page.goto('/desk');
    await expect(page.getByRole('main')).toContainText('未整改，指三类现存的事项');
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '温州市' }) });
    await expect(row.getByRole('cell').nth(0)).toHaveText('2');
    await expect(row.getByRole('cell').nth(3)).toHaveText('1');
    const gaps = Number((await row.getByRole('cell').nth(6).textContent())?.replace(',', ''));
    await row.getByRole('link').last().click();
    await expect(page.getByRole('main')).toContainText(`共 ${gaps} 条`);
    await page.goto('/desk');
    await row.getByRole('link', { name: '2', exact: true }).first().click();
    await expect(page.getByRole('main')).toContainText('只看温州市。');
    await expect(page.getByRole('rowheader')).toHaveCount(2);
  });
});

test.describe('a clerk', () => {
  test.use({ as: 'demo-clerk' });

  test('sees the accounts of the city with what is due, and nothing of another office', async ({ page }) => {
    await page.goto('/desk');
    await expect(page.getByRole('region', { name: '待办' })).toContainText('被退回，待修改');
    await expect(page.getByRole('region', { name: '本范围的账号' }).first()).toContainText('国办秘函〔2019〕19号');
    await expect(page.getByRole('region', { name: '参考数据' })).toHaveCount(0);
  });
});
