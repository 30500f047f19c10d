import { type Basis, type Distribution, distribution } from '@/lib/coverage/distribution';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { type CountedPlace, type CoveredBodies, profileOf } from '@/lib/coverage/profile';
import type { Scheme } from '@/lib/coverage/scheme';
import type { Grouping, Tally } from '@/lib/coverage/tally';
import { type Holder, PLATFORMS, type Platform, type Rank, type RegionKind, type Tier } from '@/lib/taxonomy/codes';
import { asked } from './asked';
import { tallyOf, tallyWithout } from './counted';

/** 层级分布 under each of the schemes, from the same counts, and whose the accounts are. `synthetic`: made-up accounts are among them. */
export type Distributions = { of: (scheme: Scheme, basis: Basis) => Distribution; holders: Record<Holder, number>; synthetic: boolean };

/** How the accounts that answer the filter stand by level, under any scheme. */
export async function readDistribution(filter: CoverageFilter): Promise<Distributions> {
  const [all] = await read(filter, 'all');
  if (!all) throw new Error('A distribution over nothing was not counted.');
  return all[1];
}

/** By what distributions are told apart: the region axis (the one asked for, then its children), the sector axis, or platforms. */
export type Apart = 'region' | 'sector' | 'platform';

/**
 * The same for each entry of an axis, measured against the bodies that are expected of it.
 * @param kept whether the counts are to follow the writes, for who asks again
 */
export async function readDistributionsBy(apart: Apart, filter: CoverageFilter, kept = true): Promise<Map<string, Distributions>> {
  return new Map(await read(filter, apart, kept));
}

async function read(filter: CoverageFilter, by: 'all' | Apart, kept = true): Promise<[string, Distributions][]> {
  const { frames, ground, rules, rankOf, layout, slots, revision } = await asked(filter, kept);
  const { name, grouping } = GROUPINGS[by];
  const { counted, covered } = countsOf(kept ? await tallyOf(layout, name, grouping, revision) : await tallyWithout(layout, grouping, []));
  const keys = {
    all: ['all'],
    region: frames.regions.entries.map(({ code }) => code),
    // Accounts whose sector the day does not know have an entry too: left out, they would be missing from the sum.
    sector: [...new Set([...frames.sectors.entries.map(({ code }) => code), ...counted.map(({ key }) => key)])],
    platform: filter.platforms.length ? filter.platforms : PLATFORMS,
  }[by];
  return keys.map((code) => {
    const here = <T extends { key: string }>(rows: readonly T[]) => (by === 'all' ? rows : rows.filter((row) => row.key === code));
    const where = by === 'all' || by === 'region' ? here : <T>(rows: readonly T[]) => rows;
    const speaks = {
      all: () => true,
      region: () => true,
      sector: ({ sector }: Spoken) => sector === code,
      platform: ({ platforms }: Spoken) => platforms.some((each) => each === code),
    }[by];
    const mine = here(counted);
    const profile = profileOf(mine, here(covered), {
      grounds: where(ground),
      slots: where(slots).filter(({ sectorKey, platforms }) => speaks({ sector: sectorKey, platforms })),
      rules: rules.filter(({ sectorCode, platforms }) => speaks({ sector: frames.sectors.keys.get(sectorCode), platforms })),
      rankOf,
      filter,
    });
    const heldBy = (holder: Holder) => mine.reduce((sum, row) => sum + (row.holder === holder ? row.accounts : 0), 0);
    return [
      code,
      {
        of: once((scheme, basis) => distribution(scheme, basis, profile)),
        holders: { institution: heldBy('institution'), official: heldBy('official') },
        synthetic: mine.some(({ synthetic }) => synthetic),
      },
    ];
  });
}

// An answer about a day that is over is asked again and again.
function once(of: Distributions['of']): Distributions['of'] {
  const known = new Map<string, Distribution>();
  return (scheme, basis) => {
    const key = `${scheme} ${basis}`;
    const its = known.get(key) ?? of(scheme, basis);
    known.set(key, its);
    return its;
  };
}

/** Of what a rule speaks. */
type Spoken = { sector: string | undefined; platforms: readonly Platform[] };

// Accounts by the key of the axis, kind, tier, rank and holder; bodies too, which are institutions all.
const groupingBy = (keyOf: (at: { key: string; sector: string; platform: Platform }) => string): Grouping => ({
  account: ({ kind, as, ...at }) => `accounts|${keyOf({ ...at, platform: as.platform })}|${kind}|${as.tier ?? ''}|${as.rank ?? ''}|${as.holder}`,
  body: ({ kind, tier, rank, ...at }) => `bodies|${keyOf(at)}|${kind}|${tier}|${rank ?? ''}`,
});
const BY_REGION = { name: 'distribution', grouping: groupingBy(({ key }) => key) };
const GROUPINGS: Record<'all' | Apart, { name: string; grouping: Grouping }> = {
  all: BY_REGION,
  region: BY_REGION,
  sector: { name: 'distribution by sector', grouping: groupingBy(({ sector }) => sector) },
  platform: { name: 'distribution by platform', grouping: groupingBy(({ platform }) => platform) },
};

type CountRow = CountedPlace & { key: string; holder: Holder; synthetic: boolean };
type CoveredRow = CoveredBodies & { key: string };

function countsOf({ groups }: Tally): { counted: CountRow[]; covered: CoveredRow[] } {
  const [counted, covered]: [CountRow[], CoveredRow[]] = [[], []];
  for (const { name, ...group } of groups) {
    const [what, key = '', kind, tier, last = '', holder] = name.split('|');
    const at = { key, kind: kind as RegionKind };
    if (what === 'bodies' && group.covered > 0) covered.push({ ...at, tier: tier as Tier, rank: (last || null) as Rank | null, covered: group.covered });
    if (what === 'accounts' && group.accounts > 0)
      counted.push({
        ...at,
        tier: (tier || null) as Tier | null,
        rank: (last || null) as Rank | null,
        holder: holder as Holder,
        accounts: group.accounts,
        synthetic: group.synthetic > 0,
      });
  }
  return { counted, covered };
}
