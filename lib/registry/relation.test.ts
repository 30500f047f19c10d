import { describe, expect, it } from 'vitest';
import { type Related, relationFindings } from './relation';

const TODAY = '2026-11-20';
const ASKED = { unitId: 2, kind: 'joint', from: '2018-01-01', until: null } as const;
const OWNED = [{ from: '2012-01-01', until: null, value: { status: 'active' as const, unitId: 1, post: null, postRank: null } }];
const existing = (from: string, until: string | null, more: Partial<Related> = {}): Related[] => [{ unitId: 2, kind: 'joint', from, until, ...more }];

describe('a relation', () => {
  it.each<[string, Partial<typeof ASKED | Related>, Related[], string[]]>([
    ['is accepted', {}, [], []],
    ['of the same unit in another way', {}, existing('2017-01-01', null, { kind: 'operator' }), []],
    ['of another unit in the same way', {}, existing('2017-01-01', null, { unitId: 3 }), []],
    ['after the same one had ended', {}, existing('2016-01-01', '2018-01-01'), []],
    ['before the same one began', { until: '2019-01-01' }, existing('2019-01-01', null), []],
    ['while there is the same one', {}, existing('2016-01-01', null), ['unit relation-exists']],
    ['into which the same one falls', {}, existing('2020-01-01', '2021-01-01'), ['unit relation-exists']],
    ['of the owner', { unitId: 1 }, [], ['unit relation-is-owner']],
    ['from a day to come', { from: '2027-01-01' }, [], ['from date-future']],
    ['until a day to come', { until: '2027-01-01' }, [], ['until date-future']],
    ['that ends as it begins', { until: '2018-01-01' }, [], ['until relation-until-before-from']],
  ])('%s', (_what, change, others, expected) => {
    const asked = { ...ASKED, ...change } as Related & { from: string };
    expect(relationFindings(asked, others, OWNED, TODAY).map(({ field, reason }) => `${field} ${reason}`)).toEqual(expected);
  });
});
