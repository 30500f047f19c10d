import { describe, expect, it } from 'vitest';
import { firstOf, inOrder } from './firsts';

describe('who was first', () => {
  it.each<[string, string[], string[], string[]]>([
    ['the earliest day', ['2011-03-05', '2011-03-04', '2012'], ['2011-03-04'], []],
    ['all of the same day', ['2011-03-04', '2011-03-04', '2011-03-05'], ['2011-03-04', '2011-03-04'], []],
    ['a day and a month in which it lies: the month may be earlier', ['2011-03-15', '2011-03'], ['2011-03-15'], ['2011-03']],
    ['a day and a year in which it lies', ['2011-03-15', '2011', '2011-04'], ['2011-03-15'], ['2011']],
    ['the last day of a month and that month', ['2011-03-31', '2011-03'], ['2011-03-31'], ['2011-03']],
    ['a month that lies before every day', ['2011-02', '2011-03-01'], ['2011-02'], []],
    ['a year that lies before every day', ['2010', '2011-03-01', '2011'], ['2010'], []],
    ['two of one month: nobody can say', ['2011-03', '2011-03'], [], ['2011-03', '2011-03']],
    ['a month and its year: nobody can say', ['2011-03', '2011'], [], ['2011-03', '2011']],
    ['a month at the end of which another begins', ['2011-03', '2011-04'], ['2011-03'], []],
    ['one alone, however vague', ['2011'], ['2011'], []],
    ['none', [], [], []],
  ])('%s', (_, openings, first, perhaps) => {
    const told = firstOf(openings.map((opened) => ({ opened })));
    expect(told).toEqual({ first: first.map((opened) => ({ opened })), perhaps: perhaps.map((opened) => ({ opened })) });
  });

  it('does not hang on the order in which they are given', () => {
    const openings = ['2011', '2011-03', '2011-03-15', '2010-12', '2012-01-01'].map((opened) => ({ opened }));
    expect(firstOf(openings.toReversed())).toEqual(firstOf(openings));
  });
});

it('a time line puts a month after its days, and a year after its months', () => {
  const given = ['2011', '2010-12-31', '2011-12', '2011-12-31', '2011-03'].map((opened) => ({ opened }));
  expect(inOrder(given).map(({ opened }) => opened)).toEqual(['2010-12-31', '2011-03', '2011-12-31', '2011-12', '2011']);
});
