import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionsOf } from './region-set';
import { amountOf, type Goal, monthEnds, monthsBetween, progressOf, type Reading, slopeOf, stillNeeded, tellingMonths } from './target';

const TODAY = '2026-11-21';
const goal = (more: Partial<Goal> = {}): Goal => ({ measure: 'number', value: 100, dueOn: '2027-05-22', withdrawnOn: null, ...more });
const number = (accounts: number, day = TODAY): Reading => ({ day, accounts, expected: null, covered: null });
const rate = (covered: number | null, expected: number | null, day = TODAY): Reading => ({ day, accounts: 0, expected, covered });
const months = (...accounts: number[]) => accounts.map((each, index) => number(each, monthEnds(TODAY, accounts.length)[index]));

describe('month-ends', () => {
  it.each([
    ['2026-11-21', 3, ['2026-08-31', '2026-09-30', '2026-10-31']],
    ['2026-11-30', 1, ['2026-10-31']],
    ['2026-03-01', 2, ['2026-01-31', '2026-02-28']],
    ['2024-03-15', 3, ['2023-12-31', '2024-01-31', '2024-02-29']],
  ])('before %s, %i of them', (day, count, ends) => {
    expect(monthEnds(day, count)).toEqual(ends);
  });
});

describe('progress', () => {
  it.each<[string, Goal['measure'], number, Reading, number | null, number | null]>([
    ['accounts lack', 'number', 100, number(60), 60, 40],
    ['accounts are more', 'number', 100, number(120), 120, 0],
    ['a part of a body is a whole one', 'rate', 0.8, rate(7, 11), 7 / 11, 2],
    ['0.8 of 5 is 4', 'rate', 0.8, rate(4, 5), 0.8, 0],
    ['0.07 of 100 is 7', 'rate', 0.07, rate(7, 100), 0.07, 0],
    ['nothing is expected', 'rate', 0.8, rate(0, 0), null, null],
    ['nobody knows whom to expect', 'rate', 0.8, rate(null, null), null, null],
    ['19 of 38', 'rate', 1, rate(19, 38), 0.5, 19],
  ])('%s', (_, measure, value, reading, amount, needed) => {
    expect(amountOf(measure, reading)).toEqual(amount);
    expect(stillNeeded({ measure, value }, reading)).toBe(needed);
  });

  it('reaches a rate exactly when nothing is needed any more', () => {
    const bodies = fc.integer({ min: 1, max: 4000 }).chain((expected) => fc.tuple(fc.constant(expected), fc.integer({ min: 0, max: expected })));
    fc.assert(
      fc.property(bodies, fc.integer({ min: 0, max: 1000 }), ([expected, covered], thousandths) => {
        const needed = stillNeeded({ measure: 'rate', value: thousandths / 1000 }, rate(covered, expected)) ?? 0;
        expect(needed === 0).toBe(covered * 1000 >= thousandths * expected);
        expect(covered + needed).toBeLessThanOrEqual(expected);
      }),
    );
  });
});

describe('the pace', () => {
  it.each([
    [[10, 20, 30], 10],
    [[5, 5, 5, 5], 0],
    [[30, 20, 10], -10],
    [[0, 0, 30], 15],
    [[1, 2, 4, 8, 16, 32], 100.5 / 17.5],
  ])('of %j is %d a month', (values, slope) => {
    expect(slopeOf(values)).toBeCloseTo(slope, 10);
  });

  it.each([
    ['the last six', [1, 2, 3, 4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8]],
    ['none before the cell held anything', [0, 0, 0, 4, 0, 6], [4, 0, 6]],
    ['none of an empty cell', [0, 0, 0, 0, 0, 0], []],
  ])('is told by %s', (_, accounts, telling) => {
    expect(tellingMonths('number', months(...accounts))).toEqual(telling);
  });

  it('leaves out month-ends that nobody could measure', () => {
    expect(tellingMonths('rate', [rate(1, 4), rate(null, null), rate(2, 4)])).toEqual([0.25, 0.5]);
  });
});

