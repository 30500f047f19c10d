import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, dayOf, firstDay, hasDays, isDay, isPartialDay, lastDay, stretchesOf } from './day';

const days = fc
  .date({ min: new Date('2009-01-01T00:00:00Z'), max: new Date('2050-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('dayOf', () => {
  it.each([
    ['2014-12-31T15:59:59.999Z', '2014-12-31'],
    ['2014-12-31T16:00:00Z', '2015-01-01'],
    ['2015-06-15T00:00:00Z', '2015-06-15'],
    ['2016-02-28T16:00:00Z', '2016-02-29'],
    ['1990-07-01T15:30:00Z', '1990-07-02'], // summer time in China, 1986–1991
  ])('puts %s on the day that Shanghai has: %s', (moment, day) => {
    expect(dayOf(new Date(moment))).toBe(day);
  });
});

describe('isDay', () => {
  it.each(['2014-07-01', '2016-02-29', '2000-02-29', '1999-12-31', '0001-01-01'])('knows %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '',
    '2015-02-29',
    '1900-02-29',
    '2014-04-31',
    '2014-00-01',
    '2014-13-01',
    '2014-01-00',
    '2014-7-1',
    '2014/07/01',
    '20140701',
    '2014-07-01T00:00:00Z',
    ' 2014-07-01',
    '2014-07-01\n',
    '２０１４-０７-０１',
    '2014-07',
    '+02014-07-01',
    'today',
  ])('refuses %j', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('a day as far as it is known', () => {
  it.each([
    ['2011', '2011-01-01', '2011-12-31'],
    ['2011-04', '2011-04-01', '2011-04-30'],
    ['2012-02', '2012-02-01', '2012-02-29'],
    ['2011-02', '2011-02-01', '2011-02-28'],
    ['2011-12', '2011-12-01', '2011-12-31'],
    ['2011-04-20', '2011-04-20', '2011-04-20'],
  ])('%s lies between %s and %s', (partial, first, last) => {
    expect(isPartialDay(partial)).toBe(true);
    expect(firstDay(partial)).toBe(first);
    expect(lastDay(partial)).toBe(last);
  });

  it.each(['', '11', '2011-', '2011-13', '2011-00', '2011-4', '2011-02-30', '2011-04-', '201104'])('is not %j', (text) => {
    expect(isPartialDay(text)).toBe(false);
  });

  it('holds every day that it can mean', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(4, 7, 10), (day, length) => {
        const partial = day.slice(0, length);
        expect(firstDay(partial) <= day && day <= lastDay(partial)).toBe(true);
        expect(isDay(firstDay(partial)) && isDay(lastDay(partial))).toBe(true);
      }),
    );
  });
});

describe('a period', () => {
  it.each([
    ['its first day', { from: '2014-01-01', until: '2015-01-01' }, '2014-01-01', true],
    ['the day before', { from: '2014-01-01', until: '2015-01-01' }, '2013-12-31', false],
    ['its last day', { from: '2014-01-01', until: '2015-01-01' }, '2014-12-31', true],
    ['the day on which it ends', { from: '2014-01-01', until: '2015-01-01' }, '2015-01-01', false],
    ['any day before its end, when nobody knows its beginning', { from: null, until: '2015-01-01' }, '1949-10-01', true],
    ['any day since its beginning, while it lasts', { from: '2014-01-01', until: null }, '2999-12-31', true],
    ['every day, when it has neither', { from: null, until: null }, '2014-06-01', true],
    ['no day at all, when it ends where it begins', { from: '2014-01-01', until: '2014-01-01' }, '2014-01-01', false],
  ])('as to %s', (_what, period, day, expected) => {
    expect(covers(period, day)).toBe(expected);
  });

  it('has days exactly when it covers its first', () => {
    fc.assert(
      fc.property(days, days, (from, until) => {
        expect(hasDays({ from, until })).toBe(covers({ from, until }, from));
      }),
    );
    expect(hasDays({ from: null, until: '2014-01-01' })).toBe(true);
    expect(hasDays({ from: '2014-01-01', until: null })).toBe(true);
  });
});

describe('stretches of days', () => {
  const PERIODS = [
    { from: null, until: '2014-01-01' },
    { from: '2014-01-01', until: '2018-03-17' },
    { from: '2018-03-17', until: null },
    { from: '2015-06-01', until: '2015-06-02' },
  ];
  it.each([
    ['1949-10-01', 0],
    ['2013-12-31', 0],
    ['2014-01-01', 1],
    ['2015-05-31', 1],
    ['2015-06-01', 2],
    ['2015-06-02', 3],
    ['2018-03-16', 3],
    ['2018-03-17', 4],
    ['2999-12-31', 4],
  ])('%s is in the one numbered %i', (day, stretch) => {
    expect(stretchesOf(PERIODS)(day)).toBe(stretch);
  });

  it('has one where nothing ever changes', () => {
    expect([stretchesOf([])('2014-01-01'), stretchesOf([{ from: null, until: null }])('2014-01-01')]).toEqual([0, 0]);
  });

  it('are the same for two days exactly when no period turns after the one and until the other', () => {
    const period = fc.record({ from: fc.option(days), until: fc.option(days) });
    fc.assert(
      fc.property(fc.array(period), days, days, (periods, one, other) => {
        const stretch = stretchesOf(periods);
        const [first = one, last = other] = [one, other].sort();
        const turns = periods.flatMap(({ from, until }) => [from, until]).some((day) => day !== null && first < day && day <= last);
        expect(stretch(one) === stretch(other)).toBe(!turns);
        for (const each of periods) if (stretch(one) === stretch(other)) expect(covers(each, one)).toBe(covers(each, other));
      }),
    );
  });
});
