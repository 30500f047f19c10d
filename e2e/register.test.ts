import { alive, field, heading, summary, typeAndLeave } from './form.ts';
import { givenAccount } from './given.ts';
import { arrowTo, suggestInto, tabTo, typeInto } from './keyboard.ts';
import { expect, test } from './test.ts';

test.use({ as: 'demo-admin' });

test('a unit and two of its accounts are registered by keyboard alone', async ({ page }) => {
  await page.goto('/desk');
  await tabTo(page, page.getByRole('link', { name: '登记单位' }));
  await page.keyboard.press('Enter');
  await alive(page);
  await typeInto(page, '单位名称', '芗城区试验教育局');
  await suggestInto(page, '行政区划', 'xcq', '福建省 漳州市 芗城区（350602）');
  await arrowTo(page, '职能系统', '教育');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: '登记' }));
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('芗城区试验教育局');

  await tabTo(page, page.getByRole('link', { name: '为该单位登记账号' }));
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('登记账号');
  await arrowTo(page, '平台', '微信');
  await typeInto(page, '账号名称', '芗城教育试验');
  await tabTo(page, page.getByRole('button', { name: '登记并再填一个' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '已登记' }).getByRole('link')).toHaveText('芗城教育试验');
  await expect(field(page, '账号名称')).toHaveValue('');
  await expect(field(page, '主办单位')).toHaveValue(/芗城区试验教育局（#\d+）/);

  await arrowTo(page, '平台', '新浪微博');
  await typeInto(page, '账号名称', '芗城教育试验');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('芗城教育试验');
  await expect(page.getByRole('region', { name: '登记内容' })).toContainText('芗城区试验教育局');
  await page.goto('/accounts?region=350602');
  await expect(page.getByText('共 2 条')).toBeVisible();
});

test.describe('a region is suggested', () => {
  const typed = [
    ['by its name', '芗城', '福建省 漳州市 芗城区（350602）'],
    ['by its pinyin', 'xiangcheng', '福建省 漳州市 芗城区（350602）'],
    ['by its initials', 'xjs', '新疆生产建设兵团'],
    ['by its alias', '八闽', '福建省（350000）'],
    ['by its code', '350602', '福建省 漳州市 芗城区（350602）'],
  ] as const;
  for (const [how, text, label] of typed) {
    test(how, async ({ page }) => {
      await page.goto('/desk/accounts/new');
      await alive(page);
      await suggestInto(page, '行政区划', text, label);
      await expect(field(page, '行政区划')).toHaveValue(new RegExp(label.replace(/[（）]/g, '.')));
      await expect(page).toHaveURL('/desk/accounts/new');
    });
  }
});

test('a pasted Weibo link fills platform and id', async ({ page }) => {
  await page.goto('/desk/accounts/new');
  await alive(page);
  await tabTo(page, field(page, '粘贴账号主页链接（可不填）'));
  await page.keyboard.insertText('https://weibo.com/u/7300000001?from=myfollow');
  await expect(page.getByText('已从链接填好平台和编号。')).toBeVisible();
  await expect(field(page, '平台')).toHaveValue('weibo');
  await expect(field(page, '平台ID')).toHaveValue('7300000001');
  await typeInto(page, '账号名称', '贴链接试验');
  await suggestInto(page, '行政区划', '龙文', '福建省 漳州市 龙文区（350603）');
  await arrowTo(page, '职能系统', '教育');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: '登记', exact: true }));
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('贴链接试验');
  await expect(page.getByRole('link', { name: 'https://weibo.com/u/7300000001' })).toBeVisible();
});

test('a link that carries no account says so and fills nothing', async ({ page }) => {
  await page.goto('/desk/accounts/new');
  await alive(page);
  await field(page, '粘贴账号主页链接（可不填）').fill('https://mp.weixin.qq.com/s/AbCdEf');
  await expect(page.getByText('从这个链接看不出是哪个账号')).toBeVisible();
  await expect(field(page, '平台')).toHaveValue('');
});

test('an account that the register has shows while somebody types it again, with a link', async ({ page }) => {
  await givenAccount({ platform: '微博', name: '近似试验', platformId: '7300000002', unit: '近似试验局', region: '350622', sector: '教育' });
  await page.goto('/desk/accounts/new');
  await alive(page);
  await field(page, '平台').selectOption('新浪微博');
  await field(page, '账号名称').pressSequentially('近似试验');
  await expect(page.getByRole('status').filter({ hasText: '名称相同' }).getByRole('link', { name: '近似试验' })).toHaveAttribute('href', /^\/accounts\/\d+$/);
  await field(page, '账号名称').fill('另一个名称');
  await expect(page.getByText('本册可能已有')).toBeHidden();
  await field(page, '平台ID').fill('7300000002');
  await expect(page.getByRole('status').filter({ hasText: '平台ID 相同' }).getByRole('link', { name: '近似试验' })).toBeVisible();
});

