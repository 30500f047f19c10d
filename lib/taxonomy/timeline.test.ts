import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, type Day } from './day';
import { at, changeFrom, correctAt, joined, latest, overlay, type Step, type Timeline } from './timeline';

const same = (a: string, b: string) => a === b;

/** Days of 2014, few enough that periods meet. */
const DAYS = Array.from({ length: 40 }, (_, index) => new Date(Date.UTC(2014, 0, 1 + index)).toISOString().slice(0, 10));
const aDay = fc.constantFrom(...DAYS);
const aValue = fc.constantFrom('甲', '乙', '丙');

/** Timelines in order and without overlap, some with holes, some open at either end. */
const timelines: fc.Arbitrary<Step<string>[]> = fc
  .record({
    marks: fc.uniqueArray(aDay, { minLength: 1, maxLength: 8 }).map((days) => days.sort()),
    values: fc.array(aValue, { minLength: 9, maxLength: 9 }),
    skipped: fc.array(fc.constantFrom(false, false, false, true), { minLength: 9, maxLength: 9 }),
    sinceEver: fc.boolean(),
    untilNow: fc.boolean(),
  })
  .map(({ marks, values, skipped, sinceEver, untilNow }) => {
    const ends: (Day | null)[] = [...(sinceEver ? [null] : []), ...marks, ...(untilNow ? [null] : [])];
    return ends
      .slice(0, -1)
      .map((from, index) => ({ from, until: ends[index + 1] ?? null, value: values[index] ?? '甲' }))
      .filter((_, index) => !skipped[index]);
  });

/** What is true on each day, and before and after them. */
const PROBES = ['2000-01-01', ...DAYS, '2999-12-31'];
function told<T>(timeline: Timeline<T>): (T | undefined)[] {
  return PROBES.map((day) => at(timeline, day));
}

function inOrder(timeline: Timeline<unknown>): boolean {
  return timeline.every((step, index) => {
    const next = timeline[index + 1];
    return next === undefined || (step.until !== null && next.from !== null && step.until <= next.from);
  });
}

const HISTORY: Step<string>[] = [
  { from: null, until: '2014-01-10', value: '甲' },
  { from: '2014-01-10', until: '2014-01-20', value: '乙' },
  { from: '2014-01-20', until: null, value: '丙' },
];

describe('at', () => {
  it.each([
    ['1999-01-01', '甲'],
    ['2014-01-09', '甲'],
    ['2014-01-10', '乙'],
    ['2014-01-19', '乙'],
    ['2014-01-20', '丙'],
    ['2030-01-01', '丙'],
  ])('finds on %s what was true then: %s', (day, value) => {
    expect(at(HISTORY, day)).toBe(value);
  });

  it('finds nothing in a hole, before the beginning, or where nothing was', () => {
    const holed: Step<string>[] = [
      { from: '2014-01-01', until: '2014-01-05', value: '甲' },
      { from: '2014-01-10', until: '2014-01-15', value: '乙' },
    ];
    expect(at(holed, '2013-12-31')).toBeUndefined();
    expect(at(holed, '2014-01-07')).toBeUndefined();
    expect(at(holed, '2014-01-15')).toBeUndefined();
    expect(at([], '2014-01-01')).toBeUndefined();
  });
});

describe('latest', () => {
  it('is the last step, or nothing', () => {
    expect(latest(HISTORY)?.value).toBe('丙');
    expect(latest([])).toBeUndefined();
  });
});

describe('changeFrom', () => {
  const become = (value: string) => () => value;

  it('splits the step in which the day lies', () => {
    expect(changeFrom([{ from: null, until: null, value: '甲' }], '2014-01-10', become('乙'), same)).toEqual([
      { from: null, until: '2014-01-10', value: '甲' },
      { from: '2014-01-10', until: null, value: '乙' },
    ]);
  });

  it('leaves no empty step when the day is a beginning', () => {
    expect(changeFrom(HISTORY, '2014-01-20', become('丁'), same)).toEqual([...HISTORY.slice(0, 2), { from: '2014-01-20', until: null, value: '丁' }]);
  });

  it('joins with the step before when nothing differs any more', () => {
    expect(changeFrom(HISTORY, '2014-01-20', become('乙'), same)).toEqual([HISTORY[0], { from: '2014-01-10', until: null, value: '乙' }]);
  });

  it('changes only what it is about and keeps what changed later for other reasons', () => {
    const timeline: Step<{ unit: number; status: string }>[] = [
      { from: '2014-01-01', until: '2014-01-20', value: { unit: 1, status: 'active' } },
      { from: '2014-01-20', until: null, value: { unit: 1, status: 'paused' } },
    ];
    const moved = changeFrom(timeline, '2014-01-10', (value) => ({ ...value, unit: 2 }), Object.is);
    expect(moved.map(({ from, value }) => [from, value.unit, value.status])).toEqual([
      ['2014-01-01', 1, 'active'],
      ['2014-01-10', 2, 'active'],
      ['2014-01-20', 2, 'paused'],
    ]);
  });

  it('changes everything when the day lies before all', () => {
    const timeline: Step<string>[] = [{ from: '2014-01-10', until: null, value: '甲' }];
    expect(changeFrom(timeline, '2014-01-01', become('乙'), same)).toEqual([{ from: '2014-01-10', until: null, value: '乙' }]);
  });

  it('says the new from the day on and the old before it, whatever the timeline', () => {
    fc.assert(
      fc.property(timelines, aDay, (timeline, day) => {
        const change = (value: string) => `${value}′`;
        const changed = changeFrom(timeline, day, change, same);
        expect(inOrder(changed)).toBe(true);
        expect(told(changed)).toEqual(
          PROBES.map((probe) => {
            const value = at(timeline, probe);
            return value === undefined || probe < day ? value : change(value);
          }),
        );
      }),
    );
  });

  it('does nothing the second time', () => {
    fc.assert(
      fc.property(timelines, aDay, (timeline, day) => {
        const once = changeFrom(timeline, day, become('丁'), same);
        expect(changeFrom(once, day, become('丁'), same)).toEqual(once);
      }),
    );
  });
});

