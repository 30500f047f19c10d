import { z } from 'zod';
import { AXES } from '@/lib/coverage/filter';
import { type Finding, finding } from '@/lib/decision';
import { PAGE } from '@/lib/registry/query';
import { FILTERS, LARGEST_ID, many } from '@/lib/taxonomy/query';
import { SURPLUS_KINDS } from './surplus';

const SHARED = {
  region: FILTERS.region,
  place: z.string().max(60).optional(),
  sector: FILTERS.sector,
  platform: FILTERS.platform,
  /** Idle: no post within so many weeks. */
  weeks: z.coerce.number().int().min(1).max(520).default(13),
  /** Tiny: fewer followers than this. */
  fewer: z.coerce.number().int().min(1).max(100_000_000).default(100),
};

/** Parameters of the list of accounts that may be too many. */
export const surplusPageQuery = z.object({ ...SHARED, kind: z.enum(SURPLUS_KINDS).optional(), ...PAGE });

export const CLOSING_MEASURES = ['accounts', 'covered'] as const;

/** Parameters of what the matrix would be after closing some: those that are named, or all of a kind. */
export const closingPageQuery = z.object({
  ...SHARED,
  close: many(z.coerce.number().int().min(1).max(LARGEST_ID)),
  all: z.enum(SURPLUS_KINDS).optional(),
  rows: z.enum(AXES).default('region'),
  columns: z.enum(AXES).default('sector'),
  measure: z.enum(CLOSING_MEASURES).default('accounts'),
  show: z.enum(['changed', 'whole']).default('changed'),
});

/** Either some or all of a kind, and rows that are not the columns. */
export function checkClosing({ close, all, rows, columns }: z.infer<typeof closingPageQuery>): Finding[] {
  return [
    ...(rows === columns ? [finding('columns', 'same-axes')] : []),
    ...(close.length === 0 && all === undefined ? [finding('close', 'closing-nothing')] : []),
  ];
}
