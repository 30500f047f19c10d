// A reader who asks since when: two days side by side, years, and who was first.
import { expect, test } from '../test.ts';

test('compares 2011 and 2014, from the matrix to the sheet and to what grew', async ({ page }) => {
  await page.goto('/coverage/compare?from=2011-12-31&to=2014-12-31&rows=region&columns=tier');
  await expect(page.getByText(/先：全部平台 · 全国，2011-12-31。后：全部平台 · 全国，2014-12-31。/)).toBeVisible();
  await expect(page.getByText('账号由 19,985 个变为 60,911 个')).toBeVisible();
  await page.getByRole('combobox', { name: '平台', exact: true }).selectOption('wechat');
  await page.getByRole('button', { name: '查看' }).click();
  await expect(page.getByText(/账号由 0 个变为 40,924 个/)).toBeVisible();
  const table = page.getByRole('table', { name: /每格依次为先（微信 · 全国，2011-12-31）、后（微信 · 全国，2014-12-31）和差/ });
  await expect(
    table
      .getByRole('row', { name: /^浙江省/ })
      .getByRole('cell')
      .first(),
  ).toContainText('→ 6,057');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
  expect(download.suggestedFilename()).toBe('两边对照-2011-12-31-2014-12-31.zip');
  await page.getByRole('link', { name: '两日之间的增长' }).click();
  const growth = page.getByRole('table');
  await expect(growth.getByRole('row', { name: /^合计/ })).toContainText('40,924');
  // From none there is no rate.
  await expect(
    growth
      .getByRole('row', { name: /^浙江省/ })
      .getByRole('cell')
      .last(),
  ).toHaveText('—');
});

test('reads the years beside the published figures, and who was first', async ({ page }) => {
  await page.goto('/distribution/years?platform=wechat');
  const year = page.getByRole('row', { name: /^2014-12-31/ });
  await expect(year).toContainText('40,924');
  await expect(year).toContainText('腰鼓状');
  await expect(year.getByRole('listitem').filter({ hasText: '2014-03，微信，政务微信；统计：中国社会科学院' })).toContainText('5,043');
  await page.getByRole('link', { name: '全部公布数据' }).click();
  await expect(page.getByRole('row', { name: /政务微信 腾讯 2015 超过 100,000/ })).toBeVisible();
  await page.goto('/firsts?platform=wechat&by=tier');
  await expect(page.getByRole('row', { name: /^中央 20/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /个首个依次排列/ })).toBeVisible();
});
