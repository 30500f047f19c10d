import type { APIRequestContext } from '@playwright/test';
import { givenAccount } from './given.ts';
import { expect, test } from './test.ts';

const ACCOUNT = {
  platform: '微信',
  name: '接口试验',
  platformId: 'gh_abcdef012345',
  handle: 'api_test',
  unit: '接口试验局',
  sector: '民政',
  openedOn: '2014-07',
};
const PRIVATE = { contactName: '不公开的人', contactPhone: '0470-7654321', note: '不公开的备注' };

test('accounts come page after page until there is no next', async ({ request }) => {
  for (const name of ['分页甲', '分页乙', '分页丙']) await givenAccount({ platform: '微博', name, unit: '分页试验局', region: '海拉尔区', sector: '民政' });
  const first = await ok(request, '/api/v1/accounts?region=150702&sector=civil-affairs&limit=2');
  expect(first).toEqual({
    asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    items: [expect.anything(), expect.anything()],
    total: 3,
    next: expect.any(Number),
  });
  const second = await ok(request, `/api/v1/accounts?region=150702&sector=civil-affairs&limit=2&cursor=${first.next}`);
  expect(second).toMatchObject({ total: 3, next: null });
  const names = [...first.items, ...second.items].map(({ name }: { name: string }) => name);
  expect(names).toEqual(['分页甲', '分页乙', '分页丙']);
});

test('an account is found by name, pinyin, initials, handle and id, and told with its whole time', async ({ request }) => {
  const id = await givenAccount({ ...ACCOUNT, region: '扎赉诺尔区' });
  for (const q of ['接口试验', 'jiekoushiyan', 'jksy', 'api_test', 'gh_abcdef012345']) {
    const { items } = await ok(request, `/api/v1/accounts?region=150703&q=${encodeURIComponent(q)}`);
    expect(items, q).toMatchObject([
      { id, platform: 'wechat', name: '接口试验', handle: 'api_test', unit: '接口试验局', regionCode: '150703', tier: 'county', status: 'active' },
    ]);
  }
  expect(await ok(request, `/api/v1/accounts/${id}`)).toMatchObject({
    asOf: expect.any(String),
    id,
    platformId: 'gh_abcdef012345',
    openedOn: '2014-07',
    provenance: 'registered',
    names: [{ name: '接口试验', from: null, until: null }],
    standings: [{ unit: '接口试验局', regionCode: '150703', sectorCode: 'civil-affairs', tier: 'county', status: 'active', until: null }],
    filings: [{ kind: 'opening', effectiveOn: '2014-07-31' }],
  });
  expect(await ok(request, `/api/v1/accounts/${id}?asOf=2014-07-31`)).toMatchObject({ asOf: '2014-07-31', id, filings: [{ kind: 'opening' }] });
  expect((await request.get(`/api/v1/accounts/${id}?asOf=2014-07-30`)).status()).toBe(404);
});

test('contacts and notes are never shown outside, whoever asks', async ({ request, asWhom }) => {
  const id = await givenAccount({
    ...ACCOUNT,
    ...PRIVATE,
    platformId: undefined,
    handle: undefined,
    name: '不公开试验',
    unit: '不公开试验局',
    region: '满洲里市',
  });
  const viewer = await asWhom('demo-viewer');
  const administrator = await asWhom('demo-admin');
  const unit = (await ok(request, '/api/v1/accounts?region=150781')).items[0].unitId;
  const contract = [`/api/v1/accounts/${id}`, '/api/v1/accounts?region=150781', '/api/v1/verify?q=不公开试验'];
  const pages = [`/accounts/${id}`, '/accounts?region=150781', `/units/${unit}`, '/verify?q=不公开试验'];
  for (const [asker, addresses] of [
    [request, [...contract, ...pages]],
    [viewer, [...contract, ...pages]],
    [administrator, contract],
  ] as const) {
    for (const address of addresses) {
      const text = await (await asker.get(address)).text();
      expect(text, address).toContain('不公开试验');
      for (const secret of Object.values(PRIVATE)) expect(text, address).not.toContain(secret);
    }
  }
  expect(await (await administrator.get(`/accounts/${id}`)).text()).toContain('047*-***4321');
  for (const secret of Object.values(PRIVATE)) expect((await ok(request, `/api/v1/accounts?q=${encodeURIComponent(secret)}`)).total).toBe(0);
});

test('verify answers with a verdict', async ({ request }) => {
  await givenAccount({ platform: '微博', name: '接口查验', platformId: '7300000041', unit: '接口查验局', region: '牙克石市', sector: '民政' });
  const asked = [
    ['https://weibo.com/u/7300000041', { platform: 'weibo', verdict: 'official', account: { name: '接口查验' }, candidates: [] }],
    ['接口查验', { platform: null, verdict: 'candidates', account: null, candidates: [{ name: '接口查验' }] }],
    ['7300000049', { platform: 'weibo', verdict: 'not-registered', account: null, candidates: [] }],
    ['https://mp.weixin.qq.com/s/AbCd', { platform: 'wechat', verdict: 'cannot-tell', account: null, candidates: [] }],
    ['https://example.com/user', { platform: null, verdict: 'unknown-platform', account: null, candidates: [] }],
  ] as const;
  for (const [query, answer] of asked) expect(await ok(request, `/api/v1/verify?q=${encodeURIComponent(query)}`)).toMatchObject({ query, ...answer });
});

