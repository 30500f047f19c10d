// A reader, before the demonstration register: which shape each platform has, and where that changes.
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import { unzipSync } from 'fflate';
import { expect, test } from '../test.ts';

const WEIBO = /新浪微博，截至 2011-10-31：金字塔状/;
const WECHAT = /微信，截至 2014-12-31：腰鼓状/;

const unzipped = (bytes: Uint8Array) => Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, each]) => [name, Buffer.from(each).toString()]));

test('reads both shapes, each on its own day, and finds the figures behind them', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText('新浪微博，截至 2011-10-31，按“四级行政级别”：金字塔状')).toBeVisible();
  await expect(page.getByText(/微信，截至 2014-12-31，按.*：腰鼓状/)).toBeVisible();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '层级分布' }).click();
  await expect(page.getByRole('heading', { name: WEIBO })).toBeVisible();
  const wechat = page.getByRole('region', { name: WECHAT });
  await expect(wechat.getByRole('row', { name: '中央 205 0.5 %' })).toBeVisible();
  await expect(wechat.getByRole('row', { name: /省市级 34,662 84\.7 %/ })).toBeVisible();
  await expect(wechat.getByRole('row', { name: /县级及以下 6,057 14\.8 %/ })).toBeVisible();
  await expect(wechat.getByText('自上而下先增后减')).toBeVisible();
  await expect(page.getByRole('img', { name: '新浪微博 与 微信 各级占比' })).toBeVisible();
});

test('switches the scheme and sees the verdict change', async ({ page }) => {
  await page.goto('/distribution');
  await expect(page.getByText(/微信的结论随分法而变：按“四级行政级别”为金字塔状/)).toBeVisible();
  await expect(page.getByText(/没有提到市辖区。把市辖区归入省市级时，微信的结论不变，仍是腰鼓状/)).toBeVisible();
  await page.getByText('换一种看法').click();
  await page.getByRole('combobox', { name: '分法' }).selectOption('rank4');
  await page.getByRole('button', { name: '查看' }).click();
  await expect(page).toHaveURL(/scheme=rank4/);
  await expect(page.getByRole('heading', { name: /微信，截至 2014-12-31：金字塔状/ })).toBeVisible();
  await expect(page.getByRole('region', { name: /微信，截至/ }).getByText('自上而下逐级增多')).toBeVisible();
});

test('goes from the tile of a province to its page and on to a city', async ({ page }) => {
  await page.goto('/distribution?platform=wechat');
  const tile = page.getByRole('link', { name: /^浙江.*腰鼓状，账号 6,057 个$/ });
  await tile.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/region=330000/);
  await expect(page.getByText('浙江省 · 中央 / 省市级')).toBeVisible();
  await expect(page.getByText('不计“中央”：所问范围内没有这一级的单位。')).toBeVisible();
  await expect(page.getByRole('heading', { name: /不足三级，不论形状/ })).toBeVisible();
  await page.getByRole('link', { name: '杭州市' }).click();
  await expect(page).toHaveURL(/region=330100/);
  await expect(page.getByRole('navigation', { name: '所在位置' })).toContainText('浙江省');
});

test('sorts the regions by a column', async ({ page }) => {
  await page.goto('/distribution?platform=wechat');
  const table = page.getByRole('table', { name: /各省级行政区/ });
  await expect(table.getByRole('rowheader').first()).toHaveText('北京市');
  await table.getByRole('link', { name: '账号' }).click();
  await expect(table.getByRole('columnheader', { name: /账号/ })).toHaveAttribute('aria-sort', 'descending');
  await expect(table.getByRole('rowheader').first()).toHaveText('广东省');
  await table.getByRole('link', { name: '地区' }).click();
  await expect(table.getByRole('rowheader').first()).toHaveText('安徽省'); // by pinyin
});

test('opens what is on the screen as a file that says its day, its definition and that it is made up', async ({ page }) => {
  await page.goto('/distribution?platform=wechat&scheme=tier3');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
  expect(download.suggestedFilename()).toBe('层级分布-2014-12-31.zip');
  const { '层级分布-2014-12-31.csv': text = '', '说明.txt': facts = '' } = unzipped(await readFile(await download.path()));
  expect(text.startsWith('\ufeff平台,截至日期,地区,分法,级,账号')).toBe(true);
  expect(text).toContain('微信,2014-12-31,全国,中央 / 省市级 / 县级及以下（市辖区归县级）,省市级,34662,0.84698');
  expect(text).toContain('浙江省');
  expect(facts).toMatch(/数据性质：含示例数据/);
  expect(facts).toMatch(/口径：/);
  expect(facts).toMatch(/截至：2014-12-31/);
});

test('takes the matrix away as a file that sums to the page', async ({ page }) => {
  await page.goto('/coverage?rows=region&columns=tier&platform=wechat&measure=accounts');
  await expect(page.getByText('账号 40,924 个')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
  const [text = ''] = Object.entries(unzipped(await readFile(await download.path()))).flatMap(([name, each]) => (name.endsWith('.csv') ? [each] : []));
  const lines = text.trimEnd().split('\r\n');
  const rows = lines.slice(1).map((line) => line.split(',').slice(2).map(Number));
  expect(rows.flat().reduce((sum, count) => sum + count, 0)).toBe(40_924);
});

test('is told what another day is worth', async ({ page }) => {
  await page.goto('/coverage');
  await expect(page.getByText('截至 2014-12-31').first()).toBeVisible();
  await page.getByRole('link', { name: /看今天/ }).click();
  await expect(page.getByText(/只是示例账号按开设日期推算，不作参考/)).toBeVisible();
  await page.getByRole('link', { name: '回到示例数据之日' }).click();
  await expect(page.getByText('微信 · 全国 · 地区 × 系统 · 截至 2014-12-31').first()).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('reads the shapes and switches the basis', async ({ page }) => {
    await page.goto('/distribution');
    await expect(page.getByRole('heading', { name: WECHAT })).toBeVisible();
    await page.getByRole('link', { name: '五级单位层级' }).last().click();
    await expect(page).toHaveURL(/scheme=tier5&basis=rate/);
    await expect(page.getByText('不计“中央”：这一级没有应开设名录。').first()).toBeVisible();
  });
});

test.describe('every page', () => {
  for (const address of ['/', '/accounts', '/units', '/verify', '/coverage', '/distribution', '/coverage/missing?platform=wechat', '/regions', '/sign-in'])
    test(`says that the register holds made-up data: ${address}`, async ({ page }) => {
      await page.goto(address);
      await expect(page.getByText('本册含示例数据')).toBeVisible();
    });
});

for (const address of ['/', '/distribution', '/distribution?scheme=rank4&region=330000', '/coverage?rows=region&columns=tier'])
  test(`${address} can be used by everyone, wide and narrow, light and dark`, async ({ page }) => {
    await page.addInitScript({ content: axe.source });
    await page.goto(address);
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme });
        const found = await page.evaluate(() =>
          (window as unknown as { axe: typeof axe }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
        );
        expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${address} at ${width}`).toBe(true);
      }
    }
  });
