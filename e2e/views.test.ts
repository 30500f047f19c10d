// The matrix as one looks at it: sorted, turned, thinned out, as a heat map and as tiles, by keyboard, on paper and as files.
import { readFile } from 'node:fs/promises';
import { readWorkbook } from '../lib/exchange/read-whole.ts';
import { heading } from './form.ts';
import { givenAccount } from './given.ts';
import { watch } from './policy.ts';
import { expect, test } from './test.ts';

const VIEW = '/coverage?platform=weibo&region=530000';

test('a view is sorted, coloured, turned and thinned out by links, and leaves as a picture and a sheet of what is seen', async ({ page, request }) => {
  for (const [name, region] of [
    ['看法试验甲', '玉溪市'],
    ['看法试验乙', '玉溪市'],
    ['看法试验丙', '保山市'],
  ] as const)
    await givenAccount({ platform: '微博', name, unit: `${region}看法试验局`, region, sector: '科技' });
  const violations = await watch(page);
  await page.goto(VIEW);
  await page.getByRole('link', { name: '按“科技”排列各行' }).click();
  await expect(page).toHaveURL(/rowsBy=-science/);
  await page.getByRole('navigation', { name: '看法' }).getByRole('link', { name: '账号数' }).click();
  await expect(page.getByRole('rowheader').first()).toHaveText('玉溪市');
  await expect(page.getByRole('rowheader').nth(1)).toHaveText('保山市');
  await expect(page.getByRole('columnheader', { name: '科技' })).toHaveAttribute('aria-sort', 'descending');
  const strongest = page.getByRole('row').nth(1).locator('.heat-5');
  await expect(strongest).toContainText('2');
  expect(await strongest.evaluate((cell) => getComputedStyle(cell).backgroundColor)).toBe('rgb(13, 58, 102)');
  await page.getByRole('link', { name: '隐去空行空列' }).click();
  await expect(page.getByText(/已隐去 \d+ 行 \d+ 列/)).toBeVisible();
  await page.getByRole('link', { name: '行列互换' }).click();
  await expect(page.getByRole('columnheader').nth(2)).toHaveText('玉溪市');
  await expect(page.getByRole('rowheader', { name: '科技', exact: true })).toHaveAttribute('aria-sort', 'descending');

  const columns = (await page.getByRole('columnheader').allTextContents()).slice(2);
  const rows = (await page.getByRole('rowheader').allTextContents()).slice(0, -1);
  const sheet = await request.get((await page.getByRole('link', { name: 'Excel（XLSX）' }).getAttribute('href')) ?? '');
  const [told, data] = await readWorkbook(new Uint8Array(await sheet.body()));
  expect(Object.fromEntries(told?.rows.map(({ cells }) => cells) ?? [])).toMatchObject({ 指标: '账号数', 列的排序: '按科技，大的在前', 来源: '鼓塔登记册' });
  expect(data?.rows[0]?.cells.slice(2)).toEqual(columns);
  expect(data?.rows.slice(1).map(({ cells }) => cells[1])).toEqual(rows);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'PNG' }).click();
  const png = await readFile(await (await download).path());
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  await page.getByRole('link', { name: 'SVG' }).click();
  await page.locator('svg text').first().waitFor();
  const texts = await page.locator('svg text').allTextContents();
  for (const said of [...columns, ...rows, '账号数', '来源：鼓塔登记册']) expect(texts).toContain(said);
  expect(texts.join('')).toMatch(/截至 \d{4}-\d\d-\d\d.*口径：.*网址：.*columnsBy=-science/);
  expect(violations).toEqual([]);
});

test('arrow keys lead from cell to cell of the matrix, which is one stop of the Tab key', async ({ page }) => {
  await page.goto(VIEW);
  const stops = page.locator('#matrix [tabindex="0"]');
  await expect(stops).toHaveCount(1);
  await page.getByRole('rowheader', { name: '玉溪市' }).getByRole('link', { name: '玉溪市', exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator(':focus')).toHaveAccessibleName('按“玉溪市”排列各列');
  await page.keyboard.press('End');
  const at = await page.locator(':focus').evaluate((stop) => {
    const cell = stop.closest('td');
    return [cell?.parentElement?.firstElementChild?.textContent, cell?.nextElementSibling];
  });
  expect(at).toEqual(['玉溪市', null]);
  await page.keyboard.press('Control+End');
  await expect(page.locator('tfoot td').last()).toBeFocused();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator(':focus')).toHaveAccessibleName('按“合计”排列各行');
  await expect(stops).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/rowsBy=-total/);
});

test('from the nation to a named county bureau that is missing takes three clicks', async ({ page }) => {
  await page.goto('/coverage?platform=wechat');
  for (const place of ['云南省', '玉溪市']) await page.getByRole('rowheader').getByRole('link', { name: place, exact: true }).click();
  await expect(page.getByRole('region', { name: '微信 · 玉溪市' })).toBeVisible();
  const names = await page.getByRole('columnheader').allTextContents();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '江川区', exact: true }) });
  await row
    .getByRole('cell')
    .nth(names.indexOf('民政') - 1)
    .getByRole('link', { name: /本册未登记/ })
    .click();
  await expect(heading(page)).toHaveText('应开设单位');
  await expect(page.getByRole('row').nth(1)).toContainText('江川区民政局');
});

test('the nation, its greatest province and its tiles are right on paper: one sheet each', async ({ page }) => {
  for (const address of [
    '/coverage?platform=wechat',
    '/coverage?platform=wechat&region=500000&measure=rate',
    '/coverage?platform=weibo&rows=sector&columns=region&map=total',
  ]) {
    await page.goto(address);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g), address).toHaveLength(1);
    expect(pdf, address).toMatch(/\/MediaBox\s*\[\s*0 0 84\d(\.\d+)? 59\d/);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the same links sort, it is said what PNG needs, and the page begins with what its figures say', async ({ page }) => {
    await page.goto(`${VIEW}&scope=own&sector=science&tier=provincial`);
    await expect(page.getByText('应开设的 1 个省级科技单位，本册一个也没有登记（名录为估计，待核）。')).toBeVisible();
    await page.goto(VIEW);
    await page.getByRole('link', { name: '按“科技”排列各行' }).click();
    await expect(page.getByRole('columnheader', { name: '科技' })).toHaveAttribute('aria-sort', 'descending');
    await expect(page.getByText('PNG 由浏览器从 SVG 画成')).toBeVisible();
    await expect(page.getByRole('button', { name: 'PNG' })).toBeHidden();
  });
});

test('a view that cannot be is refused, as a page, as a file and as a picture', async ({ page, request }) => {
  await page.goto(`${VIEW}&rowsBy=nothing`);
  await expect(page.getByText('不能是“nothing”')).toBeVisible();
  for (const path of ['picture', 'export']) {
    for (const wrong of ['rowsBy=nothing', 'map=total', 'hide=all', 'nothing=1'])
      expect((await request.get(`${VIEW.replace('?', `/${path}?`)}&${wrong}`)).status(), `${path} ${wrong}`).toBe(400);
  }
});
