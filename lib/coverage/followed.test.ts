import { describe, expect, it } from 'vitest';
import { LISTS, TODAY } from '@/prisma/seed/fixtures';
import { type CoverageFilter, everything } from './filter';
import { followedBy, keyOn, LastFollowers } from './followed';
import { grounds, regionFrame, sectorFrame } from './frame';
import { NEVER, type StandingClass, Standings } from './standings';
import { type CountedAs, dayNumber, type Layout } from './tally';

const NOW = dayNumber(TODAY);
const ITS: StandingClass = {
  ...{ sector: 'health', tier: 'county', rank: null, platform: 'wechat', holder: 'institution', provenance: 'registered', status: 'active' },
  ...{ standardBody: true, unitKind: 'department', via: 'own' },
};
const idOf = (code: string) => LISTS.regions.at(code, TODAY)?.id ?? 0;

type Row = [account: number, code: string, its: Partial<StandingClass>, from?: number, until?: number];
const ROWS: Row[] = [
  [1, '440106', {}],
  [2, '440106', { platform: 'weibo' }],
  [3, '330102', { provenance: 'synthetic' }],
  [4, '330102', { sector: 'tax', tier: null }],
  [5, '330000', { tier: 'provincial', rank: 'bureau' }],
  [6, '330102', { status: 'closed' }],
  [7, '330102', {}, NOW + 1],
  [8, '330102', {}, NOW - 9, NOW],
  [9, '330102', { via: 'joint' }],
  [2_000_000, '440106', {}],
];

function known(values: [number, number | null][]): LastFollowers {
  const last = new LastFollowers();
  for (const [account, followers] of values) last.set(account, followers);
  return last;
}

const LAST = known([
  [1, 10],
  [2, 200],
  [3, 3000],
  [5, 0],
  [6, 1],
  [7, 1],
  [8, 1],
  [9, 1],
  [2_000_000, 5],
]);

function counted(change: Partial<CoverageFilter>, keyOf: (counted: CountedAs) => string | null, last = LAST) {
  const standings = new Standings();
  for (const [account, code, its, from = NOW - 100, until = NEVER] of ROWS)
    standings.add(account, idOf(code), standings.classNumber({ ...ITS, ...its }), from, until);
  const filter = { ...everything(TODAY), ...change };
  const regions = regionFrame(LISTS.regions, filter);
  const layout: Layout = {
    ...{ filter, regions, sectors: sectorFrame(LISTS.sectors, filter), ground: grounds(LISTS.regions, regions, filter), rules: [], rankOf: LISTS.rankOf },
  };
  return Object.fromEntries(
    followedBy(standings, layout, keyOf, last).map(({ key, platform, accounts, synthetic, values }) => [
      `${key} ${platform}`,
      [accounts, synthetic, [...values].sort((a, b) => a - b)],
    ]),
  );
}

describe('followers by group', () => {
  it.each<[string, Partial<CoverageFilter>, (counted: CountedAs) => string | null, Record<string, [number, number, number[]]>]>([
    [
      'of provinces',
      {},
      (each) => keyOn('region', each),
      { '440000 wechat': [2, 0, [5, 10]], '440000 weibo': [1, 0, [200]], '330000 wechat': [3, 1, [0, 3000]] },
    ],
    ['of sectors', { regions: ['330000'] }, (each) => keyOn('sector', each), { 'health wechat': [2, 1, [0, 3000]], 'tax wechat': [1, 0, []] }],
    [
      'of tiers, one of which nobody knows',
      { platforms: ['wechat'] },
      (each) => keyOn('tier', each),
      { 'county wechat': [3, 1, [5, 10, 3000]], 'provincial wechat': [1, 0, [0]], 'unclassified wechat': [1, 0, []] },
    ],
    ['of platforms', { regions: ['440106'] }, (each) => keyOn('platform', each), { 'wechat wechat': [2, 0, [5, 10]], 'weibo weibo': [1, 0, [200]] }],
    ['of ranks', { ranks: ['bureau'] }, (each) => keyOn('rank', each), { 'bureau wechat': [1, 0, [0]] }],
    ['of whom some are in no group', {}, ({ key }) => (key === '330000' ? 'east' : null), { 'east wechat': [3, 1, [0, 3000]] }],
    ['of nobody', { sectors: ['court'] }, (each) => keyOn('region', each), {}],
  ])('%s', (_, filter, keyOf, expected) => {
    expect(counted(filter, keyOf)).toEqual(expected);
  });

  it('are those last told: what is known no more is none, not 0', () => {
    const last = known([
      [1, 10],
      [2, 200],
      [1, 11],
      [2, null],
    ]);
    expect([last.of(1), last.of(2), last.of(3), last.of(5000)]).toEqual([11, Number.NaN, Number.NaN, Number.NaN]);
    expect(counted({ regions: ['440106'] }, ({ key }) => key, last)).toEqual({ '440106 wechat': [2, 0, [11]], '440106 weibo': [1, 0, []] });
  });
});
