import { describe, expect, it } from 'vitest';
import type { Rank, Tier } from '@/lib/taxonomy/codes';
import { basesApart, schemesApart, toldOf } from './disagreement';
import { BASES, type Distribution, distribution, type Profile } from './distribution';
import { SCHEMES } from './scheme';

/** Accounts by tier, rank and whether in a 市辖区; bodies by tier as [expected, covered]. */
function allOf(accounts: readonly [Tier, Rank, number, boolean?][], bodies: Partial<Record<Tier, [number, number]>> = {}): Distribution[] {
  const profile: Profile = {
    accounts: accounts.map(([tier, rank, count, urban = false]) => ({ tier, rank, urban, count })),
    bodies: Object.entries(bodies).map(([tier, [expected, covered]]) => ({ tier: tier as Tier, rank: null, urban: false, expected, covered })),
    possible: Object.keys(bodies).map((tier) => ({ tier: tier as Tier, rank: null, urban: false, roster: true })),
  };
  return SCHEMES.flatMap((scheme) => BASES.map((basis) => distribution(scheme, basis, profile)));
}

const WECHAT: Parameters<typeof allOf>[0] = [
  ['central', 'province-ministry', 5],
  ['provincial', 'bureau', 200],
  ['prefecture', 'county-division', 640],
  ['county', 'below-county-division', 900, true],
  ['county', 'below-county-division', 30],
];

describe('where schemes disagree', () => {
  it('tells each other verdict with what stands out, and why', () => {
    const told = schemesApart('tier3', allOf(WECHAT));
    expect(told.map(({ left, right, reason }) => [left, right, reason])).toEqual([['tier3', 'tier3-urban', { why: 'urban', accounts: 900 }]]);
    expect(told[0]?.told).toEqual([
      { shape: 'pyramid', band: 'county-below', value: 930 / 1775, most: true },
      { shape: 'drum', band: 'province-city', value: 1740 / 1775, most: true },
    ]);
  });

  it('says that rank is another question than tier', () => {
    const told = schemesApart(
      'rank4',
      allOf([
        ['central', 'province-ministry', 10],
        ['provincial', 'bureau', 60],
        ['prefecture', 'below-county-division', 90],
        ['county', 'county-division', 20],
      ]),
    );
    expect(told.map(({ right, reason }) => [right, reason.why])).toContainEqual(['tier3', 'axes']);
  });

  it.each([
    [
      'the centre left out',
      'without-central',
      40,
      [
        ['central', 'bureau', 40],
        ['provincial', 'bureau', 10],
        ['prefecture', 'bureau', 20],
        ['county', 'bureau', 90],
      ],
    ],
    [
      'bands taken together',
      'grouped',
      undefined,
      [
        ['central', 'bureau', 10],
        ['provincial', 'bureau', 60],
        ['prefecture', 'bureau', 20],
        ['county', 'bureau', 30],
      ],
    ],
  ] as const)('knows %s', (_, why, accounts, counted) => {
    const reasons = schemesApart('tier5', allOf(counted.map((each) => [...each]))).map(({ reason }) => reason);
    expect(reasons).toContainEqual(accounts === undefined ? { why } : { why, accounts });
  });

  it('says nothing where all agree or none can judge', () => {
    expect(schemesApart('tier3', allOf([['central', 'bureau', 5]]))).toEqual([]);
  });
});

describe('a register whose rates tell another shape than its numbers', () => {
  // Ten provinces all have one, of a hundred cities half, of a thousand counties a tenth: more accounts the lower, less often the lower.
  const REGISTER = allOf(
    [
      ['provincial', 'bureau', 10],
      ['prefecture', 'county-division', 50],
      ['county', 'below-county-division', 100],
    ],
    { provincial: [10, 10], prefecture: [100, 50], county: [1_000, 100] },
  );

  it('is a pyramid by accounts and the reverse by rate', () => {
    const shapes = REGISTER.filter(({ scheme }) => scheme === 'local3').map(({ basis, shape }) => [basis, shape]);
    expect(shapes).toEqual([
      ['accounts', 'pyramid'],
      ['rate', 'inverted-pyramid'],
    ]);
  });

  it('is told with the band of most accounts and the band of the highest rate', () => {
    expect(basesApart('local3', REGISTER)).toEqual({
      accounts: { shape: 'pyramid', band: 'county-below', value: 100 / 160, most: true },
      rate: { shape: 'inverted-pyramid', band: 'provincial', value: 1, most: true },
      crowded: { band: 'county-below', accounts: 100, expected: 1_000, rate: 0.1 },
      keenest: { band: 'provincial', accounts: 10, expected: 10, rate: 1 },
    });
  });

  it('says nothing under a scheme without rates', () => {
    expect(basesApart('rank4', REGISTER)).toBeNull();
  });
});

it('an hourglass is told by its waist', () => {
  const [hourglass] = allOf([
    ['central', 'province-ministry', 50],
    ['provincial', 'bureau', 3],
    ['prefecture', 'county-division', 9],
    ['county', 'below-county-division', 70],
  ]);
  if (!hourglass) throw new Error('There is no scheme.');
  expect(toldOf(hourglass)).toEqual({ shape: 'hourglass', band: 'bureau', value: 3 / 132, most: false });
});
