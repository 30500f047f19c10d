import { expect, it } from 'vitest';
import type { Band } from './distribution';
import { gravityOf, middleOf } from './gravity';
import type { Scheme } from './scheme';

const bandsOf = (counts: Record<string, number>) => {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return Object.entries(counts).map(
    ([code, accounts]): Band => ({ code, accounts, share: all ? accounts / all : null, expected: null, covered: null, rate: null }),
  );
};

it.each<[Scheme, Record<string, number>, number | null, number | null]>([
  ['tier3', { central: 10, 'province-city': 0, 'county-below': 0 }, 1, 0],
  ['tier3', { central: 0, 'province-city': 0, 'county-below': 7 }, 3, 0],
  ['tier3', { central: 205, 'province-city': 34_662, 'county-below': 6_057 }, (205 + 2 * 34_662 + 3 * 6_057) / 40_924, 34_662 / 40_924],
  // A band that cannot occur keeps its place: a county's own are no higher for want of others.
  ['rank4', { 'county-division': 1, 'below-county-division': 1 }, 3.5, null],
  ['tier3', { central: 0, 'province-city': 0, 'county-below': 0 }, null, null],
])('under %s, %o has its centre of gravity at %d and %d in the middle', (scheme, counts, gravity, middle) => {
  const bands = bandsOf(counts);
  expect(gravityOf({ scheme, bands })).toBe(gravity);
  expect(middleOf({ bands })).toBe(middle);
});
