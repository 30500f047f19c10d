import { expect, it } from 'vitest';
import type { Expectation } from '@/lib/registry/expectation';
import { LISTS, TODAY } from '@/prisma/seed/fixtures';
import { type CoverageFilter, everything } from './filter';
import { grounds, regionFrame, sectorFrame } from './frame';
import { namingOf } from './naming';
import { expectationsFor } from './slots';
import { NEVER, type StandingClass, Standings } from './standings';
import { dayNumber, type Grouping, type Layout, Tally } from './tally';

const NOW = dayNumber(TODAY);
const GROUPING: Grouping = {
  account: ({ key, kind, sector, as }) => [key, kind, sector, as.tier, as.platform].join(),
  body: ({ key, kind, sector, tier, rank, platform }) => [key, kind, sector, tier, rank, platform].join(),
};

function layoutOf(change: Partial<CoverageFilter>, ruled: (rule: Expectation, index: number) => Expectation = (rule) => rule): Layout {
  const filter = { ...everything(TODAY), ...change };
  const regions = regionFrame(LISTS.regions, filter);
  const sectors = sectorFrame(LISTS.sectors, filter);
  const rules = expectationsFor(LISTS.expectations, filter, sectors).map(ruled);
  return { filter, regions, sectors, ground: grounds(LISTS.regions, regions, filter), rules, rankOf: LISTS.rankOf, topOf: (code) => code };
}

/** The same numbers in the same order each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

const REGIONS = LISTS.regions.all.filter(({ lineage }) => lineage.includes('440100') || lineage.includes('330000') || lineage.length < 3);
const SECTORS = ['health', 'tax', 'public-security', 'traffic-police', 'education'];

function anyClass(any: (below: number) => number): StandingClass {
  return {
    sector: SECTORS[any(SECTORS.length)] as string,
    tier: ([null, 'provincial', 'prefecture', 'county', 'county'] as const)[any(5)] ?? null,
    rank: null,
    platform: (['weibo', 'wechat'] as const)[any(2)] as 'weibo',
    holder: any(8) ? 'institution' : 'official',
    provenance: any(6) ? 'registered' : 'synthetic',
    status: any(7) ? 'active' : 'closed',
    standardBody: any(5) > 0,
    unitKind: any(9) ? 'department' : 'institution',
    via: (['own', 'own', 'own', 'joint', 'consolidated', 'subordinate'] as const)[any(6)] ?? 'own',
  };
}

type Row = [account: number, region: number, its: StandingClass, from: number, until: number];

function rows(seed: number, count: number): Row[] {
  const any = numbers(seed);
  return Array.from({ length: count }, () => {
    const from = NOW - 300 + any(400);
    return [any(count / 2), REGIONS[any(REGIONS.length)]?.id ?? 1, anyClass(any), from, any(3) ? NEVER : from + 1 + any(300)];
  });
}

const add = (standings: Standings, all: readonly Row[]) => {
  for (const [account, region, its, from, until] of all) standings.add(account, region, standings.classNumber(its), from, until);
};
const told = (tally: Tally) => [
  tally.totalCovered,
  tally.groups.filter(({ accounts, covered, below }) => accounts || covered || below).sort((a, b) => (a.name < b.name ? -1 : 1)),
];

// One rule of four holds in a third of the regions, and one of five lets others stand for the body.
const somewhere = (rule: Expectation, index: number): Expectation => ({
  ...rule,
  ...(index % 4 === 0 ? { at: new Set(REGIONS.filter(({ id }) => id % 3 === 0).map(({ id }) => id)) } : {}),
  ...(index % 5 === 0 ? { alternatives: [{ sector: 'health' }, { unitKind: 'institution' as const }] } : {}),
});

it.each<[string, Layout]>([
  ['the nation', layoutOf({})],
  ['a city, on one platform', layoutOf({ regions: ['440100'], platforms: ['wechat'] })],
  ['rules of places, and alternatives', layoutOf({}, somewhere)],
  ['counties alone, of one rank', layoutOf({ tiers: ['county'], ranks: ['below-county-division'] }, somewhere)],
])('tells of %s the same whether standings were there or came, and when they have gone', (_, layout) => {
  for (const seed of [1, 2, 3]) {
    const [first, then] = [rows(seed, 3000), rows(seed + 100, 1500)];
    const [there, empty] = [new Standings(), new Standings()];
    add(there, first);
    const [walked, heard] = [new Tally(there, layout, GROUPING), new Tally(empty, layout, GROUPING)];
    add(empty, first);
    expect(told(walked)).toEqual(told(heard));
    expect(walked.totalCovered).toBeGreaterThan(0);
    add(there, then);
    for (let account = 0; account < 1500; account += 2) there.remove(account);
    // Rows that have become free are others' now.
    const again = rows(seed + 200, 2000);
    add(there, again);
    expect(told(walked)).toEqual(told(new Tally(there, layout, GROUPING)));
    const left = new Standings();
    add(left, [...[...first, ...then].filter(([account]) => account % 2 === 1), ...again]);
    expect(told(walked)).toEqual(told(new Tally(left, layout, GROUPING)));
  }
});

it('tells the same by names that were worked out for another day, and works them out anew for other rules or standings', () => {
  const layout = layoutOf({}, somewhere);
  const [standings, others] = [new Standings(), new Standings()];
  add(standings, rows(11, 3000));
  add(others, rows(12, 3000).reverse());
  const asked = (on: Standings, each: Layout) => new Tally(on, each, GROUPING, [], namingOf(on, each, 'x', GROUPING));
  const first = asked(standings, layout);
  for (const asOf of ['2026-05-20', '2026-09-20', layout.filter.asOf]) {
    const of: Layout = { ...layout, filter: { ...layout.filter, asOf } };
    expect(namingOf(standings, of, 'x', GROUPING)).toBe(first.naming);
    expect(told(asked(standings, of))).toEqual(told(new Tally(standings, of, GROUPING)));
  }
  const fewer: Layout = { ...layout, rules: layout.rules.slice(0, 20) };
  expect(told(asked(standings, fewer))).toEqual(told(new Tally(standings, fewer, GROUPING)));
  const weibo: Layout = { ...layout, filter: { ...layout.filter, platforms: ['weibo'] } };
  expect(told(asked(standings, weibo))).toEqual(told(new Tally(standings, weibo, GROUPING)));
  expect(told(asked(others, layout))).toEqual(told(new Tally(others, layout, GROUPING)));
  expect(told(asked(standings, layout))).toEqual(told(first));
});

it('thinks accounts away', () => {
  const all = rows(7, 2000);
  const [whole, fewer] = [new Standings(), new Standings()];
  add(whole, all);
  add(
    fewer,
    all.filter(([account]) => account % 5 !== 0),
  );
  const gone = all.flatMap(([account]) => (account % 5 === 0 ? [account] : []));
  const layout = layoutOf({}, somewhere);
  expect(told(new Tally(whole, layout, GROUPING, gone))).toEqual(told(new Tally(fewer, layout, GROUPING)));
});
