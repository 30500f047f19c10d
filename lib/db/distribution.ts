import { type Basis, type Distribution, distribution } from '@/lib/coverage/distribution';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { type CountedPlace, type CoveredBodies, profileOf } from '@/lib/coverage/profile';
import type { Scheme } from '@/lib/coverage/scheme';
import type { Grouping, Tally } from '@/lib/coverage/tally';
import type { Rank, RegionKind, Tier } from '@/lib/taxonomy/codes';
import { asked } from './asked';
import { tallyOf } from './counted';

/** 层级分布 under each of the schemes, from the same counts. `synthetic`: made-up accounts are among them. */
export type Distributions = { of: (scheme: Scheme, basis: Basis) => Distribution; synthetic: boolean };

/** How the accounts that answer the filter stand by level, under any scheme. */
export async function readDistribution(filter: CoverageFilter): Promise<Distributions> {
  const [all] = await read(filter, 'all');
  if (!all) throw new Error('A distribution over nothing was not counted.');
  return all[1];
}

/** The same for each region of the region axis: the one asked for, then its children. */
export function readDistributionsByRegion(filter: CoverageFilter): Promise<Map<string, Distributions>> {
  return read(filter, 'region').then((each) => new Map(each));
}

async function read(filter: CoverageFilter, by: 'all' | 'region'): Promise<[string, Distributions][]> {
  const { frames, ground, rules, rankOf, layout, slots, revision } = await asked(filter);
  const { counted, covered } = countsOf(await tallyOf(layout, 'distribution', GROUPING, revision));
  const keys = by === 'all' ? ['all'] : frames.regions.entries.map(({ code }) => code);
  return keys.map((code) => {
    const here = <T extends { key: string }>(rows: readonly T[]) => (by === 'all' ? rows : rows.filter((row) => row.key === code));
    const mine = here(counted);
    const profile = profileOf(mine, here(covered), { grounds: here(ground), slots: here(slots), rules, rankOf, filter });
    return [code, { of: (scheme, basis) => distribution(scheme, basis, profile), synthetic: mine.some(({ synthetic }) => synthetic) }];
  });
}

// Accounts by region key, kind, tier and rank; bodies too.
const GROUPING: Grouping = {
  account: ({ key, kind, as }) => `accounts|${key}|${kind}|${as.tier ?? ''}|${as.rank ?? ''}`,
  body: ({ key, kind, tier, rank }) => `bodies|${key}|${kind}|${tier}|${rank ?? ''}`,
};

type CountRow = CountedPlace & { key: string; synthetic: boolean };
type CoveredRow = CoveredBodies & { key: string };

function countsOf({ groups }: Tally): { counted: CountRow[]; covered: CoveredRow[] } {
  const [counted, covered]: [CountRow[], CoveredRow[]] = [[], []];
  for (const { name, ...group } of groups) {
    const [what, key = '', kind, tier, last = ''] = name.split('|');
    const at = { key, kind: kind as RegionKind };
    if (what === 'bodies' && group.covered > 0) covered.push({ ...at, tier: tier as Tier, rank: (last || null) as Rank | null, covered: group.covered });
    if (what === 'accounts' && group.accounts > 0)
      counted.push({
        ...at,
        tier: (tier || null) as Tier | null,
        rank: (last || null) as Rank | null,
        accounts: group.accounts,
        synthetic: group.synthetic > 0,
      });
  }
  return { counted, covered };
}
