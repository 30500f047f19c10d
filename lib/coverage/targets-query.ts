import { z } from 'zod';
import { PAGE } from '@/lib/registry/query';
import { FILTERS } from '@/lib/taxonomy/query';

/** Parameters of the list of targets: those of regions within one. */
export const targetsPageQuery = z.object({ region: FILTERS.region, place: z.string().max(60).optional(), page: PAGE.page });
