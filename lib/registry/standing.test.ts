import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, type Step } from '@/lib/taxonomy/timeline';
import { countsFrom, firstHeld, type Held, heldOf, standings, type UnitState } from './standing';

const KNOWN_BY = '2014-12-31';

describe('countsFrom', () => {
  it.each([
    ['a day', '2014-07-01', '2014-07-01'],
    ['a month', '2014-02', '2014-02-28'],
    ['a year', '2011', '2011-12-31'],
    ['a month that was not over', '2014-12', '2014-12-31'],
    ['a year that was not over', '2014', KNOWN_BY],
    ['a year after it was known, which is a mistake', '2015', KNOWN_BY],
    ['a day after it was known, which is a mistake', '2015-01-01', KNOWN_BY],
    ['nothing', null, KNOWN_BY],
  ])('takes for an opening known as %s', (_what, openedOn, expected) => {
    expect(countsFrom(openedOn, KNOWN_BY)).toBe(expected);
  });
});

const HELD: Held = { status: 'active', unitId: 1, post: null, postRank: null };

describe('firstHeld', () => {
  it('is one step for an account that is open', () => {
    expect(firstHeld({ ...HELD, status: 'paused' }, '2014-07-01', null)).toEqual([{ from: '2014-07-01', until: null, value: { ...HELD, status: 'paused' } }]);
  });

  it('is open until it was closed', () => {
    expect(firstHeld({ ...HELD, status: 'paused' }, '2014-07-01', { on: '2015-01-01', status: 'cancelled' })).toEqual([
      { from: '2014-07-01', until: '2015-01-01', value: HELD },
      { from: '2015-01-01', until: null, value: { ...HELD, status: 'cancelled' } },
    ]);
  });

  it.each(['2014-07-01', '2014-01-01'])('was never open when it closed on the first day or before it: %s', (on) => {
    expect(firstHeld(HELD, '2014-07-01', { on, status: 'closed' })).toEqual([{ from: '2014-07-01', until: null, value: { ...HELD, status: 'closed' } }]);
  });
});

const UNIT: UnitState = {
  name: '某市卫生局',
  kind: 'department',
  regionId: 10,
  sectorCode: 'health',
  tier: 'prefecture',
  rank: 'county-division',
  parentId: null,
  standardBody: true,
};

/** 沿革: renamed in 2013, moved to another region in 2015. */
const HISTORY: Step<UnitState>[] = [
  { from: null, until: '2013-06-01', value: UNIT },
  { from: '2013-06-01', until: '2015-01-01', value: { ...UNIT, name: '某市卫计局' } },
  { from: '2015-01-01', until: null, value: { ...UNIT, name: '某市卫计局', regionId: 11, rank: 'bureau' } },
];
const OTHER: Step<UnitState>[] = [{ from: null, until: null, value: { ...UNIT, regionId: 20, sectorCode: 'publicity', standardBody: false } }];
const unitOf = (id: number) => (id === 1 ? HISTORY : OTHER);

describe('standings', () => {
  const short = (held: Step<Held>[], isOfficial = false) =>
    standings(held, unitOf, isOfficial).map(({ from, until, value }) => [from, until, value.status, value.regionId, value.sectorCode, value.rank]);

  it('follow the unit through its history, and pass over a change that does not concern them', () => {
    expect(short([{ from: '2012-01-01', until: null, value: HELD }])).toEqual([
      ['2012-01-01', '2015-01-01', 'active', 10, 'health', 'county-division'],
      ['2015-01-01', null, 'active', 11, 'health', 'bureau'],
    ]);
  });

  it('begin with the account, not with the unit', () => {
    expect(short([{ from: '2016-01-01', until: null, value: HELD }])).toEqual([['2016-01-01', null, 'active', 11, 'health', 'bureau']]);
  });

  it('hold the unit as it first was before its first recorded day', () => {
    const late: Step<UnitState>[] = [{ from: '2014-01-01', until: null, value: UNIT }];
    const found = standings([{ from: '2012-01-01', until: null, value: HELD }], () => late, false);
    expect(found.map(({ from, until, value }) => [from, until, value.regionId])).toEqual([['2012-01-01', null, 10]]);
  });

  it('change with the account’s own state and owner', () => {
    const held: Step<Held>[] = [
      { from: '2012-01-01', until: '2014-01-01', value: HELD },
      { from: '2014-01-01', until: '2014-06-01', value: { ...HELD, status: 'paused' } },
      { from: '2014-06-01', until: null, value: { ...HELD, unitId: 2 } },
    ];
    expect(short(held)).toEqual([
      ['2012-01-01', '2014-01-01', 'active', 10, 'health', 'county-division'],
      ['2014-01-01', '2014-06-01', 'paused', 10, 'health', 'county-division'],
      ['2014-06-01', null, 'active', 20, 'publicity', 'county-division'],
    ]);
  });

  it.each([
    ['bureau', 'bureau'],
    [null, null],
  ] as const)('give an official the rank of the post, %s, never the unit’s', (postRank, rank) => {
    const held: Step<Held>[] = [{ from: '2012-01-01', until: null, value: { ...HELD, post: '局长', postRank } }];
    expect(new Set(short(held, true).map((each) => each[5]))).toEqual(new Set([rank]));
  });

  it('say whether the account’s unit is the standard body', () => {
    const held: Step<Held>[] = [
      { from: '2012-01-01', until: '2014-06-01', value: HELD },
      { from: '2014-06-01', until: null, value: { ...HELD, unitId: 2 } },
    ];
    expect(standings(held, unitOf, false).map(({ value }) => value.standardBody)).toEqual([true, false]);
  });
});

describe('heldOf', () => {
  const days = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2012 + Math.floor(index / 12), index % 12, 1)).toISOString().slice(0, 10));
  const aHeld: fc.Arbitrary<Held> = fc.record({
    status: fc.constantFrom('active', 'paused', 'closed'),
    unitId: fc.constantFrom(1, 2),
    post: fc.constantFrom(null, '局长'),
    postRank: fc.constantFrom(null, 'bureau'),
  });
  const someHeld = fc.uniqueArray(fc.constantFrom(...days), { minLength: 1, maxLength: 6 }).chain((marks) => {
    const sorted = marks.sort();
    return fc
      .array(aHeld, { minLength: sorted.length, maxLength: sorted.length })
      .map((values) => values.map((value, index): Step<Held> => ({ from: sorted[index] ?? null, until: sorted[index + 1] ?? null, value })));
  });

  it('takes back what was set, day by day', () => {
    fc.assert(
      fc.property(someHeld, fc.boolean(), (held, isOfficial) => {
        const back = heldOf(standings(held, unitOf, isOfficial));
        for (const day of [...days, '1999-01-01', '2099-01-01']) expect(at(back, day)).toEqual(at(held, day));
      }),
    );
  });
});
