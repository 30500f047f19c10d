import { heading } from './form.ts';
import { test } from './seen.ts';
import { expect } from './test.ts';

const SCRIPT = '%3Cscript%3Ealert(1)%3C/script%3E';
const NOT_THERE = '没有这个页面';
const BAD = '地址里有不认识或不合要求的参数';

/** Addresses that nobody's link leads to, and the sentence that each is answered with. */
const PUBLIC: readonly (readonly [string, string])[] = [
  ['/accounts?page=0', '“0”不合要求'],
  ['/accounts?page=abc', '“abc”不合要求'],
  ['/accounts?page=99999999999', '“99999999999”不合要求'],
  ['/accounts?page=100000', '没有第 100000 页'],
  ['/accounts?page=100000&q=%E6%9F%A5%E6%97%A0%E6%AD%A4%E5%8F%B7', '没有符合条件的账号'],
  ['/units?page=100000', '没有第 100000 页'],
  ['/coverage/missing?page=100000', '没有第 100000 页'],
  ['/accounts?page=1&page=2', '这个参数只能给一次'],
  ['/accounts?region=999999', '999999'],
  ['/accounts?region=abc', '行政区划代码为六位数字，“abc”不是'],
  ['/accounts?region=110000&region=999999', '999999'],
  ['/accounts?asOf=2015-02-30', '“2015-02-30”不是日期'],
  [`/accounts?sector=${SCRIPT}`, '没有叫“&lt;script&gt;alert(1)&lt;/script&gt;”的职能系统'],
  [`/accounts?q=${SCRIPT}`, '没有符合条件的账号'],
  ['/accounts?q=%00', '不合要求'],
  ['/accounts?q=%25_%5C', '没有符合条件的账号'],
  ["/accounts?q=';DROP TABLE account;--", '没有符合条件的账号'],
  [`/accounts?q=${'长'.repeat(61)}`, '不合要求'],
  ['/accounts?platform=weibo&platform=evil', '不能是“evil”'],
  ['/accounts?sort=evil', '不能是“evil”'],
  ['/accounts?unit=0', '“0”不合要求'],
  ['/accounts?unit=99999999999', '“99999999999”不合要求'],
  [`/accounts?place=${SCRIPT}`, '没有叫“&lt;script&gt;'],
  ['/accounts?evil=1', '没有这个参数'],
  ['/accounts?constructor=1', '没有这个参数'],
  [`/accounts?${SCRIPT}=1`, '&lt;script&gt;'],
  ['/units?q=%00', '不合要求'],
  ['/units?provisional=no', '不能是“no”'],
  ['/units?tier=evil', '不能是“evil”'],
  ['/coverage?rows=evil', '不能是“evil”'],
  ['/coverage?rows=tier&columns=tier', '行和列不能相同'],
  ['/coverage?asOf=2015-02-30', '“2015-02-30”不是日期'],
  ['/coverage?place=%00', BAD],
  [`/coverage?measure=${SCRIPT}`, '不能是“&lt;script&gt;'],
  ['/coverage?set=999', '本册没有编号为 999 的地区组'],
  ['/coverage/growth?set=999', '本册没有编号为 999 的地区组'],
  ['/coverage/compare?set=999&rows=sector', '本册没有编号为 999 的地区组'],
  ['/reach?set=evil', '不合要求'],
  ['/coverage/missing?show=evil', '不能是“evil”'],
  ['/coverage/missing?page=-1', '“-1”不合要求'],
  ['/coverage/missing?region=000001', '000001'],
  ['/coverage?tier=evil&region=999999', '不能是“evil”'],
  ['/coverage?tier=evil&region=999999', '999999'],
  ['/coverage?rows=tier&columns=tier&sector=evil', '没有叫“evil”的职能系统'],
  ['/regions?region=abc', '行政区划代码为六位数字'],
  ['/regions?show=evil', '不能是“evil”'],
  [`/verify?q=${SCRIPT}`, '本册未登记'],
  ['/verify?q=%00', '本册未登记'],
  [`/verify?q=${'长'.repeat(1000)}`, '本册未登记'],
  ['/verify?q=http://[', '本册未登记'],
  ['/sign-in?error=evil&ready=1', '没有登录成功，请再试一次'],
  ['/nothing', NOT_THERE],
  ['/%F0', NOT_THERE],
  ['/accounts/%F0', NOT_THERE],
];