describe('forecast and standing', () => {
  // 182 days from today to the due day are 5.98 months.
  it.each<[string, Goal, Reading, Reading[], Partial<ReturnType<typeof progressOf>>]>([
    ['as fast as needed', goal(), number(60), months(20, 28, 36, 44, 52, 60), { standing: 'on-track', needed: 40, months: 6 }],
    ['too slow', goal(), number(60), months(50, 52, 54, 56, 58, 60), { standing: 'behind', needed: 40 }],
    ['backwards, never below nothing', goal(), number(5), months(300, 250, 200, 150, 100, 50), { standing: 'behind', forecast: 0 }],
    ['two months are too few', goal(), number(60), months(0, 0, 0, 0, 50, 60), { standing: 'too-few-months', forecast: null, months: 2 }],
    ['reached before it is due', goal(), number(100), months(0, 0, 0, 0, 0, 0), { standing: 'reached', needed: 0, perMonth: null }],
    ['due today and met', goal({ dueOn: TODAY }), number(100), [], { standing: 'met', forecast: null, perMonth: null }],
    ['due and missed', goal({ dueOn: '2026-06-30' }), number(99, '2026-06-30'), [], { standing: 'missed', needed: 1, perMonth: null }],
    ['withdrawn', goal({ withdrawnOn: '2026-01-01' }), number(1), [], { standing: 'withdrawn' }],
    ['of nothing', goal({ measure: 'rate', value: 0.5 }), rate(0, 0), [], { standing: 'unmeasurable', amount: null, forecast: null }],
    ['a rate ends at 1', goal({ measure: 'rate', value: 1 }), rate(8, 10), [rate(2, 10), rate(4, 10), rate(6, 10)], { standing: 'on-track', forecast: 1 }],
    ['due within a month: all of it', goal({ dueOn: '2026-11-25' }), number(60), [], { perMonth: 40 }],
  ])('%s', (_, asked, now, monthly, expected) => {
    expect(progressOf(asked, now, monthly, TODAY)).toMatchObject(expected);
  });

  it('is today’s amount and the pace of the months for each month left', () => {
    const left = monthsBetween(TODAY, '2027-05-22');
    expect(left).toBeCloseTo(182 / 30.4375, 10);
    const { forecast, perMonth } = progressOf(goal(), number(60), months(20, 28, 36, 44, 52, 58), TODAY);
    expect(forecast).toBeCloseTo(60 + slopeOf([20, 28, 36, 44, 52, 58]) * left, 10);
    expect(perMonth).toBeCloseTo(40 / left, 10);
  });

  it('moves up with every account that comes', () => {
    const six = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(six, fc.integer({ min: 0, max: 500 }), (monthly, accounts) => {
        const [before, after] = [accounts, accounts + 1].map((each) => progressOf(goal({ value: 1000 }), number(each), months(...monthly), TODAY));
        expect((before?.needed ?? 0) - (after?.needed ?? 0)).toBe(1);
        expect(after?.forecast ?? 0).toBeGreaterThanOrEqual(before?.forecast ?? 0);
      }),
    );
  });
});

describe('a set of regions', () => {
  const set = {
    until: '2026-07-01',
    members: [
      { regionCode: '330100', from: null, until: '2026-01-01' },
      { regionCode: '330200', from: '2025-01-01', until: null },
      { regionCode: '330100', from: '2026-03-01', until: null },
    ],
  };
  it.each([
    ['2024-12-31', ['330100']],
    ['2025-01-01', ['330100', '330200']],
    ['2026-01-01', ['330200']],
    ['2026-03-01', ['330100', '330200']],
    ['2026-07-01', []],
  ])('has on %s %j', (day, codes) => {
    expect(regionsOf(set, day)).toEqual(codes);
  });
});
