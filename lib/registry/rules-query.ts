import { z } from 'zod';
import { dayParameter } from '@/lib/taxonomy/query';

const code = z.string().regex(/^\d{6}$/, { error: 'region-code-form' });

/** Parameters of the page of rules: where, and on which day; `place` is a region as it is typed. */
export const rulesQuery = z.object({
  region: z.array(code).max(1).default([]),
  place: z.string().max(60).optional(),
  asOf: dayParameter.optional(),
  done: z.literal('rule').optional(),
});

/** Parameters of the page of the clock and of who decides. */
export const filingRulesQuery = z.object({ done: z.enum(['days', 'rule']).optional() });