const DESK: readonly (readonly [string, string])[] = [
  ['/desk/accounts/new?registered=99999999999', '“99999999999”不合要求'],
  ['/desk/accounts/new?registered=abc', '“abc”不合要求'],
  ['/desk/accounts/new?region=%00&sector=%00', BAD],
  [`/desk/accounts/new?sector=${SCRIPT}`, '没有叫“&lt;script&gt;'],
  [`/desk/accounts/new?name=${SCRIPT}`, '登记账号'],
  ['/desk/accounts/new?evil=1', '没有这个参数'],
];

const BATCH: readonly (readonly [string, string])[] = [
  ['page=0', '“0”不合要求'],
  ['page=9007199254740991', '“9007199254740991”不合要求'],
  ['page=100000', '没有第 100000 页'],
  ['verdict=evil', '不能是“evil”'],
  ['evil=1', '没有这个参数'],
];

const NO_IDS = ['%F0', '0', '-1', '99999999999', 'a', '1.5', '1e3', '%00', `${SCRIPT}`];
const TRACES = /node_modules|\.next\/|at async |PrismaClient|出错了/;

test('bad values in an address are answered with a sentence', async ({ asWhom }) => {
  const nobody = await asWhom(null);
  await nobody.get('/sign-in'); // a cookie, without which that page only asks for cookies
  for (const [address, sentence] of PUBLIC) await expectSentence(await nobody.get(address), address, sentence);
});

test('bad values in an address of the desk are answered with a sentence', async ({ asWhom, seen }) => {
  const administrator = await asWhom('demo-admin');
  const ofBatch = BATCH.map(([query, sentence]) => [`/desk/imports/${seen.batch}?${query}`, sentence] as const);
  for (const [address, sentence] of [...DESK, ...ofBatch]) await expectSentence(await administrator.get(address), address, sentence);
});

test.describe('what is not there', () => {
  test.use({ as: 'demo-admin' });
  const addresses = (id: string) => [`/accounts/${id}`, `/units/${id}`, `/desk/accounts/${id}/edit`, `/desk/units/${id}/edit`, `/desk/imports/${id}`];

  test('is not found, whatever it is called', async ({ request }) => {
    for (const address of NO_IDS.flatMap(addresses)) {
      const answer = await request.get(address);
      expect.soft(answer.status(), address).toBe(404);
      expect.soft(await answer.text(), address).not.toMatch(TRACES);
    }
  });

  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled });

      test('gets the page that says so, where it was looked for', async ({ page }) => {
        for (const address of addresses('0')) {
          const answer = await page.goto(address);
          expect(answer?.status(), address).toBe(404);
          await expect(heading(page), address).toHaveText(NOT_THERE);
          await expect(page).toHaveURL(address);
        }
      });
    });
  }

  test('of a language says which there are', async ({ request }) => {
    const answer = await request.get('/language/xx');
    expect(answer.status()).toBe(404);
    expect(await answer.text()).toContain('/language/en');
  });

  test('does not rub off on what is there and asked for at the same time', async ({ request, seen }) => {
    const asked = Array.from({ length: 40 }, (_, index) => (index % 3 === 0 ? 0 : seen.unit));
    const statuses = await Promise.all(asked.map(async (id) => (await request.get(`/units/${id}`)).status()));
    expect(statuses).toEqual(asked.map((id) => (id === 0 ? 404 : 200)));
  });
});

test('a script in an address is text on the page', async ({ page }) => {
  let ran = false;
  page.on('dialog', () => {
    ran = true;
  });
  for (const address of [`/accounts?sector=${SCRIPT}`, `/verify?q=${SCRIPT}`, `/coverage?place=${SCRIPT}`, `/accounts?${SCRIPT}=1`]) {
    await page.goto(address);
    await expect(page.getByRole('main')).toBeVisible();
  }
  expect(ran).toBe(false);
});

async function expectSentence(answer: { status(): number; text(): Promise<string> }, address: string, sentence: string) {
  const text = await answer.text();
  const [main = ''] = /<main[\s\S]*<\/main>/.exec(text) ?? []; // what is seen, without the data for the scripts
  expect.soft(answer.status(), address).toBeLessThan(500);
  if (sentence.startsWith('没有第')) expect.soft(answer.status(), address).toBe(404);
  expect.soft(main, address).toContain(sentence);
  expect.soft(main.match(/<h1/g), address).toHaveLength(1);
  expect.soft(text, address).not.toMatch(TRACES);
}
