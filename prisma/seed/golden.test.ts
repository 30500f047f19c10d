// What the documents publish, as a register made by hand for each tells it: through its files, its counts and its words.
import { createTranslator, NextIntlClientProvider } from 'next-intl';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { percent } from '@/components/coverage/percent';
import { DisagreementWords } from '@/components/coverage/verdict-words';
import { COMMAND_LINE } from '@/lib/access/actor';
import { BASES } from '@/lib/coverage/distribution';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import { provincesWithAccounts } from '@/lib/coverage/provinces';
import { ranked } from '@/lib/coverage/ranks';
import { SCHEMES } from '@/lib/coverage/scheme';
import { readCoverage } from '@/lib/db/coverage';
import { readDistribution } from '@/lib/db/distribution';
import { joinGroup, makeGroup } from '@/lib/db/group-write';
import { membersOf, readGroup, summaryOf } from '@/lib/db/groups';
import { accepted, imported, TODAY } from '@/lib/db/import-told';
import { reference } from '@/lib/db/reference';
import { paceOf } from '@/lib/metrics/pace';
import { MESSAGES } from '@/lib/web/locale';

const HEADER = '平台,账号名称,主办单位,行政区划代码,职能系统,单位层级,平台ID';
const ON = (platform: 'weibo' | 'wechat', more: Partial<CoverageFilter> = {}) => ({ ...everything(TODAY), platforms: [platform], ...more });

describe('WeChat in March 2014 (SEED 000): 5,043 accounts, the shares and ranks of five provinces, 33 of 34 regions', () => {
  const PUBLISHED: [string, number][] = [
    ['330000', 621],
    ['320000', 475],
    ['440000', 432],
    ['370000', 376],
    ['350000', 235],
  ];
  let counts: { code: string; accounts: number }[];

  beforeAll(async () => {
    const { regions } = await reference();
    const places = regions.children('000000', TODAY).filter(({ economicRegion, code }) => economicRegion !== null && code !== '710000');
    const others = places.filter(({ code }) => !PUBLISHED.some(([told]) => told === code));
    // Seven are of 驻外机构; what the document does not tell of a region is spread, each with fewer than the fifth.
    const rest = 5_043 - 7 - PUBLISHED.reduce((sum, [, count]) => sum + count, 0);
    const share = (index: number) => Math.floor(rest / others.length) + Number(index < rest % others.length);
    const told = [...PUBLISHED, ...others.map(({ code }, index) => [code, share(index)] as const), ['900000', 7] as const];
    const rows = told.flatMap(([code, count]) =>
      Array.from({ length: count }, (_, index) => `微信,政务${code}号${index},政务${code}单位${index},${code},其他,,`),
    );
    await imported('accounts', [HEADER, ...rows]);
    const table = await readCoverage('region', 'tier', ON('wechat'), { followers: false });
    counts = table.rows.map(({ code }) => ({ code, accounts: table.cells.filter(({ row }) => row === code).reduce((sum, { accounts }) => sum + accounts, 0) }));
  }, 120_000);

  it('shares: 12.31, 9.42, 8.57 and 7.46 % of the total', () => {
    const total = counts.reduce((sum, { accounts }) => sum + accounts, 0);
    expect(total).toBe(5_043);
    const shares = PUBLISHED.map(([code]) => (100 * (counts.find((each) => each.code === code)?.accounts ?? 0)) / total);
    expect(shares.slice(0, 4).map((share) => share.toFixed(2))).toEqual(['12.31', '9.42', '8.57', '7.46']);
  });

  it('ranks: Zhejiang, Jiangsu, Guangdong, Shandong, Fujian', () => {
    const first = ranked(counts, ({ accounts }) => accounts).filter(({ rank }) => rank <= 5);
    expect(first.map(({ item, rank }) => [item.code, rank])).toEqual(PUBLISHED.map(([code], index) => [code, index + 1]));
  });

  it('33 of 34 province-level regions have an account, all 31 of the mainland, and the page says so', async () => {
    const table = await readCoverage('region', 'tier', ON('wechat'), { followers: false });
    const told = provincesWithAccounts(table, (await reference()).regions, TODAY);
    expect(told).toEqual({ of34: 33, of31: 31 });
    const t = createTranslator({ locale: 'zh-CN', messages: MESSAGES['zh-CN'], namespace: 'coverage' });
    expect(t('anyRegion', told)).toBe('有账号的省级行政区：34 个中 33 个（大陆 31 个中 31 个）。');
  });
});

