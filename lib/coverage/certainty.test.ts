import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certaintyOf, DRAWS, type Nearest, nearestOf } from './certainty';
import type { Band, Distribution } from './distribution';
import { type Shape, shapeOf } from './shape';

const CODES = ['a', 'b', 'c', 'd', 'e'];
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

function byAccounts(counts: readonly number[]): Distribution {
  const bands = counts.map((accounts, at): Band => ({ code: CODES[at] ?? '', accounts, share: null, expected: null, covered: null, rate: null }));
  return { ...EMPTY, basis: 'accounts', bands, total: total(counts), shape: shapeOf(counts, total(counts)) };
}

/** Bands as [expected, covered]; a hundred accounts in each, so that there are enough. */
function byRate(bodies: readonly (readonly [number, number])[]): Distribution {
  const bands = bodies.map(([expected, covered], at): Band => {
    return { code: CODES[at] ?? '', accounts: 100, share: null, expected, covered, rate: expected === 0 ? null : covered / expected };
  });
  const rates = bands.flatMap(({ rate }) => rate ?? []);
  return { ...EMPTY, basis: 'rate', bands, total: 100 * bands.length, shape: shapeOf(rates, 100 * rates.length) };
}

const EMPTY = { scheme: 'tier3', omitted: [], unclassified: 0, outside: 0 } as const satisfies Partial<Distribution>;

const near = (changed: number, from: string | null, to: string | null, becomes: Shape): Nearest => ({ changed, from, to, becomes });

describe('how sure a verdict is', () => {
  it.each<[number[], Shape, number, number]>([
    // As published of WeChat in 2014 and about as of Weibo in 2011: beyond doubt.
    [[205, 34_662, 6_057], 'drum', DRAWS, DRAWS],
    [[49, 900, 5_000, 13_000], 'pyramid', DRAWS, DRAWS],
    // One account decides, so does chance.
    [[10, 20, 21], 'pyramid', 400, 650],
    [[100, 102, 98], 'even', 50, 500],
  ])('%o is %s in so many of a thousand resamples', (counts, shape, least, most) => {
    const certainty = certaintyOf(byAccounts(counts));
    expect(byAccounts(counts).shape).toBe(shape);
    expect(certainty?.same).toBeGreaterThanOrEqual(least);
    expect(certainty?.same).toBeLessThanOrEqual(most);
    expect((certainty?.same ?? 0) + total(certainty?.others.map(({ draws }) => draws) ?? [])).toBe(DRAWS);
  });

  it('comes again with the same counts, and is none where there is no verdict', () => {
    expect(certaintyOf(byAccounts([10, 20, 21]))).toEqual(certaintyOf(byAccounts([10, 20, 21])));
    expect(certaintyOf(byAccounts([5, 3, 10, 2]))).toBeNull();
    expect(certaintyOf(byAccounts([5_000, 3]))).toBeNull();
    expect(nearestOf(byAccounts([5, 3, 10, 2]))).toBeNull();
  });

  it('grows with the accounts behind the same shares', () => {
    const sure = [1, 10, 100, 1_000].map((times) => certaintyOf(byAccounts([20, 24, 21].map((count) => count * times)))?.same ?? 0);
    expect(sure).toEqual(sure.toSorted((a, b) => a - b));
    expect(sure.at(-1)).toBe(DRAWS);
  });

  it('of rates hangs on how many bodies there are, not on the accounts', () => {
    const few = certaintyOf(
      byRate([
        [5, 4],
        [5, 3],
        [5, 2],
      ]),
    );
    const many = certaintyOf(
      byRate([
        [500, 400],
        [500, 300],
        [500, 200],
      ]),
    );
    expect(few?.same).toBeLessThan(600);
    expect(many?.same).toBe(DRAWS);
  });
});

describe('how near the next verdict is', () => {
  it.each<[number[], Nearest]>([
    [[10, 20, 21], near(1, 'a', 'b', 'mixed')],
    [[49, 900, 5_000, 13_000], near(426, 'b', 'a', 'hourglass')],
    [[205, 34_662, 6_057], near(14_303, 'b', 'c', 'pyramid')],
    [[0, 40, 0], near(20, 'b', 'a', 'mixed')],
    [[100, 102, 98], near(4, 'a', 'b', 'drum')],
    [[10, 10, 100], near(1, 'a', 'b', 'pyramid')],
  ])('by accounts: %o', (counts, nearest) => {
    expect(nearestOf(byAccounts(counts))).toEqual(nearest);
  });

  it.each<[[number, number][], Nearest]>([
    [
      [
        [10, 9],
        [10, 5],
        [10, 1],
      ],
      near(4, 'a', null, 'mixed'),
    ],
    [
      [
        [100, 90],
        [2, 1],
        [100, 10],
      ],
      near(1, null, 'b', 'drum'),
    ],
  ])('by rate: %o', (bodies, nearest) => {
    expect(nearestOf(byRate(bodies))).toEqual(nearest);
  });

  it('is what trying every number finds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 3, maxLength: 5 }), (counts) => {
        fc.pre(total(counts) >= 30);
        expect(nearestOf(byAccounts(counts))?.changed ?? null).toBe(bruteForce(counts));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('is what trying every number finds, by rate', () => {
    const bodies = fc.integer({ min: 1, max: 40 }).chain((expected) => fc.tuple(fc.constant(expected), fc.nat(expected)));
    fc.assert(
      fc.property(fc.array(bodies, { minLength: 3, maxLength: 4 }), (bands) => {
        expect(nearestOf(byRate(bands))?.changed ?? null).toBe(bruteForceRates(bands));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

function bruteForce(counts: readonly number[]): number | null {
  const shape = shapeOf(counts, total(counts));
  for (let changed = 1; changed <= Math.max(...counts); changed++)
    for (const [at, count] of counts.entries())
      for (const beside of [at - 1, at + 1]) {
        if (count < changed || counts[beside] === undefined) continue;
        const after = counts.map((each, band) => each - (band === at ? changed : 0) + (band === beside ? changed : 0));
        if (shapeOf(after, total(counts)) !== shape) return changed;
      }
  return null;
}

function bruteForceRates(bands: readonly [number, number][]): number | null {
  const rates = bands.map(([expected, covered]) => covered / expected);
  const shape = shapeOf(rates, 1_000);
  for (let changed = 1; changed <= 40; changed++)
    for (const [at, [expected, covered]] of bands.entries())
      for (const now of [covered + changed, covered - changed]) {
        if (now < 0 || now > expected) continue;
        if (
          shapeOf(
            rates.map((rate, band) => (band === at ? now / expected : rate)),
            1_000,
          ) !== shape
        )
          return changed;
      }
  return null;
}
