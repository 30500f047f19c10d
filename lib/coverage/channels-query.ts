import { z } from 'zod';
import { PAGE } from '@/lib/registry/query';
import { FILTERS } from '@/lib/taxonomy/query';
import { CHANNEL_STATES, CHANNEL_SUBJECTS } from './channels';

/** Parameters of the page of 双微. `state` lists the units behind a count. */
export const channelsPageQuery = z.object({
  of: z.enum(CHANNEL_SUBJECTS).default('bodies'),
  region: FILTERS.region,
  scope: z.enum(['subtree', 'own']).default('subtree'),
  sector: FILTERS.sector,
  tier: FILTERS.tier,
  asOf: FILTERS.asOf,
  state: z.enum(CHANNEL_STATES).optional(),
  place: z.string().max(60).optional(),
  ...PAGE,
});
