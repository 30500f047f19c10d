import { expect, it } from 'vitest';
import { timeLineOf } from './time-line';

it('lays openings along their years, the vaguer at the end of what it may mean', () => {
  const { marks, years } = timeLineOf(['2013', '2011-01-01', '2012-07-01', '2012'].map((opened) => ({ opened })));
  expect(years).toEqual([
    { at: 0, year: 2011 },
    { at: 365 / 1096, year: 2012 },
    { at: 731 / 1096, year: 2013 },
  ]);
  expect(marks.map(({ at, entry }) => [entry.opened, at])).toEqual([
    ['2011-01-01', 0],
    ['2012-07-01', (365 + 182) / 1096],
    ['2012', 730 / 1096],
    ['2013', 1095 / 1096],
  ]);
});

it('of nothing has neither years nor marks', () => {
  expect(timeLineOf([])).toEqual({ marks: [], years: [] });
});
