import { z } from 'zod';
import { PAGE } from '@/lib/registry/query';
import { FILTERS } from '@/lib/taxonomy/query';
import { CHASE_STATES, OUTCOMES } from './chase';
import { setParameter } from './query';
import { ROSTERS } from './roster';

/** What a list of gaps can be narrowed to: a state of the chase, or those that were chased and have got their account. */
export const GAP_STATES = [...CHASE_STATES, 'opened'] as const;
export type GapState = (typeof GAP_STATES)[number];

export const GAP_SORTS = ['region', '-region', 'due', '-due'] as const;
export type GapSort = (typeof GAP_SORTS)[number];

const PLACE = {
  region: FILTERS.region,
  scope: z.enum(['subtree', 'own']).default('subtree'),
  place: z.string().max(60).optional(),
  sector: FILTERS.sector,
  tier: FILTERS.tier,
  platform: FILTERS.platform,
  roster: z.enum(ROSTERS).optional(),
};

/** Parameters of the list of gaps on the desk. */
export const gapsPageQuery = z.object({
  ...PLACE,
  set: setParameter,
  state: z.enum(GAP_STATES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  mine: z.enum(['yes']).optional(),
  sort: z.enum(GAP_SORTS).default('region'),
  ...PAGE,
  /** What the page tells after many were chased at once. */
  chased: z.coerce.number().int().min(0).max(100_000).optional(),
});

/** Parameters of the counts by child region, or by member of a set. */
export const chaseCountsQuery = z.object({ ...PLACE, set: setParameter });

/** Parameters of the letter: of one region, with the day by which it is to be answered. */
export const letterQuery = z.object({ ...PLACE, state: z.enum(GAP_STATES).optional(), until: FILTERS.asOf });
