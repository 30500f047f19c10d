import type { APIRequestContext } from '@playwright/test';
import { field, heading, summary, typeAndLeave } from './form.ts';
import { givenAccount } from './given.ts';
import { expect, test } from './test.ts';

const PLACE = { region: '阜城县', sector: '卫生健康', openedOn: '2012-01-01' };

async function unitOf(request: APIRequestContext, account: number): Promise<number> {
  const { standings } = await (await request.get(`/api/v1/accounts/${account}`)).json();
  return standings.at(-1).unitId;
}

test.describe('an administrator', () => {
  test.use({ as: 'demo-admin' });

  for (const javaScriptEnabled of [true, false]) {
    const tag = javaScriptEnabled ? '甲' : '乙';

    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled });

      test('merges two units into a new one; the day before, the page still shows the old owner', async ({ page, request }) => {
        const health = await givenAccount({ platform: '微信', name: `改革卫生${tag}`, unit: `改革卫生局${tag}`, ...PLACE });
        const family = await givenAccount({ platform: '微信', name: `改革计生${tag}`, unit: `改革计生局${tag}`, ...PLACE });
        const old = await unitOf(request, health);
        await page.goto(`/units/${old}`);
        await page.getByRole('link', { name: '机构改革' }).click();
        await page.getByLabel('改革之日').fill('2014-03-14');
        await typeAndLeave(page, '并入的单位 1', `改革计生局${tag}`);
        await typeAndLeave(page, '接收单位', `改革卫计委${tag}`);
        await page.getByRole('button', { name: '合并', exact: true }).click();
        await expect(summary(page)).toContainText('职能系统');
        await field(page, '接收单位的职能系统').selectOption('health-family-planning');
        await page.getByRole('button', { name: '合并', exact: true }).click();

        await expect(heading(page)).toHaveText(`改革卫计委${tag}`);
        await expect(page.getByRole('main')).toContainText(`2014-03-14 并入本单位： 改革卫生局${tag}`);
        await expect(page.getByRole('rowheader')).toHaveText([`改革计生${tag}`, `改革卫生${tag}`]);
        await page.goto(`/units/${old}`);
        await expect(page.getByRole('status').filter({ hasText: '该单位已于 2014-03-14 撤销' })).toContainText(`并入： 改革卫计委${tag}`);
        await expect(page.getByRole('link', { name: '机构改革' })).toHaveCount(0);

        await page.goto(`/accounts/${family}`);
        await expect(page.getByRole('region', { name: '沿革' }).getByRole('listitem').first()).toHaveText(`2014-03-14主办单位改为改革卫计委${tag}`);
        await page.getByLabel('看某日的情况').fill('2014-03-13');
        await page.getByRole('button', { name: '查看' }).click();
        await expect(page.getByRole('status').filter({ hasText: '这是 2014-03-13 的情况' })).toBeVisible();
        await expect(page.getByRole('region', { name: '登记内容' })).toContainText(`改革计生局${tag}`);

        await page.goto('/changes?from=2014-03-13&to=2014-03-14&kind=moved&place=阜城县');
        const row = page.getByRole('row').filter({ hasText: `改革计生${tag}` });
        await expect(row.getByRole('cell')).toHaveText(['微信', '换主办单位', `改革计生局${tag}`, `改革卫计委${tag}`, '2014-03-14']);
        const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
        const file = await request.get(String(href).replace('format=zip', 'format=csv'));
        expect(await file.text()).toContain(`改革计生局${tag},改革卫计委${tag}`);
      });

      test('dissolves a unit, saying for each account what becomes of it', async ({ page, request }) => {
        const unit = `撤销局${tag}`;
        const closed = await givenAccount({ platform: '微信', name: `撤销关停${tag}`, unit, ...PLACE });
        await givenAccount({ platform: '微博', name: `撤销暂留${tag}`, unit, ...PLACE });
        await page.goto(`/desk/units/${await unitOf(request, closed)}/reform?kind=dissolve`);
        await page.getByLabel('改革之日').fill('2019-01-01');
        await field(page, `撤销关停${tag}（微信）`).selectOption('自当日关停');
        await page.getByRole('button', { name: '撤销', exact: true }).click();
        await expect(summary(page)).toContainText('请决定这个账号怎么办');
        await expect(field(page, `撤销关停${tag}（微信）`)).toHaveValue('close');
        await field(page, `撤销暂留${tag}（新浪微博）`).selectOption('暂留（主办单位已撤销）');
        await page.getByRole('button', { name: '撤销', exact: true }).click();
        await expect(page.getByRole('main')).toContainText('仍有 1 个未关停的账号');
        await page.getByRole('link', { name: '查看这些账号' }).click();
        await page.getByRole('link', { name: `撤销暂留${tag}` }).click();
        await expect(page.getByRole('main')).toContainText(`主办单位“${unit}”已于 2019-01-01 撤销`);
        await page.goto(`/accounts/${closed}`);
        await expect(page.getByRole('region', { name: '沿革' })).toContainText('2019-01-01关停');
      });

      test('takes back a reform that was entered wrongly', async ({ page, request }) => {
        const account = await givenAccount({ platform: '微信', name: `撤回账号${tag}`, unit: `撤回局${tag}`, ...PLACE });
        const unit = await unitOf(request, account);
        await page.goto(`/desk/units/${unit}/reform?kind=split`);
        await page.getByLabel('改革之日').fill('2019-01-01');
        await page.getByLabel('依据文件').fill('衡编〔2019〕3号');
        await typeAndLeave(page, '分设单位 1', `撤回分局${tag}`);
        await field(page, '分设单位 1的职能系统').selectOption('health');
        await page.getByLabel('本单位继续存在').check();
        await field(page, '未单独指定的账号').selectOption('归分设单位 1');
        await page.getByRole('button', { name: '分设', exact: true }).click();
        await page.getByRole('link', { name: '2019-01-01 分设' }).click();
        await expect(page.getByRole('main')).toContainText('衡编〔2019〕3号');
        await expect(page.getByRole('link', { name: `变更 · 撤回账号${tag}` })).toBeVisible();
        await page.getByRole('button', { name: '撤回这次改革' }).click();
        await expect(heading(page)).toHaveText(`撤回局${tag}`);
        expect(await unitOf(request, account)).toBe(unit);
        await expect(page.getByRole('main')).toContainText('2019-01-01 分设 已撤回');
      });

      test('enters a joint sponsor of an account and ends it', async ({ page }) => {
        const id = await givenAccount({ platform: '微信', name: `联办试验${tag}`, unit: `联办主办局${tag}`, ...PLACE });
        await givenAccount({ platform: '微信', name: `联办别号${tag}`, unit: `联办联合局${tag}`, ...PLACE });
        await page.goto(`/accounts/${id}`);
        await page.getByRole('link', { name: '其他单位' }).click();
        await field(page, '关系').selectOption('联合主办');
        await typeAndLeave(page, '单位', `联办主办局${tag}`);
        await page.getByLabel('自哪天起').fill('2018-05-01');
        await page.getByRole('button', { name: '登记', exact: true }).click();
        await expect(summary(page)).toContainText('这个单位当时就是主办单位');
        await typeAndLeave(page, '单位', `联办联合局${tag}`);
        await page.getByRole('button', { name: '登记', exact: true }).click();
        await expect(page.getByRole('listitem').filter({ hasText: '联合主办：' })).toHaveText(`联合主办：联办联合局${tag} 2018-05-01 起`);
        await page.getByLabel(`结束之日：联办联合局${tag}（联合主办）`).fill('2020-05-01');
        await page.getByRole('button', { name: '结束', exact: true }).click();
        await expect(page.getByRole('listitem').filter({ hasText: '联合主办：' })).toContainText('2018-05-01 至 2020-05-01');
        await page.goto(`/accounts/${id}?asOf=2019-01-01`);
        await expect(page.getByRole('region', { name: '登记内容' })).toContainText(`联合主办联办联合局${tag}`);
        await page.goto(`/accounts/${id}`);
        await expect(page.getByRole('region', { name: '登记内容' })).not.toContainText('联合主办');
        await expect(page.getByRole('region', { name: '沿革' })).toContainText(`2020-05-01联办联合局${tag}不再是联合主办单位`);
      });
    });
  }
});

test('a parameter that nobody knows is named, and a day that is none', async ({ page, request }) => {
  const id = await givenAccount({ platform: '微信', name: '参数试验', unit: '参数试验局', ...PLACE });
  const unit = await unitOf(request, id);
  for (const path of [`/accounts/${id}`, `/units/${unit}`, '/changes']) {
    await page.goto(`${path}?nonsense=1`);
    await expect(page.getByRole('alert').filter({ hasText: 'nonsense' }), path).toContainText('没有这个参数');
  }
  for (const address of [`/accounts/${id}?asOf=2015-02-29`, `/units/${unit}?asOf=yesterday`, '/changes?from=2020-01-01&to=2019-01-01']) {
    await page.goto(address);
    await expect(page.getByRole('alert').filter({ hasText: '地址里有' }), address).toBeVisible();
  }
  expect((await request.get('/changes/export?from=2020-01-01&to=2019-01-01')).status()).toBe(400);
});
