import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, readData } from '@/prisma/seed/csv';
import { afterWorkdays, calendarOf, unknownYears, workdaysBetween } from './workday';

const LINES = readData('holidays.csv').lines;
const CALENDAR = calendarOf(LINES.map((line) => ({ day: cell(line, 'day'), works: cell(line, 'works') === 'yes' })));

describe('working days as the State Council’s notices set them', () => {
  it.each([
    ['2026-09-18', 1, '2026-09-20', 'a Sunday that is worked for the National Day'],
    ['2026-09-30', 1, '2026-10-08', 'the first day after the National Day'],
    ['2026-02-13', 1, '2026-02-14', 'a Saturday that is worked for the Spring Festival'],
    ['2026-02-14', 1, '2026-02-24', 'the first day after the Spring Festival'],
    ['2024-02-08', 1, '2024-02-09', 'the eve of 2024, which was no day off'],
    ['2025-12-31', 1, '2026-01-04', 'a year that begins with a holiday'],
    ['2026-11-20', 10, '2026-12-04', 'ten days without a holiday'],
    ['2026-12-31', 1, '2027-01-01', 'a year without a notice, where only weekends are off'],
    ['2026-11-20', 0, '2026-11-20', 'no day at all'],
  ])('%s and %i lead to %s: %s', (from, count, to) => {
    expect(afterWorkdays(CALENDAR, from, count)).toBe(to);
  });

  it('says which years it does not know', () => {
    expect(unknownYears(CALENDAR, '2026-12-28', '2027-01-11')).toEqual(['2027']);
    expect(unknownYears(CALENDAR, '2024-01-01', '2026-12-31')).toEqual([]);
  });

  it('counts between two days what leads from the one to the other', () => {
    const day = fc.integer({ min: 0, max: 1500 }).map((index) => new Date(Date.UTC(2023, 6, 1 + index)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const due = afterWorkdays(CALENDAR, from, count);
        expect(CALENDAR.works(due)).toBe(true);
        expect(workdaysBetween(CALENDAR, from, due)).toBe(count);
        expect(workdaysBetween(CALENDAR, due, from)).toBe(-count);
      }),
    );
  });
});

describe('the list', () => {
  it('names each day once, and a working day only on a weekend', () => {
    const days = LINES.map((line) => cell(line, 'day'));
    expect(new Set(days).size).toBe(days.length);
    for (const line of LINES.filter((each) => cell(each, 'works') === 'yes'))
      expect([0, 6], cell(line, 'day')).toContain(new Date(`${cell(line, 'day')}T00:00:00Z`).getUTCDay());
  });
});
