import type { Browser, Page } from '@playwright/test';
import { field, heading, summary, typeAndLeave } from './form.ts';
import { givenAccount, givenFiling } from './given.ts';
import { expect, type Persona, test } from './test.ts';

const UPPER = { region: '上城区', sector: '统计' };

/** Another person at a browser of their own. */
function asOther(browser: Browser, sessionOf: (persona: Persona) => Promise<unknown>, javaScriptEnabled: boolean) {
  return async (persona: Persona): Promise<Page> => {
    const storageState = (await sessionOf(persona)) as NonNullable<Parameters<Browser['newContext']>[0]>['storageState'];
    const { baseURL } = test.info().project.use;
    return (await browser.newContext({ baseURL, storageState, javaScriptEnabled, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage();
  };
}

const status = (page: Page, text: string) => expect(page.getByRole('banner').or(page.locator('header')).getByText(text, { exact: true })).toBeVisible();

for (const javaScriptEnabled of [true, false]) {
  const tag = javaScriptEnabled ? '甲' : '乙';

  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });
    test.setTimeout(90_000);

    test('a clerk’s opening is returned, mended and filed; then the account is closed: it counts from its day to its day', async ({
      browser,
      sessionOf,
      request,
    }) => {
      const other = asOther(browser, sessionOf, javaScriptEnabled);
      const [clerk, registrar] = [await other('demo-clerk'), await other('demo-registrar')];
      const name = `备案历程${tag}`;

      await clerk.goto('/desk');
      await clerk.getByRole('main').getByRole('link', { name: '申请开设账号' }).click();
      await field(clerk, '平台').selectOption('微信');
      await field(clerk, '账号名称').fill(`${name}误`);
      await typeAndLeave(clerk, '主办单位', `备案历程局${tag}`);
      await typeAndLeave(clerk, '行政区划', UPPER.region);
      await field(clerk, '职能系统').selectOption(UPPER.sector);
      await field(clerk, '开设日期').fill('2026-03-02');
      await field(clerk, '申请理由').fill('新设机构');
      await clerk.getByRole('button', { name: '提交备案申请' }).click();
      await expect(summary(clerk)).toContainText('未经备案先行开通：请写明理由，或改正后再提交。');
      const found = clerk.getByRole('group', { name: '登记前请说明' });
      await expect(found).toContainText('开设日期 2026-03-02 早于同意或申请的日期');
      await expect(found).toContainText('依据：国务院办公厅国办发〔2018〕123号（2018-12-07）');
      await field(clerk, '理由：未经备案先行开通').fill('开通时已报区政府办公室');
      await clerk.getByRole('button', { name: '提交备案申请' }).click();
      await expect(heading(clerk)).toHaveText(`开设备案：${name}误`);
      await status(clerk, '待审');
      const address = new URL(clerk.url()).pathname;
      expect((await (await request.get(`/api/v1/accounts?q=${name}`)).json()).total).toBe(0);

      await registrar.goto('/desk/filings');
      await registrar.getByRole('link', { name: `开设 · ${name}误` }).click();
      await expect(registrar.getByText('浙江省的备案机关')).toBeVisible();
      await expect(registrar.getByRole('region', { name: '已说明理由' })).toContainText('开通时已报区政府办公室');
      await registrar.getByRole('button', { name: '退回' }).click();
      await expect(summary(registrar)).toContainText('请至少选择一项退回理由');
      await registrar.getByLabel('名称不规范').check();
      await registrar.getByRole('region', { name: '退回' }).getByRole('textbox', { name: '说明' }).fill('名称有误，请改正。');
      await registrar.getByRole('button', { name: '退回' }).click();
      await status(registrar, '已退回');

      await clerk.goto('/desk');
      await expect(clerk.getByText(/被退回、待修改 [1-9]/)).toBeVisible();
      await clerk.goto(address);
      await expect(clerk.getByText('理由：名称不规范')).toBeVisible();
      await clerk.getByRole('link', { name: '修改后重报' }).click();
      await expect(clerk.getByText('名称有误，请改正。')).toBeVisible();
      await field(clerk, '账号名称').fill(name);
      await expect(field(clerk, '理由：未经备案先行开通')).toHaveValue('开通时已报区政府办公室');
      await clerk.getByRole('button', { name: '重新提交' }).click();
      await status(clerk, '待审');
      await expect(clerk.getByText(`修改：账号名称由“${name}误”改为“${name}”`)).toBeVisible();

      await registrar.goto(address);
      await registrar.getByRole('button', { name: '准予备案' }).click();
      await status(registrar, '已备案');
      await registrar.getByRole('link', { name, exact: true }).click();
      await expect(heading(registrar)).toHaveText(name);
      await expect(registrar.getByRole('list', { name: '备案记录' })).toContainText('开设备案，浙江省的备案机关（自 2026-03-02 起）');
      const account = new URL(registrar.url()).pathname;

      await clerk.goto(account);
      await clerk.getByRole('link', { name: '申请关停' }).click();
      await clerk.getByRole('button', { name: '提交备案申请' }).click();
      await expect(summary(clerk)).toContainText('请填写理由');
      await field(clerk, '申请理由').fill('整合到统一账号');
      await clerk.getByRole('button', { name: '提交备案申请' }).click();
      await expect(heading(clerk)).toHaveText(`关停备案：${name}`);
      const closing = new URL(clerk.url()).pathname;
      await registrar.goto(closing);
      await registrar.getByRole('button', { name: '同意' }).click();
      await status(registrar, '已同意');
      await clerk.goto(closing);
      await clerk.getByLabel('停更日期').fill('2026-09-01');
      await clerk.getByLabel('公告网址').fill('https://example.gov.cn/notice');
      await clerk.getByRole('button', { name: '登记停更公告' }).click();
      await status(clerk, '已公告停更');
      await clerk.getByLabel('平台关停日期').fill('2026-10-09');
      await clerk.getByRole('button', { name: '登记平台关停' }).click();
      await status(clerk, '平台已关停');

      const counted = async (day: string) => (await (await request.get(`/api/v1/accounts?q=${name}&asOf=${day}&status=active&status=paused`)).json()).total;
      expect(await Promise.all(['2026-03-01', '2026-03-02', '2026-10-08', '2026-10-09'].map(counted))).toEqual([0, 1, 1, 0]);
      await clerk.goto(`/accounts?q=${name}&asOf=2026-10-08`);
      await expect(clerk.getByRole('rowheader')).toHaveText([name]);
      const { filings } = await (await request.get(`/api/v1${account}`)).json();
      expect(filings).toMatchObject([
        { kind: 'opening', effectiveOn: '2026-03-02' },
        { kind: 'closure', effectiveOn: '2026-10-09' },
      ]);
      for (const page of [clerk, registrar]) await page.context().close();
    });

    test('many are decided together, and a change is asked for where one may not write', async ({ browser, sessionOf }) => {
      const other = asOther(browser, sessionOf, javaScriptEnabled);
      const [clerk, registrar] = [await other('demo-clerk'), await other('demo-registrar')];
      const ids = [];
      for (const each of ['一', '二']) ids.push(await givenFiling({ platform: '微信', name: `批量${each}${tag}`, unit: `批量局${each}${tag}`, ...UPPER }));
      await registrar.goto('/desk/filings?kind=opening');
      for (const id of ids) await registrar.getByRole('checkbox', { name: new RegExp(`选择 ${id} 号`) }).check();
      await registrar.getByRole('button', { name: '同意所选' }).click();
      await expect(registrar.getByText('已办理 2 件。')).toBeVisible();

      const account = await givenAccount({ platform: '微信', name: `变更备案${tag}`, unit: `变更备案局${tag}`, ...UPPER });
      await clerk.goto(`/accounts/${account}`);
      await expect(clerk.getByRole('link', { name: '修改' })).toHaveCount(0);
      await clerk.getByRole('link', { name: '申请变更' }).click();
      await field(clerk, '认证信息').fill(`杭州市上城区变更备案局${tag}`);
      await clerk.getByRole('button', { name: '提交备案申请' }).click();
      await expect(heading(clerk)).toHaveText(`变更备案：变更备案${tag}`);
      await expect(clerk.getByRole('table').getByRole('row')).toHaveText(['栏目现登记申请', `认证信息—杭州市上城区变更备案局${tag}`, /变更日期/]);
      await registrar.goto(new URL(clerk.url()).pathname);
      await registrar.getByRole('button', { name: '准予备案' }).click();
      await status(registrar, '已备案');
      for (const page of [clerk, registrar]) await page.context().close();
    });
  });
}

