import type { APIRequestContext, APIResponse, Page, Request } from '@playwright/test';
import { alive, field } from './form.ts';
import { givenAccount, givenFiling } from './given.ts';
import { PAGES } from './pages.ts';
import { test } from './seen.ts';
import { expect } from './test.ts';
import { check, csv } from './upload.ts';

const DESK = PAGES.filter(({ desk }) => desk);
const WORK = DESK.filter(({ file, own }) => !own && file !== '(desk)/desk/page.tsx');

test('nobody is sent to sign in from every page of the desk, and back after it', async ({ request, seen }) => {
  for (const { addresses } of DESK) {
    for (const address of addresses(seen)) {
      const answer = await request.get(address);
      expect(await answer.text(), address).toContain('登录</h1>');
      const back = new URL(new URL(answer.url()).searchParams.get('callbackUrl') ?? '', answer.url());
      expect(back.pathname + back.search, address).toBe(address);
    }
  }
});

const NO_SUCH = { account: 0, unit: 0, batch: 0, unusable: 0, user: 0, filing: 0, returned: 0, reform: 0, form: 0, target: 0, set: 0, group: 0 };

test.describe('a viewer', () => {
  test.use({ as: 'demo-viewer' });

  test('reads the desk, which offers no work', async ({ page }) => {
    await page.goto('/desk');
    await expect(page.getByText('您可以查看，不能写入。')).toBeVisible();
    await expect(page.getByRole('main').locator('a[href^="/desk"]')).toHaveCount(0);
  });

  test('finds no other page of the desk, whether there is such a thing or not', async ({ page, seen }) => {
    for (const { addresses } of WORK) {
      for (const address of [...addresses(seen), ...addresses(NO_SUCH)]) {
        const answer = await page.request.get(address);
        expect(answer.status(), address).toBe(404);
        expect(await answer.text(), address).toContain('没有这个页面</h1>');
      }
    }
  });

  test('is not told to sign in where nothing is found', async ({ page, asWhom }) => {
    const nobody = await asWhom(null);
    for (const address of ['/accounts?q=查无此号', '/coverage?region=820000&platform=tencent-weibo']) {
      expect(await (await nobody.get(address)).text(), address).toContain('登录后');
      await page.goto(address);
      await expect(page.getByText(/没有符合条件的账号|还没有任何账号/), address).toBeVisible();
      await expect(page.getByRole('main'), address).not.toContainText('登录后');
    }
  });

  test('is offered no change on public pages', async ({ page, seen }) => {
    for (const address of [`/accounts/${seen.account}`, `/units/${seen.unit}`, '/accounts', '/units', '/coverage/missing?platform=wechat&region=460300']) {
      await page.goto(address);
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.getByRole('main').locator('a[href^="/desk"]'), address).toHaveCount(0);
    }
  });
});

test.describe('a file', () => {
  const file = csv('不该收下.csv', ['平台,账号名称,主办单位,行政区划,职能系统', '微信,不该收下,不该收下局,三沙市,商务']);
  const post = (request: APIRequestContext, headers = {}) => request.post('/desk/imports/upload', { headers, multipart: { file }, maxRedirects: 0 });

  test('is taken neither from nobody nor from a viewer nor from another site', async ({ asWhom }) => {
    const [nobody, viewer, administrator] = [await asWhom(null), await asWhom('demo-viewer'), await asWhom('demo-admin')];
    const refused = await post(nobody);
    expect(refused.status()).toBe(303);
    expect(refused.headers().location).toBe('/sign-in?callbackUrl=/desk/imports');
    expect((await post(viewer)).status()).toBe(404);
    for (const origin of ['https://evil.example', 'null', 'nonsense']) expect((await post(administrator, { origin })).status(), origin).toBe(403);
    expect((await post(administrator, { 'sec-fetch-site': 'cross-site' })).status()).toBe(403);
    expect(await (await administrator.get('/desk/imports')).text()).not.toContain('不该收下');
  });
});

/**
 * A write of the administrator's: where it is made, how, and how anybody can see that it was done. Some only:
 * lib/db/actions.test.ts walks them all, behind the cookie that is forged here.
 */
type Write = {
  what: string;
  at(tag: string, administrator: APIRequestContext): Promise<string>;
  fill(page: Page, tag: string): Promise<void>;
  button: string;
  done: string;
};