test('coverage has every row × column, the region itself first, and its cells sum to its totals', async ({ request }) => {
  const nation = await ok(request, '/api/v1/coverage?rows=region&columns=sector&platform=wechat');
  expect(nation.rows).toHaveLength(37);
  expect(nation.rows[0]).toMatchObject({ code: '000000', own: true });
  expect(nation.rows.slice(-5).map(({ code }: { code: string }) => code)).toEqual(['660000', '710000', '810000', '820000', '900000']);
  expect(nation.cells).toHaveLength(nation.rows.length * nation.columns.length);
  expect(nation.cells.reduce((sum: number, { accounts }: { accounts: number }) => sum + accounts, 0)).toBe(nation.totals.accounts);
  expect(nation).toMatchObject({
    asOf: expect.any(String),
    definition: expect.any(String),
    totals: { expected: expect.any(Number), covered: expect.any(Number) },
  });
  for (const cell of nation.cells) expect(['covered', 'partial', 'gap', 'extra', 'not-applicable', 'unknown']).toContain(cell.state);
  const centre = nation.cells.filter(({ row }: { row: string }) => row === '000000');
  expect(
    centre.every(
      ({ expected, covered, state }: { expected: null; covered: null; state: string }) => expected === null && covered === null && state === 'unknown',
    ),
  ).toBe(true);

  await givenAccount({ platform: '微信', name: '接口开设', region: '根河市', sector: '民政' });
  const { totals, cells } = await ok(
    request,
    '/api/v1/coverage?rows=sector&columns=tier&region=150785&scope=own&sector=civil-affairs&platform=wechat&tier=county',
  );
  expect(totals).toEqual({ accounts: 1, expected: 1, covered: 1 });
  expect(cells).toEqual([{ row: 'civil-affairs', column: 'county', accounts: 1, expected: 1, covered: 1, state: 'covered', estimated: true, followers: null }]);
});

test('regions and sectors are told with their validity and successors', async ({ request }) => {
  const nation = await ok(request, '/api/v1/regions');
  expect(nation.items).toHaveLength(36);
  const chongqing = await ok(request, '/api/v1/regions?parent=500000&asOf=2010-01-01');
  expect(chongqing).toMatchObject({ asOf: '2010-01-01', parent: '500000' });
  const wansheng = chongqing.items.find(({ code }: { code: string }) => code === '500110');
  expect(wansheng).toMatchObject({ name: '万盛区', parent: '500000', validUntil: expect.any(String), pinyin: expect.any(String), aliases: expect.any(Array) });
  const { items } = await ok(request, '/api/v1/sectors');
  expect(items.find(({ code }: { code: string }) => code === 'tourism')).toMatchObject({
    name: '旅游',
    valid: false,
    validUntil: '2018-03-17',
    successor: 'culture-tourism',
    countsAs: 'culture-tourism',
  });
});

test('the contract describes itself, with every parameter', async ({ request }) => {
  const { openapi, paths } = await ok(request, '/api/v1/openapi.json');
  expect(openapi).toMatch(/^3\.1\./);
  expect(Object.keys(paths).sort()).toEqual(['/accounts', '/accounts/{id}', '/coverage', '/distribution', '/regions', '/sectors', '/verify']);
  const named = (path: string) => paths[path].get.parameters.map(({ name }: { name: string }) => name).sort();
  const place = ['platform', 'provenance', 'rank', 'region'];
  expect(named('/coverage')).toEqual(['asOf', 'columns', 'holder', ...place, 'rows', 'scope', 'sector', 'status', 'system', 'tier', 'unitKind']);
  expect(named('/accounts/{id}')).toEqual(['asOf', 'id']);
  expect(named('/accounts')).toEqual(['asOf', 'cursor', 'holder', 'limit', 'platform', 'provenance', 'q', 'rank', 'region', 'sector', 'status', 'tier']);
});

test('health is told without a session', async ({ request }) => {
  for (const address of ['/api/health/live', '/api/health/ready']) expect((await request.get(address)).status(), address).toBe(200);
});

