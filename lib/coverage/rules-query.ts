import { z } from 'zod';
import { dayParameter } from '@/lib/taxonomy/query';

/** Parameters of the pages of rules on who should have accounts: where, and on which day; `place` is a region as it is typed. */
export const expectationRulesQuery = z.object({
  region: z
    .array(z.string().regex(/^\d{6}$/, { error: 'region-code-form' }))
    .max(1)
    .default([]),
  place: z.string().max(60).optional(),
  asOf: dayParameter.optional(),
});

/** Parameters of a desk page that says that something was entered. */
export const savedQuery = z.object({ done: z.literal('yes').optional() });
