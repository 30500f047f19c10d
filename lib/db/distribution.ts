import { type Basis, type Distribution, distribution } from '@/lib/coverage/distribution';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { type CountedPlace, type CoveredBodies, profileOf } from '@/lib/coverage/profile';
import type { Scheme } from '@/lib/coverage/scheme';
import { expectedSlots } from '@/lib/coverage/slots';
import { asked, COVERS, ruleRows } from './asked';
import { db } from './client';
import { Prisma } from './generated/client';
import { reference } from './reference';

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

type CountRow = CountedPlace & { key: string; synthetic: boolean };
type CoveredRow = CoveredBodies & { key: string };

async function read(filter: CoverageFilter, by: 'all' | 'region'): Promise<[string, Distributions][]> {
  const { rankOf } = await reference();
  const { frames, ground, rules, standing, ofAnyRank } = await asked(filter);
  const key = by === 'all' ? Prisma.sql`'all'` : Prisma.sql`asked.region_key`;
  const [counted, covered] = await Promise.all([countPlaces(key, standing), countBodies(key, ofAnyRank, ruleRows(rules))]);
  const slots = expectedSlots(ground, rules, filter, frames.sectors, rankOf);
  const keys = by === 'all' ? ['all'] : frames.regions.entries.map(({ code }) => code);
  return keys.map((code) => {
    const here = <T extends { key: string }>(rows: readonly T[]) => (by === 'all' ? rows : rows.filter((row) => row.key === code));
    const mine = here(counted);
    const profile = profileOf(mine, here(covered), { grounds: here(ground), slots: here(slots), rules, rankOf, filter });
    return [code, { of: (scheme, basis) => distribution(scheme, basis, profile), synthetic: mine.some(({ synthetic }) => synthetic) }];
  });
}

function countPlaces(key: Prisma.Sql, standing: Prisma.Sql): Promise<CountRow[]> {
  return db().$queryRaw`
    WITH asked AS (${standing})
    SELECT ${key} AS key, region.kind, asked.tier, asked.rank, count(*)::int AS accounts, bool_or(asked.provenance = 'synthetic') AS synthetic
    FROM asked JOIN region ON region.id = asked.place
    GROUP BY 1, 2, 3, 4`;
}

function countBodies(key: Prisma.Sql, standing: Prisma.Sql, rules: Prisma.Sql): Promise<CoveredRow[]> {
  return db().$queryRaw`
    WITH asked AS (${standing}), rule AS (${rules})
    SELECT ${key} AS key, region.kind, asked.tier, asked.sector, count(DISTINCT asked.place)::int AS covered
    FROM asked JOIN rule ON ${COVERS} JOIN region ON region.id = asked.place
    GROUP BY 1, 2, 3, 4`;
}