describe('Chongqing in 2015 (SEED 003)', () => {
  const DISTRICTS = { regions: ['500000'], sectors: ['party-government'], tiers: ['county'] } satisfies Partial<CoverageFilter>;

  beforeAll(async () => {
    const { regions } = await reference();
    const districts = regions.all.filter(
      ({ lineage, level, kind, until }) => until === null && lineage.includes('500000') && level === 'county' && kind !== 'zone',
    );
    const row = (platform: string, code: string) => `${platform},${code}政府${platform},,${code},党政综合,县级,`;
    await imported('accounts', [
      HEADER,
      ...districts.map(({ code }) => row('微博', code)),
      ...districts.filter((_, index) => index % 2 === 0).map(({ code }) => row('微信', code)),
    ]);
  });

  it.each([
    ['weibo', 38, '100.0 %'],
    ['wechat', 19, '50.0 %'],
  ] as const)('38 districts and counts of which on %s %i have an account: %s', async (platform, covered, rate) => {
    const { totals } = await readCoverage('tier', 'sector', ON(platform, DISTRICTS), { followers: false });
    expect(totals).toMatchObject({ expected: 38, covered });
    expect(percent(covered, totals.expected ?? 0)).toBe(rate);
  });

  it('two levels are no shape', async () => {
    const { of } = await readDistribution(ON('weibo', { regions: ['500000'] }));
    expect(of('tier3', 'accounts').shape).toBe('too-few-bands');
  });

  it('241,139 posts of the first half of 2015 are told with its 181 days: 1,332 a day', async () => {
    await imported('accounts', [HEADER, '微博,重庆发布试验,重庆市试验新闻办,500000,宣传发布,省级,1234509876']);
    const days = Array.from({ length: 181 }, (_, index) => new Date(Date.UTC(2015, 0, 1 + index)).toISOString().slice(0, 10));
    const posts = days.map((day, index) => `微博,1234509876,${day},posts,${1_332 + Number(index < 241_139 - 181 * 1_332)}`);
    await imported('snapshots', ['平台,平台ID,日期,指标,数值', ...posts]);
    const made = { groupName: '重庆试验矩阵', groupKind: 'matrix', leadAccount: '重庆发布试验', from: '2015-01-01' };
    const id = accepted(await makeGroup(COMMAND_LINE, made, TODAY));
    const version = String((await readGroup(id, TODAY))?.version);
    accepted(await joinGroup(COMMAND_LINE, id, { accounts: '重庆发布试验', joinedOn: '2015-01-01', version }, TODAY));
    const group = await readGroup(id, TODAY);
    if (!group) throw new Error('no group');
    const period = { from: '2015-01-01', to: '2015-06-30' };
    const { posts: told } = await summaryOf(group, await membersOf(id, TODAY, period), TODAY);
    expect(told).toMatchObject({ of: 1, known: 1, sum: 241_139 });
    const { days: count, perDay } = paceOf(told.sum, period);
    expect([count, Math.round(perDay ?? 0)]).toEqual([181, 1_332]);
    const t = createTranslator({ locale: 'zh-CN', messages: MESSAGES['zh-CN'], namespace: 'groups' });
    const shown = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 0 });
    expect(t('postsOf', { ...period, days: count, known: 1, unknown: 0, sum: shown(241_139), perDay: shown(perDay ?? 0) })).toContain(
      '2015-01-01 至 2015-06-30（181 天）',
    );
  });
});

describe('a register made by hand whose rates tell another shape than its numbers', () => {
  // In Guizhou 6 of the provincial bodies, 12 of the prefectures’ and 20 of the counties’: more the lower, and yet the rarer.
  const ASKED = { regions: ['520000'], sectors: ['education', 'health', 'justice', 'civil-affairs', 'culture-tourism', 'hr-social'] };

  beforeAll(async () => {
    const { regions, sectors } = await reference();
    const within = regions.all.filter(({ lineage, until, code }) => until === null && lineage.includes('520000') && code !== '520000');
    const named = ASKED.sectors.map((code) => sectors.byCode(code)?.name ?? '');
    const some = (level: string, count: number) =>
      within
        .filter((region) => region.level === level)
        .slice(0, count)
        .map(({ code }) => code);
    const row = (code: string, sector: string) => `微博,${code}${sector}试验,,${code},${sector},,`;
    await imported('accounts', [
      HEADER,
      ...named.map((sector) => row('520000', sector)),
      ...some('prefecture', 6).flatMap((code) => named.slice(0, 2).map((sector) => row(code, sector))),
      ...some('county', 20).map((code) => row(code, named[0] ?? '')),
    ]);
  });

  it.each([
    [
      'zh-CN',
      /^<ul[^>]*>.*按账号数为金字塔状，按开通率为倒金字塔状：账号最多的是“县级及以下”，20 个，因为那里应开设的单位就有 \d+ 个，开通率 \d+\.\d %；开通率最高的是“省级”，100\.0 %。/,
    ],
    ['en', /pyramid.*inverted pyramid/i],
  ] as const)('is explained in words: %s', async (locale, sentence) => {
    const { of } = await readDistribution(ON('weibo', ASKED));
    const all = SCHEMES.flatMap((scheme) => BASES.map((basis) => of(scheme, basis)));
    expect(BASES.map((basis) => of('local3', basis).shape)).toEqual(['pyramid', 'inverted-pyramid']);
    const words = createElement(DisagreementWords, { scheme: 'local3', all });
    const around = { locale, messages: MESSAGES[locale], timeZone: 'Asia/Shanghai', children: words };
    const html = renderToStaticMarkup(createElement(NextIntlClientProvider, around));
    expect(html).toMatch(sentence);
  });
});
