import { describe, expect, it } from 'vitest';
import { isIdle, type Measured, type SurplusKind, surplusOf } from './surplus';

const LIMITS = { weeks: 13, followers: 100 };
const PLACES = ['浙江省', '浙江', '杭州市', '杭州'];
let id = 0;

function account(name: string, more: Partial<Measured> = {}): Measured {
  id += 1;
  return {
    ...{ id, name, platform: 'wechat', unitId: id, unit: `${name}局`, regionId: 1, region: '杭州市', since: '2015-01-01' },
    ...{ followers: 5000, lastPost: '2026-11-01', seenOn: '2026-11-02', ...more },
  };
}

const found = (...all: Measured[]) => surplusOf(all, LIMITS, () => PLACES);
const kindsOf = (...all: Measured[]) => Object.fromEntries(found(...all).items.map(({ name, kinds }) => [name, kinds])) as Record<string, SurplusKind[]>;

describe('more than one on a platform', () => {
  it.each<[string, Partial<Measured>, Partial<Measured>]>([
    ['that with more followers', { followers: 900 }, { followers: 200 }],
    ['that of which followers are known', { followers: 200 }, { followers: null }],
    ['the older, where followers tell nothing', { followers: null, since: '2012-01-01' }, { followers: null, since: '2014-01-01' }],
    ['the first registered, where nothing does', { followers: null }, { followers: null }],
  ])('keeps %s', (_, keeps, goes) => {
    const [a, b] = [account('甲号', { unitId: 900, ...keeps }), account('乙事', { unitId: 900, ...goes })];
    for (const all of [
      [a, b],
      [b, a],
    ]) {
      const beyond = found(...all).items.filter(({ kinds }) => kinds.includes('beyond-one'));
      expect(beyond.map(({ name, kept }) => [name, kept?.name])).toEqual([['乙事', '甲号']]);
    }
  });

  it('is of one platform, and of one unit', () => {
    expect(kindsOf(account('甲号', { unitId: 901 }), account('乙事', { unitId: 901, platform: 'weibo' }), account('丙所', { unitId: 902 }))).toEqual({});
  });
});

describe('idle', () => {
  it.each<[string, string | null, string | null, boolean]>([
    ['posted on the last good day', '2026-08-01', '2026-10-31', false],
    ['a day beyond', '2026-08-01', '2026-11-01', true],
    ['posted long ago, and looked at then', '2015-06-01', '2015-06-02', false],
    ['never looked at', null, null, false],
  ])('%s', (_, lastPost, seenOn, idle) => {
    expect(isIdle({ lastPost, seenOn }, 13)).toBe(idle);
  });
});

it('what is not known makes no account idle or tiny, and is counted', () => {
  const { counts, unknown, total } = found(
    account('甲号', { followers: null, lastPost: null, seenOn: null }),
    account('乙事', { followers: 99 }),
    account('丙所', { followers: 100 }),
    account('丁家', { followers: 0, lastPost: '2026-01-01' }),
  );
  expect(counts).toEqual({ 'beyond-one': 0, idle: 1, tiny: 2, duplicate: 0 });
  expect(unknown).toEqual({ idle: 1, tiny: 1 });
  expect(total).toBe(4);
});

describe('names that are the same or like', () => {
  it.each<[string, string, Partial<Measured>, string | null]>([
    ['杭州教育发布', '杭州教育发布', {}, 'same'],
    ['杭州教育发布', '杭州教育发布', { regionId: 2 }, 'same'],
    ['杭州教育发布', '杭州教育发布', { platform: 'weibo' }, null],
    ['杭州市教育发布', '杭州教育发布', {}, 'same-but-form'],
    ['杭州市教育发布', '杭州教育发布', { regionId: 2 }, null],
    ['杭州教育发布', '杭州交警支队', {}, null],
  ])('%s and %s %j: %s', (one, other, more, likeness) => {
    const items = found(account(one), account(other, more)).items;
    expect(items.map(({ like }) => like?.likeness)).toEqual(likeness === null ? [] : [likeness, likeness]);
  });
});

it('tells the same of the same accounts in any order', () => {
  const all = [account('甲号', { unitId: 7 }), account('甲 号', { unitId: 7, followers: 3 }), account('乙事', { followers: 3 }), account('丙所')];
  const told = (accounts: Measured[]) =>
    surplusOf(accounts, LIMITS, () => PLACES)
      .items.map(({ id: number, kinds }) => `${number} ${kinds}`)
      .sort();
  expect(told([...all].reverse())).toEqual(told(all));
});