describe('correctAt', () => {
  it('puts the step right as a whole', () => {
    expect(correctAt(HISTORY, '2014-01-15', () => '丁', same)).toEqual([HISTORY[0], { ...HISTORY[1], value: '丁' }, HISTORY[2]]);
  });

  it('joins with its neighbours on both sides', () => {
    const timeline: Step<string>[] = [
      { from: null, until: '2014-01-10', value: '甲' },
      { from: '2014-01-10', until: '2014-01-20', value: '乙' },
      { from: '2014-01-20', until: null, value: '甲' },
    ];
    expect(correctAt(timeline, '2014-01-15', () => '甲', same)).toEqual([{ from: null, until: null, value: '甲' }]);
  });

  it('touches no other step and moves no boundary but those that vanish', () => {
    fc.assert(
      fc.property(timelines, aDay, aValue, (timeline, day, value) => {
        const corrected = correctAt(timeline, day, () => value, same);
        expect(inOrder(corrected)).toBe(true);
        const inside = timeline.find((step) => covers(step, day));
        expect(told(corrected)).toEqual(PROBES.map((probe) => (inside && covers(inside, probe) ? value : at(timeline, probe))));
      }),
    );
  });
});

describe('joined', () => {
  it('drops empty steps and joins what says the same', () => {
    expect(
      joined(
        [
          { from: null, until: '2014-01-10', value: '甲' },
          { from: '2014-01-10', until: '2014-01-10', value: '乙' },
          { from: '2014-01-10', until: '2014-01-20', value: '甲' },
        ],
        same,
      ),
    ).toEqual([{ from: null, until: '2014-01-20', value: '甲' }]);
  });

  it('does not join over a hole', () => {
    const holed: Step<string>[] = [
      { from: '2014-01-01', until: '2014-01-05', value: '甲' },
      { from: '2014-01-06', until: null, value: '甲' },
    ];
    expect(joined(holed, same)).toEqual(holed);
  });

  it('changes nothing that is told, and leaves no neighbours alike', () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        const result = joined(timeline, same);
        expect(told(result)).toEqual(told(timeline));
        expect(joined(result, same)).toEqual(result);
        for (const [index, step] of result.entries()) {
          const next = result[index + 1];
          expect(next !== undefined && step.until === next.from && step.value === next.value).toBe(false);
        }
      }),
    );
  });

  it('leaves the steps it was given alone', () => {
    const given: Step<string>[] = [
      { from: null, until: '2014-01-10', value: '甲' },
      { from: '2014-01-10', until: null, value: '甲' },
    ];
    joined(given, same);
    expect(given).toHaveLength(2);
    expect(given[0]?.until).toBe('2014-01-10');
  });
});

describe('overlay', () => {
  const both = (a: string, b: string) => `${a}${b}`;

  it('cuts each step where the second timeline changes', () => {
    expect(overlay([{ from: '2014-01-05', until: null, value: 'a' }], () => HISTORY, both)).toEqual([
      { from: '2014-01-05', until: '2014-01-10', value: 'a甲' },
      { from: '2014-01-10', until: '2014-01-20', value: 'a乙' },
      { from: '2014-01-20', until: null, value: 'a丙' },
    ]);
  });

  it('takes the nearest step where the second timeline does not reach', () => {
    const short: Step<string>[] = [
      { from: '2014-01-10', until: '2014-01-12', value: '甲' },
      { from: '2014-01-20', until: '2014-01-25', value: '乙' },
    ];
    expect(overlay([{ from: '2014-01-01', until: '2014-02-01', value: 'a' }], () => short, both)).toEqual([
      { from: '2014-01-01', until: '2014-01-20', value: 'a甲' },
      { from: '2014-01-20', until: '2014-02-01', value: 'a乙' },
    ]);
  });

  it('asks for another second timeline at each step', () => {
    const first: Step<string>[] = [
      { from: '2014-01-01', until: '2014-01-15', value: 'a' },
      { from: '2014-01-15', until: null, value: 'b' },
    ];
    const second = (value: string): Step<string>[] => (value === 'a' ? HISTORY : [{ from: null, until: null, value: '丁' }]);
    expect(overlay(first, second, both).map(({ from, value }) => [from, value])).toEqual([
      ['2014-01-01', 'a甲'],
      ['2014-01-10', 'a乙'],
      ['2014-01-15', 'b丁'],
    ]);
  });

  it('covers exactly the days of the first timeline, without gap or overlap inside, and tells both', () => {
    const notEmpty = timelines.filter((timeline) => timeline.length > 0);
    fc.assert(
      fc.property(timelines, notEmpty, (first, second) => {
        const result = overlay(first, () => second, both);
        expect(inOrder(result)).toBe(true);
        for (const probe of PROBES) {
          const [a, b, combined] = [at(first, probe), at(second, probe), at(result, probe)];
          expect(combined === undefined, probe).toBe(a === undefined);
          if (a !== undefined && b !== undefined) expect(combined).toBe(both(a, b));
        }
      }),
    );
  });
});
