// Lists by keyboard: heads that sort, pages that turn, words that find.
import { givenAccount } from './given.ts';
import { tabTo } from './keyboard.ts';
import { expect, test } from './test.ts';

const PLACE = { region: '宝应县', sector: '科技', unit: '翻页试验局' };

test('a list is sorted and its pages are turned by keyboard, and the focus stays', async ({ page }) => {
  test.slow(); // forty-five accounts, one by one
  for (let number = 10; number < 55; number++) await givenAccount({ platform: '微博', name: `翻页试验${number}`, ...PLACE });
  await page.goto('/accounts?q=翻页试验&per=20');
  await expect(page.getByText('共 45 条')).toBeVisible();
  const head = page.getByRole('columnheader', { name: '账号名称' });
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await tabTo(page, head.getByRole('link'));
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('rowheader').first()).toHaveText('翻页试验54');

  const pages = page.getByRole('navigation', { name: '翻页' });
  const next = pages.getByRole('link', { name: '下一页' });
  await tabTo(page, next);
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/page=2/);
  await expect(pages).toContainText('第 2 / 3 页');
  await expect(next).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(pages).toContainText('第 3 / 3 页');
  await expect(page.getByRole('rowheader')).toHaveText(['翻页试验14', '翻页试验13', '翻页试验12', '翻页试验11', '翻页试验10']);
  await expect(pages.getByRole('link', { name: '上一页' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(pages).toContainText('第 2 / 3 页');

  await page.getByRole('link', { name: '100', exact: true }).click();
  await expect(page).toHaveURL(/sort=-name&per=100/);
  await expect(page.getByRole('rowheader')).toHaveCount(45);
  await expect(pages).toBeHidden();
});

test('arrows elsewhere turn no page, and an unknown size is refused', async ({ page }) => {
  await page.goto('/units?per=20');
  await page.getByLabel('查找').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/\/units\?per=20$/);
  await page.goto('/accounts?per=7');
  await expect(page.getByRole('alert').filter({ hasText: 'per' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('heads and pages are links', async ({ page }) => {
    await page.goto('/coverage/missing?platform=wechat&tier=provincial&per=20');
    await page.getByRole('columnheader', { name: '系统' }).getByRole('link').click();
    await expect(page.getByRole('columnheader', { name: '系统' })).toHaveAttribute('aria-sort', 'ascending');
    await page.getByRole('link', { name: '下一页' }).click();
    await expect(page).toHaveURL(/sort=sector&per=20&page=2/);
  });
});
