import { COMMAND_LINE } from '../lib/access/actor.ts';
import { enactRule } from '../lib/db/lint-rules.ts';
import { dayOf } from '../lib/taxonomy/day.ts';
import { alive, field, heading, summary, typeAndLeave } from './form.ts';
import { givenAccount } from './given.ts';
import { arrowTo, suggestInto, tabTo, typeInto } from './keyboard.ts';
import { expect, test } from './test.ts';

test.describe('a registrar', () => {
  test.use({ as: 'demo-registrar' });

  test('gives a reason for what a rule finds by keyboard alone, and it stands on the filing', async ({ page }) => {
    await page.goto('/desk/accounts/new');
    await alive(page);
    await arrowTo(page, '平台', '微信');
    await typeInto(page, '账号名称', '豁免键盘试验');
    await suggestInto(page, '行政区划', '龙泉', '浙江省 丽水市 龙泉市（331181）');
    await arrowTo(page, '职能系统', '统计');
    await arrowTo(page, '账号类别', '党政人员（个人认证）');
    await typeInto(page, '姓名', '张试验');
    await page.keyboard.press('Enter');
    await expect(summary(page)).toContainText('个人账号无现任职务：请写明理由');
    await expect(page.getByText('依据：鼓塔本册登记办法')).toHaveCount(2); // of the contact, which is only told, too
    await typeInto(page, '理由：个人账号无现任职务', '任命正在公示');
    await tabTo(page, page.getByRole('button', { name: '登记', exact: true }));
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText('豁免键盘试验');
    const told = page.getByRole('status').filter({ hasText: '已保存。请留意：' });
    await expect(told).toContainText('个人账号没有现任职务；离任后不再是党政人员账号。 理由已填写。'); // waived
    await expect(told).toContainText('主办单位：本册没有主办单位'); // made of the place
    await expect(told.getByRole('listitem')).toHaveCount(4); // and that no post and no contact is given
    await page.goto('/desk/filings?view=all&kind=opening');
    await page.getByRole('link', { name: '开设 · 豁免键盘试验' }).click();
    await expect(page.getByRole('region', { name: '已说明理由' })).toContainText('任命正在公示');
  });

  test('is refused where no reason is given, and loses nothing that was typed', async ({ page }) => {
    await page.goto('/desk/accounts/new');
    await field(page, '平台').selectOption('微信');
    await field(page, '账号名称').fill('豁免拒绝试验');
    await typeAndLeave(page, '主办单位', '豁免拒绝局');
    await typeAndLeave(page, '行政区划', '龙泉市');
    await field(page, '职能系统').selectOption('统计');
    await field(page, '认证信息').fill('官方公众号');
    for (const attempt of ['', '  ']) {
      if (attempt) await field(page, '理由：认证信息无主办单位名称').fill(attempt);
      await page.getByRole('button', { name: '登记', exact: true }).click();
      await expect(summary(page)).toContainText('认证信息无主办单位名称：请写明理由');
      await expect(field(page, '账号名称')).toHaveValue('豁免拒绝试验');
    }
    await page.goto('/accounts?q=豁免拒绝试验');
    await expect(page.getByRole('rowheader')).toHaveCount(0);
  });
});

test.describe('an administrator', () => {
  test.use({ as: 'demo-admin', javaScriptEnabled: false });

  test('cannot waive what blocks by now, though the form still offered a reason', async ({ page }) => {
    const place = { region: '那曲市', sector: '统计' };
    const account = await givenAccount({ platform: '微信', name: '那曲统计甲', unit: '那曲豁免局', ...place });
    await page.goto('/desk/accounts/new');
    await field(page, '平台').selectOption('微信');
    await field(page, '账号名称').fill('那曲统计乙');
    await field(page, '主办单位').fill('那曲豁免局');
    await field(page, '行政区划').fill(place.region);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    const reason = field(page, '理由：同一平台的第二个账号');
    await reason.fill('两类业务');
    const today = dayOf(new Date());
    const source = { ruleVersion: '2026', documentNo: '那政办〔2026〕1号', issuer: '那曲市政府办公室', issuedOn: today };
    expect(
      (await enactRule(COMMAND_LINE, { region: '540600', lint: 'second-account', severity: 'block', effectiveFrom: today, ...source }, today)).accepted,
    ).toBe(true);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(summary(page)).toContainText('这一条不能以理由豁免，请改正。');
    await expect(page.getByText('依据：那曲市政府办公室那政办〔2026〕1号')).toBeVisible();
    await expect(reason).toHaveCount(0);
    await page.goto('/accounts?q=那曲统计');
    await expect(page.getByRole('rowheader')).toHaveText(['那曲统计甲']);
    expect(account).toBeGreaterThan(0);
  });

  test('finds waivers among the auditor’s exceptions', async ({ page }) => {
    const name = '豁免例外试验';
    await givenAccount({ platform: '微信', name, unit: '豁免例外局', region: '双湖县', sector: '统计', verification: '官方公众号' });
    await page.goto('/desk/audit?kind=waived');
    const event = page.getByRole('row').filter({ hasText: '以理由豁免了核对结果' }).filter({ hasText: '认证信息无主办单位名称' });
    await event
      .getByText(/前后内容/)
      .first()
      .click();
    await expect(event.getByText('试验所需').first()).toBeVisible();
  });
});
