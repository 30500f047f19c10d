import { describe, expect, it } from 'vitest';
import { REGIONS, TODAY } from '@/prisma/seed/fixtures';
import { codesOn, regionsAsked, type SetOfRegions } from './region-set';

const member = (regionCode: string, from: string | null = null, until: string | null = null) => ({ regionCode, from, until });
const SETS: SetOfRegions[] = [
  {
    id: 1,
    name: '试点城市',
    regionCode: '000000',
    until: null,
    members: [member('330100'), member('440100'), member('371200'), member('330200', '2026-01-01')],
  },
  { id: 2, name: '旧试点', regionCode: '000000', until: '2020-01-01', members: [member('330000'), member('330100', null, '2019-01-01')] },
];
const asked = (set: number | undefined, region: string[], day = TODAY) => {
  const found = regionsAsked({ set, region }, SETS, REGIONS, day);
  return found.accepted ? found.change : found.findings.map(({ field, reason }) => `${field} ${reason}`);
};

describe('the regions that a question of a set asks about', () => {
  it('asks about the places of another day, where two days are compared', () => {
    const [now, then] = ['2025-12-31', '2026-01-01'].map((as) => regionsAsked({ set: 1, region: [] }, SETS, REGIONS, '2014-12-31', as));
    expect(then).toEqual({ accepted: true, change: ['330100', '330200', '371200', '440100'] });
    expect(now).toEqual({ accepted: true, change: ['330100', '371200', '440100'] });
  });

  it.each([
    ['no set', undefined, ['330000'], TODAY, ['330000']],
    ['no set and nothing said', undefined, [], TODAY, []],
    ['its members of the day, without 莱芜市 that was divided', 1, [], TODAY, ['330100', '330200', '440100']],
    ['an earlier day', 1, [], '2014-12-31', ['330100', '371200', '440100']],
    ['members within a region', 1, ['330000'], TODAY, ['330100', '330200']],
    ['members within the nation', 1, ['000000'], '2014-12-31', ['330100', '371200', '440100']],
    ['a region within a member', 1, ['330106'], TODAY, ['330106']],
    ['both', 1, ['330106', '440000'], TODAY, ['330106', '440100']],
    ['a set that holds still', 2, [], '2018-06-01', ['330000', '330100']],
    ['a membership that has ended', 2, [], '2019-01-01', ['330000']],
  ] as [string, number | undefined, string[], string, string[]][])('%s', (_what, set, region, day, expected) => {
    expect(asked(set, region, day)).toEqual(expected);
  });

  it.each([
    ['a number that no set has', 9, [], TODAY, 'set set-number-unknown'],
    ['a set that has ended: never the nation', 2, [], TODAY, 'set set-empty-then'],
    ['none of it within', 1, ['110000'], TODAY, 'set set-none-within'],
    ['none of it within a region that is no more', 1, ['340123'], TODAY, 'set set-none-within'],
  ] as [string, number, string[], string, string][])('refuses %s', (_what, set, region, day, expected) => {
    expect(asked(set, region, day)).toEqual([expected]);
  });
});

describe('the codes of a day', () => {
  it('are those of whoever stands for a region, each once and in order', () => {
    expect(codesOn(REGIONS, ['440106', '371200', '500222', '110228', '110118', '000001'], TODAY)).toEqual(['110118', '440106', '500110']);
    expect(codesOn(REGIONS, ['371200'], '2010-01-01')).toEqual(['371200']);
  });
});
