import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { CHANNEL_STATES, CHANNEL_SUBJECTS, type ChannelSubject } from '@/lib/coverage/channels';
import { everything } from '@/lib/coverage/filter';
import { registerAccount } from './account-register';
import { listChannels, readChannels } from './channels';
import { db } from './client';
import { accepted, EXPLAINED, reasonsOf } from './filing-given';
import { readUnit } from './unit-read';
import { editUnit, registerUnit } from './units';

const TODAY = '2026-11-20';
const ZHEJIANG = { ...everything(TODAY), regions: ['330000'] };
const ALL = { state: undefined, skip: 0, take: Number.MAX_SAFE_INTEGER };

async function opened(platform: string, name: string, unit: string, region: string): Promise<void> {
  const texts = { platform, name, unit, region, sector: '公安', openedOn: '2020-01-01', ...EXPLAINED };
  accepted(await registerAccount(COMMAND_LINE, texts, TODAY));
}

beforeAll(async () => {
  await opened('weibo', '平安杭州', '杭州市公安局', '杭州市');
  await opened('wechat', '平安杭州', '杭州市公安局', '杭州市');
  await opened('weibo', '平安宁波', '宁波市公安局', '宁波市');
  await opened('wechat', '平安温州', '温州市公安局', '温州市');
  await opened('tencent-weibo', '平安绍兴', '绍兴市公安局', '绍兴市');
  await opened('weibo', '杭州交警', '杭州市公安局交通警察支队', '杭州市');
});

const row = async (of: ChannelSubject, code: string, filter = ZHEJIANG) =>
  (await readChannels(of, filter)).rows.find(({ entry }) => entry.code === code)?.counts;

describe('双微', () => {
  it('of expected bodies and of registered units, each said which', async () => {
    const police = { ...ZHEJIANG, sectors: ['public-security'], tiers: ['prefecture' as const] };
    expect(await row('bodies', '330100', police)).toMatchObject({ both: 1, 'weibo-only': 0, 'wechat-only': 0, none: 0, total: 1, website: null });
    expect(await row('bodies', '330200', police)).toMatchObject({ 'weibo-only': 1 });
    expect(await row('bodies', '330300', police)).toMatchObject({ 'wechat-only': 1 });
    expect(await row('bodies', '330600', police)).toMatchObject({ none: 1 });
    expect(await row('units', '330100', police)).toMatchObject({ both: 1, 'weibo-only': 1, total: 2, website: 0, onePlusTwo: 0 });
    expect(await row('units', '330600', police)).toMatchObject({ none: 1, total: 1 });
  });

  it.each(CHANNEL_SUBJECTS)('the four states sum to the units, in every row, in all and in the list: %s', async (of) => {
    const { rows, totals } = await readChannels(of, ZHEJIANG);
    const sum = (counts: typeof totals) => CHANNEL_STATES.reduce((all, state) => all + counts[state], 0);
    for (const { counts } of rows) expect(sum(counts)).toBe(counts.total);
    expect(rows.reduce((all, { counts }) => all + counts.total, 0)).toBe(totals.total);
    expect((await listChannels(of, ZHEJIANG, ALL)).total).toBe(totals.total);
    for (const state of CHANNEL_STATES) {
      const { items, total } = await listChannels(of, ZHEJIANG, { ...ALL, state });
      expect(total).toBe(totals[state]);
      expect(items.length).toBe(totals[state]);
      expect(items.every((item) => item.state === state)).toBe(true);
    }
  });

  it('of a day before anything was open is nothing', async () => {
    const before = { ...ZHEJIANG, asOf: '2019-12-31' };
    expect((await readChannels('bodies', before)).totals).toMatchObject({ both: 0, 'weibo-only': 0, 'wechat-only': 0 });
    expect((await readChannels('units', before)).totals).toMatchObject({ both: 0, 'weibo-only': 0, 'wechat-only': 0 });
  });

  it('pages past the end of a list still know how many there are', async () => {
    const { total } = await listChannels('units', ZHEJIANG, { ...ALL, state: 'both' });
    expect(await listChannels('units', ZHEJIANG, { state: 'both', skip: 500, take: 50 })).toEqual({ items: [], total });
  });
});

describe('the website and the hotline of a unit', () => {
  it('are kept, changed with an audit, and counted', async () => {
    const { unitId } = await db().unitStanding.findFirstOrThrow({ where: { name: '杭州市公安局' } });
    const typed = { unit: '杭州市公安局', region: '杭州市', sector: '公安' };
    const change = { version: 1, mode: 'correct', changedOn: TODAY, fills: true } as const;
    const version = (await readUnit(COMMAND_LINE, unitId))?.version ?? 0;
    const wrong = { ...typed, website: 'police.hangzhou', hotline: '一一〇' };
    expect(reasonsOf(await editUnit(COMMAND_LINE, unitId, wrong, TODAY, { ...change, version }))).toEqual(['website-form', 'hotline-form']);
    accepted(await editUnit(COMMAND_LINE, unitId, { ...typed, website: 'https://police.hangzhou.gov.cn', hotline: '110' }, TODAY, { ...change, version }));
    expect(await readUnit(COMMAND_LINE, unitId)).toMatchObject({ website: 'https://police.hangzhou.gov.cn', hotline: '110' });
    expect(await row('units', '330100')).toMatchObject({ website: 1, hotline: 1, onePlusTwo: 1 });
    const event = await db().auditEvent.findFirstOrThrow({ where: { act: 'unit.correct', subjectId: String(unitId) }, orderBy: { id: 'desc' } });
    expect(event).toMatchObject({ before: { website: null, hotline: null }, after: { website: 'https://police.hangzhou.gov.cn', hotline: '110' } });
    // Who does not say them leaves them.
    accepted(await editUnit(COMMAND_LINE, unitId, typed, TODAY, { ...change, version: version + 1 }));
    expect(await readUnit(COMMAND_LINE, unitId)).toMatchObject({ hotline: '110' });
    accepted(await editUnit(COMMAND_LINE, unitId, { ...typed, website: '', hotline: '' }, TODAY, { ...change, version: version + 2 }));
    expect(await readUnit(COMMAND_LINE, unitId)).toMatchObject({ website: null, hotline: null });
  });

  it('come with a new unit', async () => {
    const id = accepted(await registerUnit(COMMAND_LINE, { unit: '杭州市热线中心', region: '杭州市', sector: '公安', hotline: '12345' }, TODAY, false));
    expect(await readUnit(COMMAND_LINE, id)).toMatchObject({ website: null, hotline: '12345' });
  });
});
