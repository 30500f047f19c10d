// The public contract before the demonstration register.
import { expect, test } from '../test.ts';

type Cells = { cells: { row: string; accounts: number }[]; totals: { accounts: number }; demonstration?: boolean };
type Bands = {
  shape: string;
  total: number;
  bands: { code: string; name: string; accounts: number; share: number }[];
  omitted: string[];
  rule: string;
  demonstration?: boolean;
};

const sum = (cells: Cells['cells'], row?: string) =>
  cells.filter((cell) => row === undefined || cell.row === row).reduce((all, { accounts }) => all + accounts, 0);

test('Weibo in 2011 is a pyramid by rank', async ({ request }) => {
  const answer: Bands = await (await request.get('/api/v1/distribution?platform=weibo&scheme=rank4&asOf=2011-10-31')).json();
  expect(answer).toMatchObject({ shape: 'pyramid', demonstration: true, asOf: '2011-10-31', unclassified: 0, omitted: [] });
  expect(answer.bands.map(({ code }) => code)).toEqual(['province-ministry', 'bureau', 'county-division', 'below-county-division']);
});

test('WeChat in 2014 is a drum by tier, with the published shares', async ({ request }) => {
  const answer: Bands = await (await request.get('/api/v1/distribution?platform=wechat&scheme=tier3&asOf=2014-12-31')).json();
  expect(answer).toMatchObject({ shape: 'drum', total: 40_924 });
  expect(answer.bands.map(({ name, accounts, share }) => [name, accounts, (share * 100).toFixed(1)])).toEqual([
    ['中央', 205, '0.5'],
    ['省市级', 34_662, '84.7'],
    ['县级及以下', 6_057, '14.8'],
  ]);
});

test('a province has too few bands under tier3, and says which it leaves out', async ({ request }) => {
  const answer: Bands = await (await request.get('/api/v1/distribution?platform=wechat&scheme=tier3&region=330000&asOf=2014-12-31')).json();
  expect(answer).toMatchObject({ shape: 'too-few-bands', total: 6_057, omitted: ['central'] });
});

test('region by tier sums to the nation, and each region to what was published', async ({ request }) => {
  const { cells, totals, demonstration }: Cells = await (await request.get('/api/v1/coverage?rows=region&columns=tier&platform=wechat&asOf=2014-12-31')).json();
  expect([totals.accounts, sum(cells), sum(cells, '330000'), demonstration]).toEqual([40_924, 40_924, 6_057, true]);
  expect(sum(cells, '440000')).toBeGreaterThanOrEqual(6_118);
  expect(sum(cells, '440000')).toBeLessThanOrEqual(6_159);
});

for (const [what, query] of [
  ['an unknown scheme', 'scheme=tier9'],
  ['an unknown basis', 'basis=weight'],
  ['an unknown parameter', 'scheme=tier3&colour=red'],
  ['a day that is none', 'asOf=2014-02-30'],
  ['a scheme twice', 'scheme=tier3&scheme=rank4'],
  ['a region that never was', 'region=999999'],
] as const)
  test(`the distribution refuses ${what}, naming it`, async ({ request }) => {
    const response = await request.get(`/api/v1/distribution?${query}`);
    expect(response.status()).toBe(400);
    expect(response.headers()['content-type']).toContain('application/problem+json');
    expect((await response.json()).errors).toHaveLength(1);
  });

test('a made-up account is never official', async ({ request }) => {
  const { items }: { items: { id: number; name: string }[] } = await (await request.get('/api/v1/accounts?provenance=synthetic&limit=3')).json();
  for (const { name } of items) {
    const answer = await (await request.get(`/api/v1/verify?q=${encodeURIComponent(name)}`)).json();
    expect(answer.verdict).not.toBe('official');
    expect(answer.demonstration).toBe(true);
  }
});

test('the description names the distribution and its parameters', async ({ request }) => {
  const { paths } = await (await request.get('/api/v1/openapi.json')).json();
  expect(paths['/distribution'].get.parameters.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['scheme', 'basis', 'asOf', 'region']),
  );
});
