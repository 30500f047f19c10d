import { type Basis, type Distribution, distribution } from '@/lib/coverage/distribution';
import type { AxisEntry, CoverageFilter } from '@/lib/coverage/filter';
import { type CountedPlace, type CoveredBodies, profileOf } from '@/lib/coverage/profile';
import type { Scheme } from '@/lib/coverage/scheme';
import type { Grouping, Tally } from '@/lib/coverage/tally';
import type { Holder, Rank, RegionKind, Tier } from '@/lib/taxonomy/codes';
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

/** By what distributions are told apart: the region axis (the one asked for, then its children) or the sector axis. */
export type Apart = 'region' | 'sector';

/** The same for each entry of an axis; on the sector axis each is measured against the bodies expected of it. */
export async function readDistributionsBy(apart: Apart, filter: CoverageFilter): Promise<{ entries: readonly AxisEntry[]; of: Map<string, Distributions> }> {
  const { frames } = await asked(filter);
  return { entries: apart === 'region' ? frames.regions.entries : frames.sectors.entries, of: new Map(await read(filter, apart)) };
}

async function read(filter: CoverageFilter, by: 'all' | Apart): Promise<[string, Distributions][]> {
  const { frames, ground, rules, rankOf, layout, slots, revision } = await asked(filter);
  const { counted, covered } = countsOf(
    by === 'sector' ? await tallyOf(layout, 'distribution by sector', BY_SECTOR, revision) : await tallyOf(layout, 'distribution', BY_REGION, revision),
  );
  const entries =
    by === 'sector' ? [...frames.sectors.entries.map(({ code }) => code), ...counted.map(({ key }) => key)] : frames.regions.entries.map(({ code }) => code);
  const keys = by === 'all' ? ['all'] : [...new Set(entries)];
  const sectorOf = (code: string) => frames.sectors.keys.get(code);
  return keys.map((code) => {
    const here = <T extends { key: string }>(rows: readonly T[]) => (by === 'all' ? rows : rows.filter((row) => row.key === code));
    const mine = here(counted);
    const profile = profileOf(mine, here(covered), {
      grounds: by === 'sector' ? ground : here(ground),
      slots: by === 'sector' ? slots.filter(({ sectorKey }) => sectorKey === code) : here(slots),
      rules: by === 'sector' ? rules.filter(({ sectorCode }) => sectorOf(sectorCode) === code) : rules,
      rankOf,
      filter,
    });
    return [code, { of: (scheme, basis) => distribution(scheme, basis, profile), synthetic: mine.some(({ synthetic }) => synthetic) }];
  });
}

// Accounts by the key of the axis, kind, tier and rank; bodies by the key, kind, tier and sector.
const groupingBy = (keyOf: (at: { key: string; sector: string }) => string): Grouping => ({
  account: ({ kind, as, ...at }) => `accounts|${keyOf(at)}|${kind}|${as.tier ?? ''}|${as.rank ?? ''}`,
  body: ({ kind, tier, ...at }) => `bodies|${keyOf(at)}|${kind}|${tier}|${at.sector}`,
});
const BY_REGION = groupingBy(({ key }) => key);
const BY_SECTOR = groupingBy(({ sector }) => sector);

/** How many of the accounts are institutions' and how many are officials'. */
export async function countHolders(filter: CoverageFilter): Promise<{ institutions: number; officials: number }> {
  const { layout, revision } = await asked(filter);
  const { groups } = await tallyOf(layout, 'holders', { account: ({ as }) => as.holder, body: () => 'bodies' }, revision);
  const count = (holder: Holder) => groups.find(({ name }) => name === holder)?.accounts ?? 0;
  return { institutions: count('institution'), officials: count('official') };
}

type CountRow = CountedPlace & { key: string; synthetic: boolean };
type CoveredRow = CoveredBodies & { key: string };

function countsOf({ groups }: Tally): { counted: CountRow[]; covered: CoveredRow[] } {
  const [counted, covered]: [CountRow[], CoveredRow[]] = [[], []];
  for (const { name, ...group } of groups) {
    const [what, key = '', kind, tier, last = ''] = name.split('|');
    const at = { key, kind: kind as RegionKind };
    if (what === 'bodies' && group.covered > 0) covered.push({ ...at, tier: tier as Tier, sector: last, covered: group.covered });
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
