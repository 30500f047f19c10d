import { z } from 'zod';
import { dayParameter, FILTERS } from '@/lib/taxonomy/query';
import { PAGE } from './query';

/** Parameters of the list of groups: those whose lead stands within a region. */
export const groupsPageQuery = z.object({ region: FILTERS.region, place: z.string().max(60).optional() });

/** Parameters of a group's page: the day, from when posts are summed up to it, and the page of units that are in no group. */
export const groupPageQuery = z.object({ asOf: dayParameter.optional(), from: dayParameter.optional(), page: PAGE.page });

/** Parameters of a group's page at the desk: what accounts are looked for. */
export const groupEditQuery = z.object({
  q: z
    .string()
    .max(60)
    .refine((text) => !text.includes('\0'))
    .optional(),
});
