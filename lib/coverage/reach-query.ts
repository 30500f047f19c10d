import { z } from 'zod';
import { type Finding, finding } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { FILTERS } from '@/lib/taxonomy/query';
import { NATION } from '@/lib/taxonomy/regions';
import { type CoverageFilter, everything } from './filter';
import { setParameter } from './query';
import { GROUPINGS, REACH_ENDS, REACH_MEASURES, type ReachMeasure } from './reach';

const { platform, region, sector, tier, holder, asOf } = FILTERS;
const SORTS = ['name', ...REACH_MEASURES] as const;

/** Parameters of the page on reach. A sort with a minus is from the greatest down. */
export const reachPageQuery = z.object({
  by: z.enum(GROUPINGS).default('region'),
  ...{ platform, region, sector, tier, holder, asOf },
  set: setParameter,
  sort: z.enum([...SORTS, ...SORTS.map((each) => `-${each}` as const)]).default('-followers'),
  /** Over whose population the coefficient is taken by which rows are ranked. */
  vintage: z.string().max(40).optional(),
  show: z.enum(REACH_ENDS).default('all'),
  place: z.string().max(60).optional(),
});

export type ReachQuery = z.infer<typeof reachPageQuery>;

/** Groups of provinces are of the whole nation: a part of one has no population of its own to divide by. */
export function checkReach({ by, region, set }: ReachQuery): Finding[] {
  const grouped = by === 'economic' || by === 'area';
  return grouped && (set !== undefined || region.some((code) => code !== NATION)) ? [finding('by', 'grouping-of-nation')] : [];
}

/** What is asked, as the filter that accounts are counted by. */
export function reachFilter(asked: ReachQuery, day: Day): CoverageFilter {
  return {
    ...everything(asked.asOf ?? day),
    regions: asked.region,
    sectors: asked.sector,
    platforms: asked.platform,
    tiers: asked.tier,
    holders: asked.holder,
  };
}

/** By what rows are ranked, and in which order they stand; by name they keep the ranks of their followers. */
export function reachOrder(sort: ReachQuery['sort']): { measure: ReachMeasure; direction: 'greatest' | 'least' | 'name' | 'name-back' } {
  const by = (sort.startsWith('-') ? sort.slice(1) : sort) as (typeof SORTS)[number];
  if (by === 'name') return { measure: 'followers', direction: sort === 'name' ? 'name' : 'name-back' };
  return { measure: by, direction: sort === by ? 'least' : 'greatest' };
}