test.describe('refusals', () => {
  test.use({ as: 'demo-registrar' });

  test('of two registrars who decide at once the second is told what the first has done', async ({ page, context }) => {
    const id = await givenFiling({ platform: '微信', name: '两人备案', unit: '两人备案局', ...UPPER });
    const other = await context.newPage();
    for (const each of [page, other]) await each.goto(`/desk/filings/${id}`);
    await other.getByRole('button', { name: '同意' }).click();
    await status(other, '已同意');
    await page.getByRole('button', { name: '准予备案' }).click();
    await expect(page.getByRole('alert').filter({ hasText: '没有办理' })).toContainText('示例浙江备案管理员 同意');
    await status(page, '已同意');
  });

  test('a filing of another province is absent', async ({ page }) => {
    const id = await givenFiling({ platform: '微信', name: '外省备案', unit: '外省备案局', region: '三沙市', sector: '统计' });
    expect((await page.goto(`/desk/filings/${id}`))?.status()).toBe(404);
    await page.goto('/desk/filings?view=all');
    await expect(page.getByText('外省备案')).toHaveCount(0);
  });
});

test.describe('a clerk', () => {
  test.use({ as: 'demo-clerk' });

  test('is led from a gap to asking for an opening, with the place filled in', async ({ page }) => {
    await page.goto('/coverage/missing?platform=wechat&tier=county&region=330102');
    await page.getByRole('link', { name: /^登记/ }).first().click();
    await expect(heading(page)).toHaveText('申请开设账号');
    await expect(field(page, '行政区划')).toHaveValue(/上城区/);
    await expect(field(page, '平台')).toHaveValue('wechat');
  });

  test('finds neither the forms that write nor filings of another place', async ({ page }) => {
    const account = await givenAccount({ platform: '微信', name: '外地账号', unit: '外地账号局', region: '三沙市', sector: '统计' });
    for (const address of [`/desk/accounts/${account}/edit`, `/desk/accounts/${account}/change`, `/desk/accounts/${account}/end`, '/desk/imports'])
      expect((await page.goto(address))?.status(), address).toBe(404);
    await page.goto(`/accounts/${account}`);
    await expect(page.getByRole('link', { name: /申请/ })).toHaveCount(0);
  });
});