const PLACE = { region: '三沙市', sector: '商务' };
const WRITES: readonly Write[] = [
  {
    what: 'registering an account',
    // Each for a body of its own: a second account would ask for a reason.
    at: async (tag) => `/desk/accounts/new?platform=wechat&region=460300&sector=${tag === '甲' ? 'commerce' : 'water'}`,
    fill: (page, tag) => field(page, '账号名称').fill(`重放登记${tag}`),
    button: '登记',
    done: '/accounts?q=重放登记',
  },
  {
    what: 'writing an import',
    async at(tag, administrator) {
      const file = csv('重放.csv', ['平台,账号名称,主办单位,行政区划,职能系统', `微博,重放导入${tag},重放导入局,三沙市,商务`]);
      return `/desk/imports/${await check(administrator, file)}`;
    },
    fill: async () => undefined,
    button: '写入全部 1 行',
    done: '/accounts?q=重放导入',
  },
  {
    what: 'filing an opening',
    async at(tag) {
      return `/desk/filings/${await givenFiling({ platform: '微博', name: `重放备案${tag}`, unit: `重放备案局${tag}`, ...PLACE })}`;
    },
    fill: async () => undefined,
    button: '准予备案',
    done: '/accounts?q=重放备案',
  },
];

for (const javaScriptEnabled of [true, false]) {
  test.describe(`replayed with other cookies, as ${javaScriptEnabled ? 'the scripts send it' : 'a plain form sends it'}`, () => {
    test.use({ as: 'demo-admin', javaScriptEnabled });
    const tag = javaScriptEnabled ? '甲' : '乙';

    for (const { what, at, fill, button, done } of WRITES) {
      test(`${what} changes nothing`, async ({ page, asWhom, baseURL }) => {
        const [nobody, viewer, administrator] = [await asWhom(null), await asWhom('demo-viewer'), await asWhom('demo-admin')];
        await page.goto(await at(tag, administrator));
        await fill(page, tag);
        const sent = await intercept(page, button);
        const isDone = async () => (await (await nobody.get(`${done}${tag}`)).text()).includes('共 1 条');
        for (const who of [nobody, viewer]) {
          await replay(who, sent, baseURL);
          expect(await isDone()).toBe(false);
        }
        await replay(administrator, sent, baseURL);
        expect(await isDone()).toBe(true);
      });
    }

    test('an administrator’s write that a page of another site sends changes nothing', async ({ page, asWhom }) => {
      const administrator = await asWhom('demo-admin');
      await page.goto('/desk/accounts/new?platform=wechat&region=460300&sector=education');
      await field(page, '账号名称').fill(`外站登记${tag}`);
      await replay(administrator, await intercept(page, '登记'), 'https://evil.example');
      expect((await (await administrator.get(`/api/v1/accounts?q=外站登记${tag}`)).json()).total).toBe(0);
    });
  });
}

test.describe('what a form asks while somebody types', () => {
  test.use({ as: 'demo-admin' });

  test('is answered neither to a viewer nor to nobody', async ({ page, asWhom, baseURL }) => {
    await givenAccount({ platform: '微信', name: '重放近似', unit: '重放近似局', ...PLACE });
    await page.goto('/desk/accounts/new?platform=wechat');
    const asked = page.waitForRequest((request) => request.postData()?.includes('重放近似') ?? false);
    await alive(page);
    await field(page, '账号名称').fill('重放近似');
    const { url, headers, data } = kept(await asked);
    for (const persona of [null, 'demo-viewer', 'demo-admin'] as const) {
      const answer = await replay(await asWhom(persona), { url, headers, data }, baseURL);
      expect((await answer.text()).includes('重放近似局'), String(persona)).toBe(persona === 'demo-admin');
    }
  });
});

type Sent = { url: string; headers: Record<string, string>; data: Buffer };

/** What pressing a form's button would send, kept from the server. */
async function intercept(page: Page, button: string): Promise<Sent> {
  const sent = new Promise<Sent>((resolve) => {
    page.route('**/desk/**', (route) => {
      if (!route.request().headers()['content-type']?.startsWith('multipart/form-data')) return route.fallback();
      resolve(kept(route.request()));
      return route.abort();
    });
  });
  await page.getByRole('button', { name: button, exact: true }).click();
  return sent;
}

// Everything but the cookies.
function kept(request: Request): Sent {
  const headers = Object.fromEntries(Object.entries(request.headers()).filter(([name]) => /^(accept|content-type|next-.*)$/.test(name)));
  return { url: request.url(), headers, data: request.postDataBuffer() ?? Buffer.alloc(0) };
}

function replay(request: APIRequestContext, { url, headers, data }: Sent, origin = ''): Promise<APIResponse> {
  return request.post(url, { headers: { ...headers, origin }, data, maxRedirects: 0 });
}
