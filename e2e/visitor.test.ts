import type { Locator, Page } from '@playwright/test';
import { field, heading } from './form.ts';
import { givenAccount } from './given.ts';
import { expect, test } from './test.ts';

test('a visitor drills from the nation to a county, and a cell opens what is behind it', async ({ page }) => {
  await givenAccount({ platform: '微信', name: '邗江教育试验', region: '邗江区', sector: '教育' });
  await page.goto('/');
  await page.getByRole('link', { name: '各地区 × 各系统的开设情况' }).click();
  for (const place of ['江苏省', '扬州市', '邗江区']) await page.getByRole('rowheader').getByRole('link', { name: place, exact: true }).click();
  await expect(page.getByRole('region', { name: '微信 · 邗江区 · 地区 × 系统' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: '所在位置' }).getByRole('link')).toHaveText(['全国', '江苏省', '扬州市', '邗江区']);

  const covered = await matrixCell(page, '邗江区本级', '教育');
  await expect(covered).toContainText('已开设；账号 1，应开设 1，已开设 1，开通率 100');
  await covered.getByRole('link').click();
  await expect(heading(page)).toHaveText('账号');
  await expect(page.getByRole('rowheader')).toHaveText(['邗江教育试验']);
  await page.getByRole('link', { name: '邗江教育试验' }).click();
  await expect(page.getByRole('region', { name: '登记内容' })).toContainText('邗江区');
  await page.goBack();
  await expect(heading(page)).toHaveText('账号');
  await page.goBack();

  const gap = await matrixCell(page, '邗江区本级', '民政');
  await expect(gap).toContainText('本册未登记（待核）');
  await gap.getByRole('link').click();
  await expect(heading(page)).toHaveText('应开设单位');
  await expect(page.getByText('共 1 条')).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText('邗江区 县级民政邗江区民政局 单位待补');
  await expect(page.getByRole('link', { name: '登记', exact: true })).toBeHidden();
  await page.goBack();

  await page.getByRole('navigation', { name: '所在位置' }).getByRole('link', { name: '扬州市' }).click();
  const partial = await matrixCell(page, '邗江区', '教育');
  await expect(partial).toContainText('已开设');
  await expect(await matrixCell(page, '宝应县', '教育')).toContainText('本册未登记（待核）');
});

test.describe('an administrator', () => {
  test.use({ as: 'demo-admin' });

  test('is led from a gap to a form that already says platform, region, sector and level', async ({ page }) => {
    await page.goto('/coverage?region=321012&platform=wechat');
    await (await matrixCell(page, '江都区本级', '民政')).getByRole('link').click();
    await page.getByRole('link', { name: '登记江都区民政账号' }).click();
    await expect(heading(page)).toHaveText('登记账号');
    await expect(field(page, '平台')).toHaveValue('wechat');
    await expect(field(page, '行政区划')).toHaveValue('江苏省 扬州市 江都区（321012）');
    await expect(field(page, '职能系统')).toHaveValue('civil-affairs');
    await expect(field(page, '单位层级')).toHaveValue('county');
    await field(page, '账号名称').fill('江都民政试验');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(heading(page)).toHaveText('江都民政试验');
    await page.goto('/coverage?region=321012&platform=wechat');
    await expect(await matrixCell(page, '江都区本级', '民政')).toContainText('已开设；账号 1');
  });
});

test('the matrix says by which sectors and tiers it was narrowed', async ({ page }) => {
  await page.goto('/coverage?platform=wechat&sector=public-security&sector=health&tier=provincial&tier=county');
  await expect(page.getByRole('region', { name: '微信 · 全国 · 公安、卫生健康 · 省级、县级 · 地区 × 系统 · 截至' })).toBeVisible();
});

test('a place that several bear is chosen, and the rest of the question stays', async ({ page }) => {
  await page.goto('/coverage?platform=weibo&measure=rate');
  await page.getByText('换一种看法').click();
  await page.getByLabel('行政区划').fill('鼓楼区');
  await page.getByRole('button', { name: '查看' }).click();
  await page.getByRole('link', { name: '江苏省 南京市 鼓楼区（320106）' }).click();
  await expect(page.getByRole('region', { name: '新浪微博 · 鼓楼区 · 地区 × 系统' })).toBeVisible();
  await expect(page).toHaveURL(/measure=rate/);
});

