import type { Locator, Page } from '@playwright/test';
import { field, heading, summary } from './form.ts';
import { givenAccount } from './given.ts';
import { tabTo } from './keyboard.ts';
import { expect, test } from './test.ts';

const BUREAU = '登记上城区教育账号';

/** The cell of a region and a sector in the matrix. */
async function cellOf(page: Page, region: string, sector: string): Promise<Locator> {
  const heads = await page.getByRole('columnheader').allTextContents();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: region, exact: true }) });
  return row
    .locator('th, td')
    .nth(heads.findIndex((head) => head.trim() === sector))
    .getByRole('link');
}

/** The matrix is one stop of the Tab key: from there, arrows lead down to the row and along it. */
async function arrowInto(page: Page, door: Locator): Promise<void> {
  await expect(page.locator('#matrix [tabindex="0"]')).toHaveCount(1);
  await tabTo(page, page.locator('#matrix [tabindex="0"]'));
  const row = (await door.evaluate((link) => link.closest('tr')?.rowIndex)) ?? 0;
  const rowNow = () => page.locator(':focus').evaluate((stop) => stop.closest('tr')?.rowIndex ?? 0);
  while ((await rowNow()) < row) await page.keyboard.press('ArrowDown');
  for (let presses = 0; presses < 80; presses++) {
    if (await door.evaluate((link) => link === document.activeElement)) return;
    await page.keyboard.press('ArrowRight');
  }
  throw new Error(`${door} was not reached by arrows.`);
}

async function expectPrefilled(page: Page): Promise<void> {
  await expect(heading(page)).toHaveText('登记账号');
  await expect(field(page, '行政区划')).toHaveValue(/上城区/);
  await expect(field(page, '职能系统')).toHaveValue('education');
  await expect(field(page, '单位层级')).toHaveValue('county');
  await expect(field(page, '平台')).toHaveValue('wechat');
}

test.describe('a registrar', () => {
  test.use({ as: 'demo-registrar' });

  test('comes from the nation’s matrix to a missing county bureau’s registration in two clicks', async ({ page }) => {
    await page.goto('/coverage');
    await (await cellOf(page, '浙江省', '教育')).click();
    await page.getByRole('link', { name: BUREAU }).click();
    await expectPrefilled(page);
  });

  test('and by keyboard alone', async ({ page }) => {
    await page.goto('/coverage');
    await arrowInto(page, await cellOf(page, '浙江省', '教育'));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: BUREAU }));
    await page.keyboard.press('Enter');
    await expectPrefilled(page);
  });
});

test.describe('a registrar, without JavaScript', () => {
  test.use({ as: 'demo-registrar', javaScriptEnabled: false });

  test('chases many at once, records an answer, counts, and writes the letter', async ({ page }) => {
    await page.goto('/desk/gaps?region=330482&platform=wechat');
    await page.getByRole('button', { name: '标记所选为已催' }).click();
    await expect(summary(page)).toContainText('没有选择任何一条。');
    await page.goto('/desk/gaps?region=330482&platform=wechat');
    const boxes = page.getByRole('checkbox');
    const gaps = await boxes.count();
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    const body = (await page.getByRole('rowheader').first().getByRole('link').getAttribute('aria-label')) ?? '';
    await page.getByRole('button', { name: '标记所选为已催' }).click();
    await expect(page.getByText('已标记催报 2 条。')).toBeVisible();

    await page.goto('/desk/gaps?region=330482&platform=wechat&state=chased');
    await page.getByRole('link', { name: body, exact: true }).click();
    const reply = page.getByRole('region', { name: '登记回复' });
    await reply.getByLabel(/^归并至/).fill('#1');
    await reply.getByRole('button', { name: '登记回复' }).click();
    await expect(summary(page)).toContainText('回复结果：请选择回复结果。');
    await reply.getByLabel(/^归并至/).fill('');
    await reply.getByLabel(/^回复结果/).selectOption('确认无（零报告）');
    await reply.getByRole('button', { name: '登记回复' }).click();
    await expect(page.getByRole('main')).toContainText('仍计入应开设之数');
    await expect(page.getByRole('listitem').filter({ hasText: '的回复：确认无（零报告）' })).toBeVisible();

    await page.goto('/desk/gaps/counts?region=330400&platform=wechat');
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '平湖市' }) });
    await expect(row.getByRole('cell')).toHaveText([gaps, gaps - 2, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0].map(String));
    await row.getByRole('link', { name: String(gaps), exact: true }).click();
    await expect(page.getByRole('main')).toContainText(`共 ${gaps} 条`);
    await page.getByRole('link', { name: '催报函' }).click();
    const letter = page.getByRole('article', { name: '催报函' });
    await expect(letter).toContainText(`按单位和平台计 ${gaps - 1} 条`);
    await expect(letter).toContainText('国办发〔2018〕123号');
    await expect(letter.getByRole('rowheader')).toHaveCount(gaps - 1);
    // A4, upright.
    expect((await page.pdf({ preferCSSPageSize: true })).toString('latin1')).toMatch(/MediaBox ?\[0 0 59\d(\.\d+)? 84\d/);
  });

  test('sees what the matrix would be without an account too many', async ({ page }) => {
    const place = { platform: '微信', unit: '海宁市教育局', region: '330481', sector: '教育', fills: 'yes', openedOn: '2015-01-01' };
    await givenAccount({ ...place, name: '海宁教育' });
    await givenAccount({ ...place, name: '海宁教育服务' });
    await page.goto('/desk/surplus?region=330481&kind=beyond-one');
    await page.getByRole('checkbox', { name: '选择海宁教育服务' }).check();
    await page.getByRole('button', { name: '模拟关停所选' }).click();
    await expect(page.getByRole('main')).toContainText('因此新缺 0 个');
    await expect(page.getByRole('cell', { name: '2 → 1 (−1)' }).or(page.getByRole('cell', { name: '2 → 1（−1）' }))).toBeVisible();
  });
});

test.describe('a registrar of another province', () => {
  test.use({ as: 'demo-registrar' });

  test('finds neither gap nor letter there', async ({ page }) => {
    for (const address of ['/desk/gaps/440103.education.county.wechat', '/desk/gaps/letter?region=440103'])
      expect((await page.goto(address))?.status(), address).toBe(404);
  });
});
