// What the documents publish of shapes and shares, as vectors, against the rule of this register.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RANKS, TIERS } from '@/lib/taxonomy/codes';
import { BASES, distribution, type Profile } from './distribution';
import { gravityOf } from './gravity';
import { SCHEMES } from './scheme';
import { type Shape, shapeOf } from './shape';

const shape = (...counts: number[]): Shape =>
  shapeOf(
    counts,
    counts.reduce((sum, count) => sum + count, 0),
  );
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

describe('shapes that were published', () => {
  it('WeChat 2014, three classes of tier: 0.5, 84.7 and 14.8 % of 40,924 are a drum', () => {
    const counts = [205, 34_662, 6_057];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40_924);
    expect(counts.map((count) => percent(count, 40_924))).toEqual(['0.5 %', '84.7 %', '14.8 %']);
    expect(shape(...counts)).toBe('drum');
  });

  it('Weibo 2011 by rank, 35 + 14 at the top and more at each rank below, is a pyramid', () => {
    expect(shape(49, 900, 5_000, 13_000)).toBe('pyramid');
  });

  it('Weibo institutions 2012-06: 58 and 1,154 of 25,866 decide nothing alone', () => {
    const below = 25_866 - 58 - 1_154;
    const verdicts = [1_000, 1_155, 12_326, 12_328, 24_000].map((division) => shape(58, 1_154, division, below - division));
    expect(verdicts).toEqual(['mixed', 'pyramid', 'pyramid', 'drum', 'drum']);
  });

  it('Weibo institutions 2012-12, the most at county and division, are a drum', () => {
    expect(shape(100, 10_000, 60_000, 43_282)).toBe('drum');
  });

  it('WeChat 2015, half and more at county and township, is no drum any longer', () => {
    expect(shape(44, 49_956, 50_001)).toBe('pyramid');
    expect(shape(44, 49_957, 49_999)).not.toBe('drum');
  });

  it('the document of March 2014 tells no level; its shares of provinces are right', () => {
    expect([621, 475, 432, 376].map((count) => `${((100 * count) / 5_043).toFixed(2)}`)).toEqual(['12.31', '9.42', '8.57', '7.46']);
  });

  it('the report on Chongqing 2015 tells two levels, which are no shape, and two rates', () => {
    expect(shape(39 + 13, 91)).toBe('too-few-bands');
    expect([percent(38, 38), percent(19, 38)]).toEqual(['100.0 %', '50.0 %']);
  });

  it('the first two classes of WeChat 2014 are 36.7 %', () => {
    expect(percent(7_860 + 7_164, 40_924)).toBe('36.7 %');
  });
});

describe('a distribution', () => {
  const place = fc.record({ tier: fc.constantFrom(...TIERS, null), rank: fc.constantFrom(...RANKS, null), urban: fc.boolean() });
  const profiles: fc.Arbitrary<Profile> = fc.record({
    accounts: fc.array(fc.tuple(place, fc.nat(500)).map(([at, count]) => ({ ...at, count }))),
    bodies: fc.array(fc.tuple(place, fc.nat(50), fc.nat(50)).map(([at, covered, more]) => ({ ...at, expected: covered + more, covered }))),
    possible: fc.array(fc.tuple(place, fc.boolean()).map(([at, roster]) => ({ ...at, roster }))),
  });

  it('accounts for every account, and does not hang on the order of the rows', () => {
    fc.assert(
      fc.property(profiles, (profile) => {
        const turned = { accounts: profile.accounts.toReversed(), bodies: profile.bodies.toReversed(), possible: profile.possible.toReversed() };
        for (const scheme of SCHEMES)
          for (const basis of BASES) {
            const told = distribution(scheme, basis, profile);
            expect(distribution(scheme, basis, turned)).toEqual(told);
            expect(told.bands.reduce((sum, { accounts }) => sum + accounts, 0) + told.unclassified + told.outside).toBe(told.total);
            const gravity = gravityOf(told);
            if (gravity !== null) expect(gravity).toBeGreaterThanOrEqual(1);
          }
      }),
      { seed: 4, numRuns: 60 },
    );
  });
});
