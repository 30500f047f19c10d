import { officialForm } from '../lib/db/official-form-given.ts';
import { readWorkbook } from '../lib/exchange/read-whole.ts';
import { expect, test } from './test.ts';

test.use({ as: 'demo-admin' });

test('an empty official form is sent once, mapped, and downloaded filled in as the list is filtered', async ({ page }) => {
  await page.goto('/accounts?region=110000&platform=weibo&q=平安北京');
  await page.getByRole('link', { name: '填入官方表样' }).click();
  await page.getByLabel('表样名称').fill('备案系统表样');
  await page.getByLabel('空白表（.xlsx）').setInputFiles({ name: '登记表.xlsx', mimeType: 'application/zip', buffer: Buffer.from(officialForm()) });
  await page.getByRole('button', { name: '上传' }).click();
  await expect(page.getByLabel('主办单位名称')).toHaveValue('unitName');
  await page.getByLabel('备注栏').selectOption('name');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '备注栏：另有一列已填这一栏' })).toBeVisible();
  await page.getByLabel('备注栏').selectOption('note');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '官方表样' })).toBeVisible();
  await page.goto('/desk/forms?region=110000&platform=weibo&q=平安北京');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载填好的“备案系统表样”' }).click()]);
  const bytes = await (await download.createReadStream()).toArray();
  const [, sheet] = await readWorkbook(Buffer.concat(bytes));
  expect(sheet?.rows[3]?.cells.slice(0, 3)).toEqual(['1', '新浪微博', '平安北京']);
});

test('a form that is not empty is refused with the row that is in the way', async ({ request }) => {
  const file = { name: '登记表.xlsx', mimeType: 'application/zip', buffer: Buffer.from(officialForm([['1', '微信', '已有的号']])) };
  const answer = await request.post('/desk/forms/upload', { multipart: { formName: '不空', file }, maxRedirects: 0 });
  expect(answer.status()).toBe(422);
  expect(await answer.text()).toContain('表头下面第 4 行已有内容');
});