const refused: [string, { field: string; zh: string; en: string }[]][] = [
  ['accounts?evil=1', [{ field: 'evil', zh: '没有这个参数。', en: 'There is no such parameter.' }]],
  ['accounts?constructor=1', [{ field: 'constructor', zh: '没有这个参数。', en: 'There is no such parameter.' }]],
  [
    'accounts?evil=1&platform=douyin&limit=0',
    [
      { field: 'evil', zh: '没有这个参数。', en: 'There is no such parameter.' },
      { field: 'platform', zh: '不能是“douyin”。', en: 'It cannot be “douyin”.' },
      { field: 'limit', zh: '“0”不合要求。', en: '“0” is not of the right form.' },
    ],
  ],
  ['accounts?asOf=2015-02-30', [{ field: 'asOf', zh: '“2015-02-30”不是日期', en: '“2015-02-30” is not a date' }]],
  ['accounts?asOf=2015-01-01&asOf=2015-01-02', [{ field: 'asOf', zh: '这个参数只能给一次。', en: 'This parameter can be given only once.' }]],
  ['accounts?region=44', [{ field: 'region', zh: '行政区划代码为六位数字', en: 'A region code has six digits' }]],
  ['accounts?region=999999', [{ field: 'region', zh: '999999', en: '999999' }]],
  ['accounts?region=110228', [{ field: 'region', zh: '代码 110228（密云县）自 2016-07-31 起已不用，现为 密云区（110118）', en: 'it is now 密云区' }]],
  ['accounts?sector=nothing', [{ field: 'sector', zh: '没有叫“nothing”的职能系统', en: '“nothing”' }]],
  [
    'accounts?region=999999&sector=nothing&limit=0',
    [
      { field: 'limit', zh: '“0”不合要求。', en: 'not of the right form' },
      { field: 'region', zh: '999999', en: '999999' },
      { field: 'sector', zh: '没有叫“nothing”的职能系统', en: '“nothing”' },
    ],
  ],
  [
    'coverage?rows=tier&columns=tier&sector=nothing',
    [
      { field: 'columns', zh: '行和列不能相同。', en: 'cannot be the same' },
      { field: 'sector', zh: '没有叫“nothing”的职能系统', en: '“nothing”' },
    ],
  ],
  ['accounts?cursor=-1', [{ field: 'cursor', zh: '“-1”不合要求。', en: '“-1” is not of the right form.' }]],
  ['accounts?cursor=9007199254740991', [{ field: 'cursor', zh: '“9007199254740991”不合要求。', en: 'not of the right form' }]],
  ['accounts?q=%00', [{ field: 'q', zh: '不合要求。', en: 'not of the right form' }]],
  [
    'coverage',
    [
      { field: 'rows', zh: '缺少这个参数。', en: 'This parameter is missing.' },
      { field: 'columns', zh: '缺少这个参数。', en: 'This parameter is missing.' },
    ],
  ],
  ['coverage?rows=region&columns=region', [{ field: 'columns', zh: '行和列不能相同。', en: 'Rows and columns cannot be the same.' }]],
  ['coverage?rows=region&columns=sector&tier=high', [{ field: 'tier', zh: '不能是“high”。', en: 'It cannot be “high”.' }]],
  ['verify', [{ field: 'q', zh: '缺少这个参数。', en: 'This parameter is missing.' }]],
  ['regions?parent=999999', [{ field: 'parent', zh: '999999', en: '999999' }]],
  ['accounts/1?asOf=2015-02-29', [{ field: 'asOf', zh: '“2015-02-29”不是日期', en: 'is not a date' }]],
  ['accounts/0?evil=1', [{ field: 'evil', zh: '没有这个参数。', en: 'There is no such parameter.' }]],
  ['openapi.json?evil=1', [{ field: 'evil', zh: '没有这个参数。', en: 'There is no such parameter.' }]],
  ['sectors?asOf=today', [{ field: 'asOf', zh: '“today”不是日期', en: 'is not a date' }]],
];
test('what the contract does not know is a problem that names each parameter, in Chinese and in English', async ({ request }) => {
  for (const [address, errors] of refused) {
    for (const language of ['zh', 'en'] as const) {
      const answer = await request.get(`/api/v1/${address}`, { headers: { 'accept-language': language } });
      expect(answer.status(), address).toBe(400);
      expect(answer.headers()['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(await answer.json(), address).toEqual({
        type: 'about:blank',
        title: language === 'zh' ? '请求有误' : 'Bad request',
        status: 400,
        detail: expect.stringContaining(errors[0]?.field ?? ''),
        errors: errors.map((each) => ({ field: each.field, reason: expect.stringContaining(each[language]) })),
      });
    }
  }
});

test('an account that is not there is a problem of its own', async ({ request }) => {
  for (const id of ['0', '-1', '99999999999', 'a', '1.5', '%F0']) {
    const answer = await request.get(`/api/v1/accounts/${id}`);
    expect(answer.status(), id).toBe(404);
    expect(await answer.json(), id).toMatchObject({ title: '没有找到', status: 404, errors: [{ field: null, reason: '没有找到。' }] });
  }
});

async function ok(request: APIRequestContext, address: string) {
  const answer = await request.get(address);
  expect(answer.status(), address).toBe(200);
  expect(answer.headers()['access-control-allow-origin']).toBe('*');
  return answer.json();
}
