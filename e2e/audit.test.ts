import type { APIRequestContext, Page } from '@playwright/test';
import type { Role } from '../lib/access/actor.ts';
import { heading } from './form.ts';
import { givenAccount, givenUser } from './given.ts';
import { expect, signIn, test } from './test.ts';

const PLACE = { region: '昌黎县', sector: '统计' };
const AUDIT = ['/desk/audit', '/desk/audit/events', '/desk/audit/events/export'];

/** Signs a new user of this role in, in the page's own context. */
async function become(page: Page, role: Role, name: string): Promise<string> {
  const { username, password } = await givenUser(role, name);
  await signIn(page.request, username, password);
  return username;
}

function sentences(page: Page) {
  return page.getByRole('main').getByRole('rowheader');
}

for (const javaScriptEnabled of [true, false]) {
  const tag = javaScriptEnabled ? '甲' : '乙';

  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a contact is masked until it is asked for, and the auditor finds who asked, from where', async ({ page, browser, baseURL }) => {
      const who = `查看者${tag}`;
      const contact = { contactName: '张小三', contactPhone: '13812341234' };
      const id = await givenAccount({ platform: '微信', name: `遮蔽试验${tag}`, unit: `遮蔽试验局${tag}`, ...PLACE, ...contact });
      await become(page, 'administrator', who);
      await page.goto(`/accounts/${id}`);
      const facts = page.getByRole('region', { name: '登记内容' });
      await expect(facts).toContainText('138****1234');
      expect(await page.content()).not.toContain(contact.contactPhone);
      await page.getByRole('button', { name: '显示联系方式' }).click();
      await expect(facts).toContainText('13812341234');
      await expect(facts).toContainText('张小三');
      await expect(page.getByText('这次查看已记入操作日志')).toBeVisible();
      await page.goto(`/accounts/${id}`);
      await expect(facts).toContainText('138****1234');

      const auditor = await (await browser.newContext({ baseURL, locale: 'zh-CN', javaScriptEnabled })).newPage();
      await become(auditor, 'auditor', `审计员${tag}`);
      await auditor.goto('/desk');
      await auditor.getByRole('link', { name: '操作日志' }).click();
      await expect(heading(auditor)).toHaveText('操作日志');
      await auditor.getByRole('link', { name: '查看联系方式', exact: true }).click();
      const look = auditor.getByRole('row').filter({ hasText: `${who}查看了账号“遮蔽试验${tag}”的联系方式` });
      await expect(look).toHaveCount(1);
      await expect(look).toContainText('127.0.0.1');

      await auditor.getByRole('link', { name: '全部记录' }).click();
      await auditor.getByLabel('谁', { exact: true }).fill(who);
      await auditor.getByLabel('行为').selectOption('登录');
      await auditor.getByRole('button', { name: '查看' }).click();
      await expect(sentences(auditor)).toHaveText([new RegExp(`^${who}登录来自网页 127`)]);
      expect(new URL(auditor.url()).searchParams.get('act')).toBe('session.begin');
      await auditor.goto(`/desk/audit/events?id=${encodeURIComponent(`遮蔽试验${tag}`)}`);
      expect(await auditor.content()).not.toContain(contact.contactPhone);
      expect(await auditor.content()).not.toContain(contact.contactName);
      await auditor.context().close();
    });

    test('a change shows what was before and after, and one of long ago is an exception', async ({ page }) => {
      const who = `倒填者${tag}`;
      const id = await givenAccount({ platform: '微信', name: `倒填试验${tag}`, unit: `倒填试验局${tag}`, openedOn: '2014-05-01', ...PLACE });
      await become(page, 'administrator', who);
      await page.goto(`/desk/accounts/${id}/edit`);
      await page.getByLabel('账号名称').fill(`倒填之后${tag}`);
      await page.getByLabel('变更日期').fill('2020-02-03');
      await page.getByRole('button', { name: '保存' }).click();
      await expect(heading(page)).toHaveText(`倒填之后${tag}`);
      await page.goto('/desk/audit?kind=backdated');
      const event = page.getByRole('row').filter({ hasText: `${who}修改了账号“倒填之后${tag}”` });
      await event.getByText(/前后内容/).click();
      await expect(event.getByRole('row').filter({ hasText: '账号名称' })).toHaveText(`账号名称倒填试验${tag}倒填之后${tag}`);
      await page.goto('/desk/audit?kind=backdated&until=2020-12-31');
      await expect(page.getByText('这些天里没有这类例外')).toBeVisible();
    });
  });
}

test('the file holds what the page shows, and that it was taken is itself recorded', async ({ page }) => {
  await become(page, 'auditor', '下载者甲');
  await page.goto('/desk/audit/events?who=下载者甲');
  const address = (await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '';
  const file = await page.request.get(address.replace('format=zip', 'format=csv'));
  expect(file.headers()['content-type']).toContain('text/csv');
  expect(await file.text()).toContain('下载者甲登录');
  await page.reload();
  await expect(sentences(page)).toHaveText([/^下载者甲下载了操作日志的数据文件/, /^下载者甲登录/]);
});

test('a file of a public page is recorded to whom has signed in', async ({ page, asWhom }) => {
  const exported = async (request: APIRequestContext) => (await request.get('/distribution/export?platform=wechat')).ok();
  await become(page, 'auditor', '下载者乙');
  expect(await exported(page.request)).toBe(true);
  expect(await exported(await asWhom(null))).toBe(true);
  await page.goto('/desk/audit/events?act=page.export&id=/distribution');
  // Of others, other tests have theirs.
  await expect(sentences(page).filter({ hasText: '下载者乙' })).toHaveText([/^下载者乙下载了层级分布的数据文件/]);
});

test('refused attempts are recorded; the audit itself is absent to who may not read it', async ({ page, asWhom }) => {
  await become(page, 'viewer', '越权者甲');
  for (const address of AUDIT) expect((await page.request.get(address, { maxRedirects: 0 })).status(), address).toBe(404);
  const nobody = await asWhom(null);
  for (const address of AUDIT) expect((await nobody.get(address, { maxRedirects: 0 })).headers().location ?? '', address).toMatch(/^\/sign-in\?callbackUrl=/);
  const admin = await asWhom('demo-admin');
  const seen = await (await admin.get('/desk/audit?kind=refused')).text();
  expect(seen).toContain('越权者甲试图查看操作日志');
  expect(seen).toContain('越权者甲试图下载操作日志');
});

test('whoever says that he comes from elsewhere is not believed', async ({ page }) => {
  const headers = { 'x-forwarded-for': '6.6.6.6', 'x-guta-address': '6.6.6.6' };
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json();
  await page.request.post('/api/auth/callback/credentials', { headers, form: { csrfToken, username: 'demo-viewer', password: 'wrong' }, maxRedirects: 0 });
  await become(page, 'auditor', '来处甲');
  await page.goto('/desk/audit?kind=refused');
  await expect(page.getByRole('row').filter({ hasText: '示例查询用户登录未成功' }).first()).toContainText('127.0.0.1');
  await expect(page.getByRole('main')).not.toContainText('6.6.6.6');
});

test('the heads of the sealed blocks are open to everybody and say nothing of anybody', async ({ request }) => {
  await expect(async () => {
    const feed = await (await request.get('/audit/heads.atom')).text();
    expect(feed).toMatch(/<title>\d+ [0-9a-f]{64}<\/title>/);
    expect(feed).not.toMatch(/示例|demo-|127\.0/);
  }).toPass({ timeout: 25_000 });
});
