import type { Page } from '@playwright/test';
import { dayOf } from '../lib/taxonomy/day.ts';
import { field, heading, summary, typeAndLeave } from './form.ts';
import { givenUser } from './given.ts';
import { expect, signIn, test } from './test.ts';

const TODAY = dayOf(new Date());

async function typeRule(page: Page, region: string, days: string): Promise<void> {
  const form = page.getByRole('region', { name: '加严一条规则' });
  const where = form.getByRole('combobox', { name: '行政区划' }).or(form.getByRole('textbox', { name: '行政区划' }));
  await where.fill(region);
  await where.blur();
  await field(page, '规则').selectOption('服务号更新期限');
  await field(page, '严格程度').selectOption('须说明理由');
  await field(page, '天数').fill(days);
  await form.getByLabel(/^施行日期/).fill(TODAY);
  await field(page, '版次').fill('2026');
  await field(page, '文号').fill('林政办〔2026〕1号');
  await field(page, '发文机关').fill(`${region}政府办公室`);
  await form.getByLabel(/^发文日期/).fill('2026-11-01');
  await form.getByRole('button', { name: '设定规则' }).click();
}

for (const [javaScriptEnabled, region, code] of [
  [true, '林芝市', '540400'],
  [false, '昌都市', '540300'],
] as const) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ as: 'demo-admin', javaScriptEnabled });

    test('a place is stricter from a day, never laxer, and ends it again', async ({ page }) => {
      await page.goto('/desk');
      await page.getByRole('main').getByRole('link', { name: '规则' }).click();
      await expect(heading(page)).toHaveText('规则');
      await expect(page.getByRole('row', { name: /^同一平台的第二个账号/ })).toContainText('国办发〔2018〕123号');
      await typeRule(page, region, '30');
      await expect(summary(page)).toContainText('天数：不能宽于上级的规定（国办秘函〔2019〕19号）。');
      await expect(field(page, '文号')).toHaveValue('林政办〔2026〕1号');
      await typeRule(page, region, '10');
      await expect(page.getByText('规则已设定或结束。')).toBeVisible();
      const inForce = page.getByRole('region', { name: new RegExp(`${region}.*在 ${TODAY} 执行的规则`) }).first();
      await expect(inForce.getByRole('row', { name: /^服务号更新期限/ })).toContainText(`10 天${region}`);
      await page.goto(`/desk/rules?region=${code}&asOf=2026-11-01`);
      await expect(page.getByRole('row', { name: /^服务号更新期限/ }).first()).toContainText('14 天全国');

      const local = page.getByRole('region', { name: '各地自行加严的规则' }).first();
      const end = page.getByRole('button', { name: `结束：服务号更新期限（${region}）` });
      const row = local.getByRole('row').filter({ has: end });
      await row.getByLabel('停止日期').fill('2020-01-01');
      await end.click();
      await expect(row.getByText('已经执行过的不改写').first()).toBeVisible();
      await row.getByLabel('停止日期').fill(TODAY);
      await end.click();
      await expect(page.getByText('规则已设定或结束。')).toBeVisible();
      await expect(end).toHaveCount(0);
    });

    test('the clock and who decides are set on a page, with their sources', async ({ page }) => {
      await page.goto('/desk/rules/filing');
      await expect(page.getByRole('row', { name: /^2026/ })).toContainText('2026');
      await field(page, '办理期限（工作日）').fill('0');
      await page.getByRole('button', { name: '设定期限' }).click();
      await expect(summary(page)).toContainText('期限须为 1 至 250 的整数');
      await field(page, '办理期限（工作日）').fill('10');
      await page.getByRole('button', { name: '设定期限' }).click();
      await expect(page.getByText('办理期限已设定。')).toBeVisible();

      await page.getByRole('button', { name: '设定办理层级' }).click();
      await expect(summary(page)).toContainText('办理层级：请选择办理层级。');
      await typeAndLeave(page, '行政区划', region);
      await field(page, '办理层级').selectOption('省级');
      await field(page, '备案事项').selectOption('开设');
      await page.getByRole('button', { name: '设定办理层级' }).click();
      const end = page.getByRole('button', { name: `结束：${region}，开设` });
      await expect(page.getByRole('row').filter({ has: end })).toContainText(`省级${TODAY}`);
      await end.click();
      await expect(end).toHaveCount(0);
    });
  });
}

test('an auditor reads the rules and sets none', async ({ page }) => {
  const { username, password, disable } = await givenUser('auditor');
  await signIn(page.request, username, password);
  for (const address of ['/desk/rules', '/desk/rules/filing']) {
    await page.goto(address);
    await expect(page.getByRole('table').first()).toBeVisible();
    await expect(page.getByRole('button', { name: /设定|结束/ })).toHaveCount(0);
  }
  await disable();
});

test.describe('a registrar', () => {
  test.use({ as: 'demo-registrar' });

  test('finds neither page', async ({ page }) => {
    for (const address of ['/desk/rules', '/desk/rules/filing']) expect((await page.goto(address))?.status(), address).toBe(404);
  });
});
