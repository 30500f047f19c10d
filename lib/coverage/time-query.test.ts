import { describe, expect, it } from 'vitest';
import { checkComparedDays, comparedDays, comparePageQuery, sidesAsked, stepsBetween } from './time-query';

const TODAY = '2026-11-21';

describe('two sides', () => {
  it.each([
    [{}, { from: '2025-11-21', to: TODAY }],
    [{ to: '2024-02-29' }, { from: '2023-02-28', to: '2024-02-29' }],
    [
      { from: '2011-12-31', to: '2014-12-31' },
      { from: '2011-12-31', to: '2014-12-31' },
    ],
  ])('of %o are of the days %o', (asked, days) => {
    expect(comparedDays(asked, TODAY)).toEqual(days);
  });

  it('have the earlier day first, unless they differ in something else', () => {
    const same = { from: '2014-12-31', to: '2014-12-31' };
    expect(checkComparedDays(same, TODAY).map(({ reason }) => reason)).toEqual(['days-in-order']);
    expect(checkComparedDays({ ...same, toPlatform: 'weibo' }, TODAY)).toEqual([]);
    expect(checkComparedDays({ from: '2015-01-01', to: '2014-12-31', toRegion: '330000' }, TODAY)).toHaveLength(1);
  });

  it('ask the same but for the day, and for what the second names', () => {
    const query = comparePageQuery.parse({ region: ['110000'], platform: ['weibo'], from: '2011-12-31', to: '2014-12-31', toRegion: '330000' });
    const { first, second } = sidesAsked(query, TODAY);
    expect([first.asOf, first.regions, first.platforms]).toEqual(['2011-12-31', ['110000'], ['weibo']]);
    expect(second).toEqual({ ...first, asOf: '2014-12-31', regions: ['330000'] });
  });
});

it.each([
  ['2011-06-01', '2014-12-31', ['2011-06-01', '2011-12-31', '2012-12-31', '2013-12-31', '2014-12-31']],
  ['2011-12-31', '2012-12-31', ['2011-12-31', '2012-12-31']],
  ['2014-03-01', '2014-05-01', ['2014-03-01', '2014-05-01']],
])('from %s to %s it goes by %o', (from, to, steps) => {
  expect(stepsBetween(from, to)).toEqual(steps);
});
