import { describe, expect, it } from 'vitest';
import { daysOrRecent } from './exceptions';

describe('the days of exceptions', () => {
  it.each([
    [{}, { from: '2026-10-23', until: '2026-11-21' }],
    [{ from: '2026-01-01' }, { from: '2026-01-01', until: null }],
    [{ until: '2026-01-01' }, { from: null, until: '2026-01-01' }],
  ])('asked as %o are %o', (asked, days) => {
    expect(daysOrRecent(asked, '2026-11-21')).toEqual(days);
  });
});
