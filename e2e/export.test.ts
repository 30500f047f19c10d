// What leaves the register: lists as files, sheets for units, templates, and what of it is recorded.
import { strFromU8, unzipSync } from 'fflate';
import { readWorkbook } from '../lib/exchange/read-whole.ts';
import { test } from './seen.ts';
import { expect } from './test.ts';
import { check } from './upload.ts';

const bytesOf = async (answer: { body(): Promise<Buffer> }) => new Uint8Array(await answer.body());

test('a list leaves as a workbook with as many rows as the page says, and says what it is; it comes back without a change', async ({ asWhom }) => {
  const admin = await asWhom('demo-admin');
  const page = await (await admin.get('/accounts?provenance=document&platform=wechat')).text();
  const total = Number(/共 (?:<!-- -->)?([\d,]+)(?:<!-- -->)? 条/.exec(page)?.[1]);
  expect(total).toBeGreaterThan(3);
  const answer = await admin.get('/accounts/export?provenance=document&platform=wechat&format=xlsx');
  expect(answer.headers()['content-disposition']).toContain(encodeURIComponent('账号-'));
  const bytes = await bytesOf(answer);
  const [told, rows] = await readWorkbook(bytes);
  const facts = Object.fromEntries(told?.rows.map(({ cells }) => cells) ?? []);
  expect(facts).toMatchObject({ 行数: String(total), 筛选: '微信 · 文献记载', 来源: '鼓塔登记册' });
  expect(facts.网址).toContain('/accounts?platform=wechat&provenance=document&asOf=');
  expect(rows?.rows).toHaveLength(total + 1);
  const batch = await check(admin, { name: '回.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
  expect(await (await admin.get(`/desk/imports/${batch}`)).text()).toContain(`相同 ${total}`);
});

test('every list leaves with the rows that its page counts, as CSV and with a text beside it', async ({ asWhom }) => {
  const nobody = await asWhom(null);
  for (const [path, query] of [
    ['/accounts', 'region=440000'],
    ['/units', 'region=440000&tier=provincial'],
    ['/coverage/missing', 'platform=wechat&tier=provincial&region=440000'],
  ] as const) {
    const page = await (await nobody.get(`${path}?${query}`)).text();
    const total = Number(/共 (?:<!-- -->)?([\d,]+)(?:<!-- -->)? 条/.exec(page)?.[1]?.replaceAll(',', ''));
    const csv = await (await nobody.get(`${path}/export?${query}`)).text();
    expect(csv.trimEnd().split('\r\n').length - 1, path).toBe(total);
    const files = unzipSync(await bytesOf(await nobody.get(`${path}/export?${query}&format=zip`)));
    expect(Object.keys(files), path).toEqual([expect.stringMatching(/\.csv$/), '说明.txt']);
    expect(strFromU8(files['说明.txt'] ?? new Uint8Array()), path).toContain(`行数：${total}\r\n`);
    for (const wrong of ['page=2', 'format=pdf', 'nothing=1'])
      expect((await nobody.get(`${path}/export?${query}&${wrong}`)).status(), `${path} ${wrong}`).toBe(400);
  }
  expect(await (await nobody.get('/accounts/export')).text()).not.toContain('联系电话');
  expect((await nobody.get('/accounts/export?contacts=yes')).status()).toBe(404);
});

test('units leave with their website and hotline, and come back as the same units', async ({ asWhom }) => {
  const admin = await asWhom('demo-admin');
  const csv = await bytesOf(await admin.get('/units/export?region=110000'));
  const lines = Buffer.from(csv).toString().trimEnd().split('\r\n');
  expect(lines[0]).toContain('网站,热线');
  const batch = await check(admin, { name: '单位.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }, 'units');
  expect(await (await admin.get(`/desk/imports/${batch}`)).text()).toContain(`共 ${lines.length - 1} 行：新增 0，变更 0，相同 ${lines.length - 1}，退回 0`);
  const template = await readWorkbook(await bytesOf(await admin.get('/desk/imports/template?kind=units&format=xlsx')));
  expect(template[1]?.rows[0]?.cells.slice(-3)).toEqual(['网站', '热线', '待补全']);
});

test('what is told over time, what was published and what is set leave as files that say what they are', async ({ asWhom }) => {
  const nobody = await asWhom(null);
  for (const address of [
    '/coverage/growth/export?from=2013-12-31&to=2014-12-31',
    '/firsts/export?by=tier',
    '/distribution/years/export?platform=weibo',
    '/published/export?',
    '/targets/export?',
    '/groups/export?',
  ]) {
    const answer = await nobody.get(`${address}&format=xlsx`);
    expect(answer.status(), address).toBe(200);
    const [told, rows] = await readWorkbook(await bytesOf(answer));
    const facts = Object.fromEntries(told?.rows.map(({ cells }) => cells) ?? []);
    expect(facts, address).toMatchObject({
      截至: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      口径: expect.stringMatching(/./),
      来源: expect.stringMatching(/./),
    });
    expect(facts.网址, address).toContain(address.split('/export')[0]);
    expect(rows?.rows.length, address).toBe(Number(facts.行数) + 1);
    expect((await nobody.get(`${address}&nothing=1`)).status(), address).toBe(400);
  }
  const published = await (await nobody.get('/published/export')).text();
  expect(published.trimEnd().split('\r\n')).toHaveLength(76);
  const wrong = await nobody.get('/coverage/compare/export?rows=tier&columns=sector&from=2010-12-31&to=2014-12-31&toRegion=500222');
  expect(wrong.status()).toBe(400);
  expect((await wrong.json()).errors).toEqual([{ field: 'toRegion', reason: '2014-12-31 没有代码为 500222 的行政区划。' }]);
});

test('units get their sheets: one, or all of a region in an archive', async ({ asWhom, seen }) => {
  const admin = await asWhom('demo-admin');
  const one = await readWorkbook(await bytesOf(await admin.get(`/desk/sheets?unit=${seen.unit}`)));
  expect(one.map(({ name }) => name)).toEqual(['说明', '账号', '选项']);
  const archive = await admin.get('/desk/sheets?region=440000');
  expect(archive.status()).toBe(200);
  const files = unzipSync(await bytesOf(archive));
  expect(Object.keys(files).length).toBeGreaterThan(0);
  for (const bytes of Object.values(files)) expect((await readWorkbook(bytes))[1]?.rows[0]?.cells[0]).toBe('平台');
  for (const wrong of ['', '?region=1', '?region=540000&unit=1', '?unit=0', '?region=999999'])
    expect((await admin.get(`/desk/sheets${wrong}`)).status(), wrong).toBe(400);
  const template = await readWorkbook(await bytesOf(await admin.get('/desk/imports/template?kind=accounts&format=xlsx')));
  expect(template.map(({ name }) => name)).toEqual(['说明', '账号', '选项']);
  const units = await readWorkbook(await bytesOf(await admin.get('/desk/imports/template?kind=units')));
  expect(units.map(({ name }) => name)).toEqual(['说明', '单位', '选项']);
  expect((await admin.get('/desk/imports/template?kind=nothing')).status()).toBe(400);
});

test.describe('on its page', () => {
  test.use({ as: 'demo-admin' });

  test('an export with contacts is one click, and recorded as a look', async ({ page }) => {
    await page.goto('/accounts?region=540000');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /含联系方式/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/^账号-\d{4}-\d\d-\d\d\.xlsx$/);
    await page.goto('/desk/audit?kind=looks');
    await expect(page.getByText(/导出了账号名单所列账号的联系方式/).first()).toBeVisible();
  });
});
