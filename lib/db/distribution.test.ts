import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import type { RowTexts } from '@/lib/exchange/columns';
import type { Platform } from '@/lib/taxonomy/codes';
import { registerAccount } from './account-register';
import { readDistribution, readDistributionsBy } from './distribution';
import { EXPLAINED } from './filing-given';
import { listPublished } from './published';
import { readYears, yearEnds } from './years';

const TODAY = '2026-11-20';
const ALL = everything(TODAY);

let number = 0;
async function register(texts: RowTexts): Promise<void> {
  number += 1;
  const decision = await registerAccount(COMMAND_LINE, { platform: 'weibo', name: `形状${number}`, ...EXPLAINED, ...texts }, TODAY);
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
}

beforeAll(async () => {
  await register({ unit: '杭州市教育局', region: '杭州', sector: '教育', openedOn: '2011-05-01' });
  await register({ unit: '浙江省教育厅', region: '浙江', sector: '教育', openedOn: '2012-05-01' });
  await register({ unit: '上城区教育局', region: '330102', sector: '教育', openedOn: '2012-06-01' });
  await register({ unit: '宁波市公安局', region: '宁波', sector: '公安', openedOn: '2011-02-01' });
  await register({ unit: '宁波市公安局', region: '宁波', sector: '公安', holder: '个人', person: '某某', post: '主任', openedOn: '2012-01-01' });
  await register({ unit: '形状交警队', region: '宁波', sector: '交警', openedOn: '2013-01-01' });
  await register({ unit: '形状部', tier: '中央', sector: '教育', openedOn: '2012-01-01' });
});

describe('distributions apart', () => {
  const questions: Partial<CoverageFilter>[] = [
    {},
    { regions: ['330000'] },
    { platforms: ['weibo'], holders: ['institution'] },
    { asOf: '2012-05-15' },
    { sectors: ['public-security', 'traffic-police'] },
  ];

  it.each(questions)('by region, sector and platform add up to the whole, bands and bodies too: %j', async (narrowed) => {
    const filter = { ...ALL, ...narrowed };
    const whole = (await readDistribution(filter)).of('tier5', 'accounts');
    for (const apart of ['region', 'sector', 'platform'] as const) {
      const each = [...(await readDistributionsBy(apart, filter)).values()].map(({ of }) => of('tier5', 'accounts'));
      const sum = (of: (one: (typeof each)[number]) => number | null | undefined) => each.reduce((total, one) => total + (of(one) ?? 0), 0);
      expect(sum(({ total }) => total)).toBe(whole.total);
      for (const { code, accounts, expected, covered } of whole.bands) {
        const band = (one: (typeof each)[number]) => one.bands.find((other) => other.code === code);
        if (apart === 'platform') expect(sum((one) => band(one)?.accounts)).toBe(accounts);
        // A body is expected on each platform, but is one body.
        else
          expect([sum((one) => band(one)?.accounts), sum((one) => band(one)?.expected), sum((one) => band(one)?.covered)], `${apart} ${code}`).toEqual([
            accounts,
            expected ?? 0,
            covered ?? 0,
          ]);
      }
    }
  });

  it('of a sector are what the question about that sector says', async () => {
    const each = (await readDistributionsBy('sector', ALL)).get('education')?.of('tier5', 'rate');
    const asked = (await readDistribution({ ...ALL, sectors: ['education'] })).of('tier5', 'rate');
    expect(each).toEqual(asked);
    expect(asked.total).toBe(4);
  });

  it('counts institutions and officials apart, who are all there are', async () => {
    const held = async (filter: CoverageFilter, platform: Platform) => (await readDistributionsBy('platform', filter)).get(platform)?.holders;
    expect(await held(ALL, 'weibo')).toEqual({ institution: 6, official: 1 });
    expect(await held({ ...ALL, holders: ['official'] }, 'weibo')).toEqual({ institution: 0, official: 1 });
    expect(await held(ALL, 'wechat')).toEqual({ institution: 0, official: 0 });
  });
});

describe('the years', () => {
  it('are told by their ends, and the one under way by the day asked for', () => {
    expect(yearEnds('2012-05-15')).toEqual(['2009-12-31', '2010-12-31', '2011-12-31', '2012-05-15']);
    expect(yearEnds('2009-10-01')).toEqual(['2009-10-01']);
  });

  it('begin with the first account and say what each day says', async () => {
    const told = await readYears('tier5', 'rate', { ...ALL, platforms: ['weibo', 'wechat'], asOf: '2013-06-30' });
    const years = told.get('weibo') ?? [];
    expect(years.map(({ day, shown, institutions, officials }) => [day, shown.total, institutions, officials])).toEqual([
      ['2011-12-31', 2, 2, 0],
      ['2012-12-31', 6, 5, 1],
      ['2013-06-30', 7, 6, 1],
    ]);
    for (const { day, shown } of years) expect(shown).toEqual((await readDistribution({ ...ALL, platforms: ['weibo'], asOf: day })).of('tier5', 'rate'));
    expect(told.get('wechat')).toEqual([]);
  });

  it('follow what is registered of years that are over', async () => {
    const filter = { ...ALL, platforms: ['tencent-weibo'], asOf: '2015-12-31' } as const satisfies CoverageFilter;
    const institutions = async () =>
      (await readYears('tier5', 'accounts', filter)).get('tencent-weibo')?.map((year) => [year.day.slice(0, 4), year.institutions]);
    expect(await institutions()).toEqual([]);
    await register({
      platform: 'tencent-weibo',
      unit: '杭州市教育局',
      region: '杭州',
      sector: '教育',
      openedOn: '2012-03-01',
      status: '已注销',
      closedOn: '2014-06-01',
    });
    expect(await institutions()).toEqual([
      ['2012', 1],
      ['2013', 1],
      ['2014', 0],
      ['2015', 0],
    ]);
    await register({
      platform: 'tencent-weibo',
      unit: '宁波市公安局',
      region: '宁波',
      sector: '公安',
      openedOn: '2013-03-01',
      status: '已注销',
      closedOn: '2015-06-01',
    });
    expect(await institutions()).toEqual([
      ['2012', 1],
      ['2013', 2],
      ['2014', 1],
      ['2015', 0],
    ]);
  });
});

describe('the published figures', () => {
  it('keep how exactly their day and their number are told', async () => {
    const figures = await listPublished();
    expect(figures).toContainEqual(expect.objectContaining({ asOf: '2012-09', site: '新浪微博', scope: '政务机构微博', comparator: '=', value: 33_132 }));
    expect(figures).toContainEqual(expect.objectContaining({ asOf: '2015', site: '微信', scope: '政务微信', comparator: '>', value: 100_000 }));
    expect(figures).toContainEqual(expect.objectContaining({ asOf: '2014-12-31', value: 40_924, countedBy: '腾讯研究院、微信团队' }));
  });
});
