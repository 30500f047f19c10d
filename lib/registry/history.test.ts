import { describe, expect, it } from 'vitest';
import { accountAsOf, unitAsOf } from './as-of';
import { accountEvents, unitEvents } from './history';
import type { AccountView, StandingView, UnitStandingView, UnitView } from './views';

const CLASSED = {
  regionId: 1,
  region: '无锡市',
  regionCode: '320200',
  sectorCode: 'tourism',
  sector: '旅游',
  sectorEn: 'Tourism',
  tier: 'prefecture',
  rank: null,
} as const;
const standing = (from: string, until: string | null, more: Partial<StandingView> = {}): StandingView => ({
  from,
  until,
  status: 'active',
  unitId: 1,
  unit: '旅游局',
  post: null,
  postRank: null,
  ...CLASSED,
  ...more,
});

const TIMED = {
  openedOn: '2012-06-01',
  names: [
    { name: '旧名', from: null, until: '2015-01-01' },
    { name: '新名', from: '2015-01-01', until: null },
  ],
  standings: [
    standing('2012-06-01', '2014-01-01'),
    standing('2014-01-01', '2014-06-01', { status: 'paused' }),
    standing('2014-06-01', '2018-12-28', { sectorCode: 'culture', sector: '文化' }),
    standing('2018-12-28', '2020-01-01', { unitId: 2, unit: '文旅局' }),
    standing('2020-01-01', null, { unitId: 2, unit: '文旅局', status: 'closed' }),
  ],
  relations: [{ id: 1, kind: 'joint' as const, unitId: 3, unit: '宣传部', from: '2016-01-01', until: '2017-01-01' }],
};

describe('what happened to an account', () => {
  it('is told newest first, each thing with its day', () => {
    expect(accountEvents(TIMED).map(({ day, kind }) => `${day} ${kind}`)).toEqual([
      '2020-01-01 closed',
      '2018-12-28 movedTo',
      '2017-01-01 ended.joint',
      '2016-01-01 began.joint',
      '2015-01-01 renamed',
      '2014-06-01 resumed',
      '2014-06-01 reclassified',
      '2014-01-01 paused',
      '2012-06-01 opened',
    ]);
  });

  it.each([
    ['unknown opening', { ...TIMED, openedOn: null }, 'knownOpen'],
    ['closed and open again', { ...TIMED, standings: [standing('2012-06-01', '2013-01-01', { status: 'closed' }), standing('2013-01-01', null)] }, 'reopened'],
    ['another post', { ...TIMED, standings: [standing('2012-06-01', '2013-01-01'), standing('2013-01-01', null, { post: '局长' })] }, 'tookPost'],
    ['cancelled', { ...TIMED, standings: [standing('2012-06-01', '2013-01-01'), standing('2013-01-01', null, { status: 'cancelled' })] }, 'cancelled'],
  ])('tells: %s', (_what, timed, kind) => {
    expect(accountEvents(timed).map((each) => each.kind)).toContain(kind);
  });
});

const ACCOUNT = { ...TIMED, name: '新名', followers: null } as unknown as AccountView;

describe('an account as of a day', () => {
  it.each([
    ['2012-06-01', '旧名', '旅游局', 'active'],
    ['2014-12-31', '旧名', '旅游局', 'active'],
    ['2015-01-01', '新名', '旅游局', 'active'],
    ['2018-12-27', '新名', '旅游局', 'active'],
    ['2018-12-28', '新名', '文旅局', 'active'],
    ['2026-01-01', '新名', '文旅局', 'closed'],
  ])('on %s is %s of %s, %s', (day, name, unit, status) => {
    const then = accountAsOf(ACCOUNT, day);
    expect(then).toMatchObject({ name });
    expect(then?.standings.at(-1)).toMatchObject({ unit, status, until: null });
  });

  it('was not there before', () => {
    expect(accountAsOf(ACCOUNT, '2012-05-31')).toBeNull();
  });
});

const STATE: UnitStandingView = { from: null, until: null, name: '旅游局', kind: 'department', standardBody: true, ...CLASSED };
const HISTORY = [
  { ...STATE, until: '2014-01-01' },
  { ...STATE, from: '2014-01-01', until: '2018-12-28', name: '旅发委', sectorCode: 'culture' },
];
const UNIT = {
  history: HISTORY,
  now: HISTORY[1],
  endedOn: '2018-12-28',
  leftAccounts: 1,
  predecessors: [{ id: 8, name: '旅游处', kind: 'split-into', day: '2010-01-01' }],
  successors: [
    { id: 9, name: '文旅局', kind: 'merged-into', day: '2018-12-28' },
    { id: 10, name: '广电局', kind: 'merged-into', day: '2018-12-28' },
  ],
} as unknown as UnitView;

describe('what happened to a unit', () => {
  it('is told newest first; the units of one reform in one sentence', () => {
    expect(unitEvents(UNIT)).toMatchObject([
      { day: '2018-12-28', kind: 'ended' },
      { day: '2018-12-28', kind: 'into.merged-into', facts: { units: '文旅局、广电局' } },
      { day: '2014-01-01', kind: 'renamed', facts: { from: '旅游局', to: '旅发委' } },
      { day: '2014-01-01', kind: 'reclassified' },
      { day: '2010-01-01', kind: 'from.split-into', facts: { units: '旅游处' } },
      { day: null, kind: 'known' },
    ]);
  });

  it.each([
    [
      'in a reform, which tells it',
      { predecessors: [{ id: 8, name: '旅游处', kind: 'split-into', day: '2014-01-01' }] },
      ['ended', 'into.merged-into', 'from.split-into'],
    ],
    ['on a day', { predecessors: [] }, ['ended', 'into.merged-into', 'established']],
  ])('that began %s', (_what, change, kinds) => {
    expect(unitEvents({ ...UNIT, history: HISTORY.slice(1), ...change } as UnitView).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('as of a day leaves out what came later', () => {
    expect(unitAsOf(UNIT, '2013-12-31')).toMatchObject({ now: { name: '旅游局', until: null }, endedOn: null, successors: [] });
    expect(unitAsOf(UNIT, '2018-12-28')).toMatchObject({ now: { name: '旅发委' }, endedOn: '2018-12-28' });
  });
});
