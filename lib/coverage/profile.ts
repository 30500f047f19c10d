import type { Expectation, RankOf } from '@/lib/registry/expectation';
import { type Rank, type RegionKind, type Tier, UNIT_KINDS } from '@/lib/taxonomy/codes';
import type { Profile } from './distribution';
import type { CoverageFilter } from './filter';
import type { Ground } from './frame';
import { isUrbanDistrict } from './scheme';
import type { Slots } from './slots';

/** Accounts that stand alike; `kind` of the region of the day in which they stand. */
export type CountedPlace = { kind: RegionKind; tier: Tier | null; rank: Rank | null; accounts: number };
/** Expected bodies of one tier and rank, in regions of one kind, that have an open account. */
export type CoveredBodies = { kind: RegionKind; tier: Tier; rank: Rank | null; covered: number };

/** What was counted and what is expected, laid out by place as the schemes ask. */
export function profileOf(
  counted: readonly CountedPlace[],
  covered: readonly CoveredBodies[],
  {
    grounds,
    slots,
    rules,
    rankOf,
    filter,
  }: { grounds: readonly Ground[]; slots: readonly Slots[]; rules: readonly Expectation[]; rankOf: RankOf; filter: CoverageFilter },
): Profile {
  return {
    accounts: counted.map(({ kind, accounts, ...place }) => ({ ...place, urban: isUrbanDistrict(kind), count: accounts })),
    bodies: [
      ...slots.map(({ kind, tier, rank, count }) => ({ tier, rank, urban: isUrbanDistrict(kind), expected: count, covered: 0 })),
      ...covered
        .map((body) => ({ tier: body.tier, rank: body.rank, urban: isUrbanDistrict(body.kind), expected: 0, covered: body.covered }))
        .filter(({ rank }) => isAsked(rank, filter)),
    ],
    possible: possiblePlaces(grounds, rules, rankOf, filter),
  };
}

function isAsked(rank: Rank | null, { ranks }: CoverageFilter): boolean {
  return !ranks.length || (rank !== null && ranks.includes(rank));
}

/** Where units of the regions asked about can stand, and where standard bodies are expected of them. */
function possiblePlaces(grounds: readonly Ground[], rules: readonly Expectation[], rankOf: RankOf, filter: CoverageFilter): Profile['possible'] {
  return alike(grounds).flatMap(({ region: { kind }, tiers, slotTier }) =>
    tiers
      .filter((tier) => !filter.tiers.length || filter.tiers.includes(tier))
      .flatMap((tier) => {
        const here = slotTier === tier ? rules.filter((rule) => rule.tier === tier).map((rule) => rankOf(kind, tier, rule.unitKind)) : [];
        return [...new Set(UNIT_KINDS.map((unitKind) => rankOf(kind, tier, unitKind)))]
          .filter((rank) => isAsked(rank, filter))
          .map((rank) => ({ tier, rank, urban: isUrbanDistrict(kind), roster: here.includes(rank) }));
      }),
  );
}

// One of each: thousands of counties stand alike.
function alike(grounds: readonly Ground[]): Ground[] {
  return [...new Map(grounds.map((ground) => [`${ground.region.kind} ${ground.tiers} ${ground.slotTier}`, ground])).values()];
}
