import { z } from 'zod';
import type { Platform } from '@/lib/taxonomy/codes';
import { FILTERS } from '@/lib/taxonomy/query';
import { STANDING_LINTS, type StandingLint } from './filing-lint';

/** 未整改的问题账号: a registered account and what of it nobody has mended. */
export type FoundAccount = { id: number; name: string; platform: Platform; unitId: number; unit: string; region: string; lints: StandingLint[] };

/** Parameters of the list of such accounts. */
export const foundPageQuery = z.object({
  region: FILTERS.region,
  scope: z.enum(['subtree', 'own']).default('subtree'),
  sector: FILTERS.sector,
  lint: z.enum(STANDING_LINTS).optional(),
  place: z.string().max(60).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
