import { z } from 'zod';
import { FILTERS } from '@/lib/taxonomy/query';
import { FILING_KINDS, FILING_STATES } from './filing';

/** 待我办理, 下级机关办理的（知悉）, 我提出的, 全部. */
export const FILING_VIEWS = ['inbox', 'below', 'asked', 'all'] as const;
export type FilingView = (typeof FILING_VIEWS)[number];

/** 已超期, 三个工作日内到期, 今天到期, 待办的全部. */
export const DUES = ['overdue', 'soon', 'today', 'waiting'] as const;
export type Due = (typeof DUES)[number];

/** By when they were entered. */
export const FILING_SORTS = ['newest', 'oldest'] as const;

/** Parameters of the page of filings. */
export const filingsPageQuery = z.object({
  view: z.enum(FILING_VIEWS).optional(),
  state: z.enum(FILING_STATES).optional(),
  kind: z.enum(FILING_KINDS).optional(),
  due: z.enum(DUES).optional(),
  region: FILTERS.region,
  scope: z.enum(['subtree', 'own']).default('subtree'),
  sector: FILTERS.sector,
  decided: z.coerce.number().int().min(0).max(10_000).optional(),
  /** Those due first, unless said. */
  sort: z.enum(FILING_SORTS).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
