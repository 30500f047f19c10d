import type { Page } from '@playwright/test';
import { alive, field, heading, summary } from './form.ts';
import { compose } from './ime.ts';
import { arrowTo, tabTo } from './keyboard.ts';
import { expect, test } from './test.ts';

test.use({ as: 'demo-admin' });

test('an Enter that ends a composition does not send the form; the next one does', async ({ page }) => {
  await page.goto('/desk/accounts/new');
  await alive(page);
  const composing = watchEnter(page);
  await tabTo(page, field(page, '账号名称'));
  await compose(page, "pai'ban'shi'yan", '拼音试验');
  await expect(field(page, '账号名称')).toHaveValue('拼音试验');
  expect(await composing).toBe(true);

  await tabTo(page, field(page, '行政区划'));
  await compose(page, "ping'he", '平和');
  await expect(page.getByRole('option', { name: '福建省 漳州市 平和县（350628）' })).toBeVisible();
  await expect(field(page, '行政区划')).toHaveValue('平和');
  await expect(summary(page)).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field(page, '行政区划')).toHaveValue('福建省 漳州市 平和县（350628）');
  await expect(summary(page)).toBeHidden();

  await arrowTo(page, '职能系统', '教育');
  await tabTo(page, field(page, '备注'));
  await compose(page, 'bei', '备');
  await expect(summary(page)).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(summary(page)).toContainText('请填写平台');
  await expect(field(page, '备注')).toHaveValue('备');
  await arrowTo(page, '平台', '微信');
  await tabTo(page, field(page, '账号名称'));
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('拼音试验');
});

// Whether the page is told that the first Enter belongs to a composition.
function watchEnter(page: Page): Promise<boolean> {
  return page.evaluate(
    () => new Promise<boolean>((told) => document.addEventListener('keydown', ({ key, isComposing }) => key === 'Enter' && told(isComposing))),
  );
}