test('登记并再填一个 keeps region, sector and unit, also after a refusal, and nothing else', async ({ page }) => {
  await page.goto('/desk/accounts/new');
  await alive(page);
  await field(page, '平台').selectOption('微信');
  await typeAndLeave(page, '主办单位', '连填试验局');
  await typeAndLeave(page, '行政区划', '东山县');
  await field(page, '职能系统').selectOption('教育');
  await field(page, '联系电话').fill('0596-0000000');
  await page.getByRole('button', { name: '登记并再填一个' }).click();
  await expect(summary(page)).toContainText('账号名称：请填写账号名称。');
  await field(page, '账号名称').fill('连填试验');
  await page.getByRole('button', { name: '登记并再填一个' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已登记' }).getByRole('link')).toHaveText('连填试验');
  await expect(summary(page)).toBeHidden();
  await expect(field(page, '平台')).toHaveValue('wechat');
  await expect(field(page, '主办单位')).toHaveValue('连填试验局');
  await expect(field(page, '行政区划')).toHaveValue('福建省 漳州市 东山县（350626）');
  await expect(field(page, '职能系统')).toHaveValue('education');
  await expect(field(page, '账号名称')).toHaveValue('');
  await expect(field(page, '联系电话')).toHaveValue('');
  await field(page, '账号名称').fill('连填试验二');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await field(page, '理由：同一平台的第二个账号').fill('专题账号');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(heading(page)).toHaveText('连填试验二');
  await expect(page.getByRole('link', { name: '连填试验局' })).toBeVisible();
});

test('a refused form keeps everything that was typed, and its summary has the focus and leads to the fields', async ({ page }) => {
  const texts = {
    账号名称: '保留试验',
    平台ID: 'gh_bad id',
    微信号或个性域名: 'keeps_typed',
    主办单位: '保留试验局',
    行政区划: '无此地',
    姓名: '试验人',
    职务: '试验职务',
    开设日期: '2014-13',
    关停日期: '不知道',
    认证信息: '保留认证信息',
    联系人: '保留联系人',
    联系电话: '0596-1111111',
    备注: '保留备注',
  };
  const chosen = {
    平台: 'wechat',
    职能系统: 'health',
    单位层级: 'county',
    账号类别: 'official',
    职务级别: 'county-division',
    状态: 'closed',
    微信类型: 'service',
    功能定位: 'media',
  };
  await page.goto('/desk/accounts/new');
  await alive(page);
  for (const [name, value] of Object.entries(chosen)) await field(page, name).selectOption(value);
  for (const [name, text] of Object.entries(texts)) await typeAndLeave(page, name, text);
  await page.getByRole('button', { name: '登记', exact: true }).click();

  await expect(summary(page)).toBeVisible();
  await expect(page.locator(':focus')).toContainText('没有提交成功');
  const named = await summary(page)
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(1)));
  const fields = await page.locator('main form [id][name]').evaluateAll((controls) => controls.map(({ id }) => id));
  expect(named.length).toBeGreaterThan(3);
  expect(named).toEqual(fields.flatMap((id) => named.filter((each) => each === id)));
  for (const [name, value] of Object.entries({ ...texts, ...chosen })) await expect.soft(field(page, name), name).toHaveValue(value);
  await expect(field(page, '开设日期')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, '开设日期')).toHaveAccessibleDescription(/“2014-13”不是日期/);
  await summary(page).getByRole('link', { name: '平台ID：' }).click();
  await expect(field(page, '平台ID')).toBeFocused();
});

test('what is typed before the scripts have come stays', async ({ page }) => {
  const scripts = gate();
  await page.route('**/_next/static/chunks/**', (route) => scripts.open.then(() => route.continue()));
  await page.goto('/desk/accounts/new', { waitUntil: 'commit' });
  await field(page, '账号名称').fill('早填试验');
  await typeAndLeave(page, '行政区划', '芗城');
  await field(page, '账号类别').selectOption('党政人员（个人认证）');
  scripts.unlock();
  await alive(page);
  await expect(field(page, '账号类别')).toHaveValue('official');
  await expect(field(page, '姓名')).toBeVisible();
  await field(page, '行政区划').press('End');
  await page.keyboard.type('区');
  await expect(page.getByRole('option', { name: /芗城区（350602）/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(field(page, '行政区划')).toHaveValue('芗城区');
  await expect(field(page, '账号名称')).toHaveValue('早填试验');
});

test('what is typed while the answer is on its way stays', async ({ page }) => {
  await page.goto('/desk/accounts/new');
  await alive(page);
  const answer = gate();
  await page.route('/desk/accounts/new', (route) => answer.open.then(() => route.continue()));
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('button', { name: '登记', exact: true })).toBeDisabled();
  await field(page, '账号名称').fill('等待时填写');
  await field(page, '平台').selectOption('微信');
  answer.unlock();
  await expect(summary(page)).toBeVisible();
  await expect(field(page, '账号名称')).toHaveValue('等待时填写');
  await expect(field(page, '平台')).toHaveValue('wechat');
});

test('an ambiguous region is chosen from a list, and what was chosen stays while the rest is put right', async ({ page }) => {
  await page.goto('/desk/accounts/new');
  await alive(page);
  await field(page, '平台').selectOption('微信');
  await typeAndLeave(page, '行政区划', '鼓楼区');
  await field(page, '职能系统').selectOption('教育');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('radio', { name: /徐州市 鼓楼区/ }).check();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await field(page, '账号名称').fill('选定试验');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(heading(page)).toHaveText('选定试验');
  await expect(page.getByRole('link', { name: '鼓楼区', exact: true })).toHaveAttribute('href', /320302/);
});

test('a name typed for an official shows its error when the account is an institution’s after all', async ({ page }) => {
  await page.goto('/desk/accounts/new');
  await alive(page);
  await field(page, '账号类别').selectOption('党政人员（个人认证）');
  await field(page, '姓名').fill('试验人');
  await field(page, '账号类别').selectOption('机构');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(summary(page)).toContainText('机构账号不填姓名');
  await expect(field(page, '姓名')).toBeVisible();
});

/** A promise that is kept when the test says so. */
function gate() {
  let unlock: () => void = () => undefined;
  const open = new Promise<void>((resolve) => {
    unlock = resolve;
  });
  return { open, unlock: () => unlock() };
}
