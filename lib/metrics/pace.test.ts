import { describe, expect, it } from 'vitest';
import { paceOf } from './pace';

describe('a sum over a period', () => {
  it('is told with its days: the half year of the report on Chongqing has 181, and 1,332 posts on each of them', () => {
    const { days, perDay } = paceOf(241_139, { from: '2015-01-01', to: '2015-06-30' });
    expect(days).toBe(181);
    expect(Math.round(perDay ?? 0)).toBe(1332);
  });

  it.each([
    ['one day', '2026-11-21', '2026-11-21', 1],
    ['a leap February', '2016-02-01', '2016-02-29', 29],
    ['a year', '2015-01-01', '2015-12-31', 365],
  ])('counts both ends: %s', (_what, from, to, days) => {
    expect(paceOf(730, { from, to })).toEqual({ days, perDay: 730 / days });
  });

  it('of nothing known is not nought', () => {
    expect(paceOf(null, { from: '2015-01-01', to: '2015-06-30' })).toEqual({ days: 181, perDay: null });
  });
});
