import { z } from 'zod';
import { dayParameter } from './query';

/** Parameters of the code lists in the public contract. */
export const regionsQuery = z.object({
  parent: z
    .string()
    .regex(/^\d{6}$/, { error: 'region-code-form' })
    .optional()
    .meta({ description: 'The region whose children are listed; default the nation' }),
  asOf: dayParameter.optional(),
});

export const sectorsQuery = z.object({ asOf: dayParameter.optional() });
