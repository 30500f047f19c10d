import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, listedLines, meets, resolveLines, summed } from './group';

const candidate = (id: number, name: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ id, name, platform: 'weibo', platformId: null, handle: null, unit: `单位${id}` },
  ...more,
});
const POLICE = candidate(1, '平安杭州', { platformId: '1288915263', handle: 'PAHZ' });
const TWINS = [candidate(2, '杭州发布'), candidate(3, '杭州发布', { platform: 'wechat' })];
const ALL = [POLICE, ...TWINS];

describe('a pasted list', () => {
  it('has each line once, without what is empty', () => {
    expect(listedLines(' 平安杭州\r\n\n#2\n平安杭州 ')).toEqual(['平安杭州', '#2']);
  });

  it.each([
    ['平安杭州', [1]],
    ['1288915263', [1]],
    ['pahz', [1]],
    ['#3', [3]],
    ['杭州发布（#2）', [2]],
  ])('%s means %j', (line, ids) => {
    expect(resolveLines([line], ALL, 'accounts')).toEqual({ ids, findings: [] });
  });

  it.each([
    ['杭州发布', 'group-line-ambiguous', '杭州发布（#2），单位2；杭州发布（#3），单位3'],
    ['平安', 'group-line-unknown', undefined],
    ['#99', 'group-line-unknown', undefined],
    ['平安杭州（#99）', 'group-line-unknown', undefined],
  ])('%s is refused: %s', (line, reason, candidates) => {
    const { ids, findings } = resolveLines(['#1', line], ALL, 'accounts');
    expect(ids).toEqual([1]);
    expect(findings).toMatchObject([{ field: 'accounts', reason, facts: { value: line, ...(candidates && { candidates }) } }]);
  });
});

describe('what is known of members', () => {
  it.each([
    [[], { of: 0, known: 0, sum: null, mean: null, median: null }],
    [[null, null], { of: 2, known: 0, sum: null, mean: null, median: null }],
    [[0, null], { of: 2, known: 1, sum: 0, mean: 0, median: 0 }],
    [[30, 10, 20, null], { of: 4, known: 3, sum: 60, mean: 20, median: 20 }],
    [[40, 10, 20, 30], { of: 4, known: 4, sum: 100, mean: 25, median: 25 }],
  ])('%j', (values, known) => {
    expect(summed(values)).toEqual(known);
  });

  it('is the same in any order, and unknown ones add nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 1_000_000 }))), (values) => {
        const { of: _, ...known } = summed(values);
        expect(summed([...values].reverse())).toMatchObject(known);
        expect(summed([...values, null])).toMatchObject(known);
      }),
    );
  });
});

describe('a membership from a day', () => {
  it.each([
    ['2026-01-01', { from: '2025-01-01', until: '2026-01-01' }, false],
    ['2026-01-01', { from: '2025-01-01', until: null }, true],
    ['2026-01-01', { from: '2026-06-01', until: '2026-07-01' }, true],
    ['2026-01-01', { from: '2026-01-01', until: '2026-07-01' }, true],
  ])('from %s meets %j: %s', (from, other, met) => {
    expect(meets(from, other)).toBe(met);
  });
});