test('the list of accounts is filtered by a form and sorted by its heads', async ({ page }) => {
  for (const name of ['排序试验乙', '排序试验甲']) await givenAccount({ platform: '微博', name, unit: '排序试验局', region: '仪征市', sector: '科技' });
  await page.goto('/accounts');
  await page.getByLabel('查找').fill('pxsy');
  await page.getByLabel('行政区划').fill('yizheng');
  await page.getByRole('button', { name: '查看' }).click();
  await expect(page).toHaveURL(/region=321081/);
  await expect(page.getByRole('rowheader')).toHaveText(['排序试验甲', '排序试验乙']);
  await page.getByRole('columnheader', { name: '账号名称' }).getByRole('link').click();
  await expect(page.getByRole('columnheader', { name: '账号名称' })).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('rowheader')).toHaveText(['排序试验乙', '排序试验甲']);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`on a telephone ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled, viewport: { width: 390, height: 844 } });

    test('filters that few need are folded until one of them is set', async ({ page }) => {
      await page.goto('/accounts');
      await expect(page.getByLabel('职能系统')).toBeVisible();
      await expect(page.getByLabel('单位层级')).toBeHidden();
      await page.getByText('更多筛选').click();
      await page.getByLabel('单位层级').selectOption('省级');
      await page.getByRole('button', { name: '查看' }).click();
      await expect(page).toHaveURL(/tier=provincial/);
      await expect(page.getByLabel('单位层级')).toHaveValue('provincial');
      await expect(page.getByLabel('截至日期')).toBeVisible();
    });
  });
}

test('where there is room no filter is folded', async ({ page }) => {
  await page.goto('/accounts');
  await expect(page.getByLabel('单位层级')).toBeVisible();
  await expect(page.getByText('更多筛选')).toBeHidden();
});

test('a page after the last leads to the last', async ({ page }) => {
  await page.goto('/coverage/missing?platform=wechat&tier=provincial&page=99999');
  await page.getByRole('link', { name: '到最后一页' }).click();
  const [, last, pages] = /第 (\d+) \/ (\d+) 页/.exec((await page.getByRole('navigation', { name: '翻页' }).textContent()) ?? '') ?? [];
  expect(last).toBe(pages);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
});

test('whether an account is official is answered for its link, domain, id, handle and name', async ({ page }) => {
  const unit = { unit: '查验试验局', region: '高邮市', sector: '科技' };
  await givenAccount({ platform: '微博', name: '查验试验', platformId: '7300000031', handle: 'verifytest', ...unit });
  await givenAccount({ platform: '微信', name: '查验试验', platformId: 'gh_0123456789ab', handle: 'verify_test', ...unit });
  await givenAccount({ platform: '微博', name: '已关试验', platformId: '7300000032', status: '已关停', closedOn: '2020-01-01', openedOn: '2012', ...unit });
  const asked = [
    ['https://weibo.com/u/7300000031?from=feed', '官方账号', ['查验试验']],
    ['weibo.com/verifytest', '官方账号', ['查验试验']],
    ['gh_0123456789ab', '官方账号', ['查验试验']],
    ['Verify_Test', '官方账号', ['查验试验']],
    ['7300000032', '曾为官方账号', ['已关试验']],
    ['查验试验', '本册有此名的账号', ['查验试验', '查验试验']],
  ] as const;
  for (const [query, verdict, names] of asked) {
    await ask(page, query);
    await expect(answer(page).getByText(verdict, { exact: true }), query).toBeVisible();
    await expect(answer(page).getByRole('article').getByRole('heading'), query).toHaveText([...names]);
  }
  await expect(answer(page)).toContainText('名称证明不了什么');
});

test('what is not in the register, or carries no account, is answered with what to do', async ({ page }) => {
  const asked = [
    ['7300000039', '未登记不等于假冒'],
    ['查无此名试验', '未登记不等于假冒'],
    ['https://www.douyin.com/user/abc', '不认识的平台'],
    ['https://mp.weixin.qq.com/s/AbCdEfGhIjKlMn', '这是微信文章的短链接'],
    ['https://weibo.com/status/123', '这是一条微博的链接'],
    ['https://t.cn/A6abcd', '这是短链接'],
  ] as const;
  for (const [query, sentence] of asked) {
    await ask(page, query);
    await expect(answer(page), query).toContainText(sentence);
    await expect(answer(page).getByRole('article')).toHaveCount(0);
  }
});

async function ask(page: Page, query: string) {
  await page.goto('/');
  await page.getByLabel('链接、编号或名称').fill(query);
  await page.getByRole('button', { name: '查验' }).click();
  await expect(heading(page)).toHaveText('官方查验');
}

function answer(page: Page): Locator {
  return page.getByRole('region', { name: '查验结果' });
}

async function matrixCell(page: Page, row: string, column: string): Promise<Locator> {
  await expect(page.getByRole('rowheader', { name: row, exact: true })).toBeVisible();
  const names = await page.getByRole('columnheader').allTextContents();
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
    .getByRole('cell')
    .nth(names.indexOf(column) - 1);
}

test('a visitor ranks districts by how many of their people they reach, beside both censuses, and takes what is seen', async ({ page, request }) => {
  await givenAccount({
    platform: '微博',
    name: '南岸覆盖试验',
    unit: '南岸区试验局',
    region: '500108',
    sector: '教育',
    openedOn: '2012-01-01',
    followers: '2395278',
  });
  await page.goto('/reach?region=500000');
  await page.getByRole('columnheader').getByRole('link', { name: '传播覆盖系数（第七次人口普查）' }).click();
  await expect(page).toHaveURL(/sort=-coefficient/);
  await expect(page.getByRole('columnheader', { name: '传播覆盖系数（第七次人口普查）' })).toHaveAttribute('aria-sort', 'descending');
  const district = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '南岸区' }) });
  await expect(district).toContainText('2.00÷ 1,197,639 人（2020 年）');
  await expect(district).toContainText('÷ 759,570 人（2010 年）');
  await expect(page.getByText('传播覆盖系数（第七次人口普查）超过 1')).toBeVisible();
  const file = await (await request.get('/reach/export?region=500000&sort=-coefficient')).text();
  expect(file.split('\r\n')[1]).toMatch(/^1,500108,南岸区,/);
  expect(file).toContain(',2,1197639,2020,第七次全国人口普查');
  await page.goto('/reach?region=500000&nothing=1');
  await expect(page.getByText('地址里有不认识或不合要求的参数')).toBeVisible();
});
