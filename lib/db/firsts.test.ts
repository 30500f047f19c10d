import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import type { RowTexts } from '@/lib/exchange/columns';
import { registerAccount } from './account-register';
import { EXPLAINED } from './filing-given';
import { readFirsts } from './firsts';

const TODAY = '2026-11-20';
const ALL: CoverageFilter = { ...everything(TODAY), platforms: ['weibo'] };

async function register(name: string, openedOn: string, texts: RowTexts): Promise<void> {
  const decision = await registerAccount(COMMAND_LINE, { platform: 'weibo', name, openedOn, ...EXPLAINED, ...texts }, TODAY);
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
}

beforeAll(async () => {
  await register('首浙高院', '2011-03-15', { unit: '首浙江省高级人民法院', region: '浙江', sector: '法院' });
  await register('首恩施中院', '2011-03', { unit: '首恩施中级人民法院', region: '422800', sector: '法院' });
  await register('首杭州中院', '2011-04-01', { unit: '首杭州中级人民法院', region: '杭州', sector: '法院' });
  await register('首上城法院', '', { unit: '首上城区人民法院', region: '330102', sector: '法院' });
  await register('首杭州公安', '2010-05-01', { unit: '首杭州市公安局', region: '杭州', sector: '公安', closedOn: '2012-01-01' });
  await register('首宁波公安', '2010-05-01', { unit: '首宁波市公安局', region: '宁波', sector: '公安' });
  await register('首外交部', '2011-04', { unit: '首外交部', tier: '中央', sector: '外事' });
  await register('首公安某人', '2009-12-01', { unit: '首杭州市公安局', holder: '个人', person: '某某', post: '主任' });
  await register('首微信公安', '2009-01-01', { platform: 'wechat', unit: '首杭州市公安局' });
});

async function told(
  kind: 'tier' | 'sector' | 'region',
  code: string,
  filter: Partial<CoverageFilter> = {},
  holder: 'institution' | 'official' = 'institution',
) {
  const firsts = await readFirsts(kind, holder, { ...ALL, ...filter });
  const one = firsts.find(({ entry }) => entry.code === code);
  return { first: one?.first.map(({ name }) => name), perhaps: one?.perhaps.map(({ name }) => name), undated: one?.undated };
}

describe('who was first', () => {
  it.each([
    ['of the courts: a day, and a month in which an earlier may lie', 'sector', 'court', {}, ['首浙高院'], ['首恩施中院'], 1],
    ['of the police: two of one day, the one closed since among them', 'sector', 'public-security', {}, ['首杭州公安', '首宁波公安'], [], 0],
    ['of the centre: alone, however vague', 'tier', 'central', {}, ['首外交部'], [], 0],
    ['of the counties: none whose opening is known', 'tier', 'county', {}, [], [], 1],
    ['of a province: by whichever of its bodies', 'region', '330000', {}, ['首杭州公安', '首宁波公安'], [], 1],
    ['within a province, by its cities', 'region', '330200', { regions: ['330000'] }, ['首宁波公安'], [], 0],
    ['of the courts within a province', 'sector', 'court', { regions: ['330000'] }, ['首浙高院'], [], 1],
    ['as far as a day: a month that was not over is not known to have opened', 'sector', 'court', { asOf: '2011-03-20' }, ['首浙高院'], [], 0],
    ['before anything had opened', 'sector', 'court', { asOf: '2010-01-01' }, [], [], 0],
  ] as const)('%s', async (_, kind, code, filter, first, perhaps, undated) => {
    expect(await told(kind, code, filter)).toEqual({ first, perhaps, undated });
  });

  it('of officials and of another platform is another question', async () => {
    expect((await told('sector', 'public-security', {}, 'official')).first).toEqual(['首公安某人']);
    expect((await told('sector', 'public-security', { platforms: ['wechat'] })).first).toEqual(['首微信公安']);
  });

  it('names the unit of then, and has an entry for each of its kind', async () => {
    const firsts = await readFirsts('tier', 'institution', ALL);
    expect(firsts.map(({ entry }) => entry.code)).toEqual(['central', 'provincial', 'prefecture', 'county', 'township']);
    expect(firsts[0]?.first[0]).toMatchObject({ unit: '首外交部', opened: '2011-04', alike: 1, platform: 'weibo' });
  });
});
