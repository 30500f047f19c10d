import { z } from 'zod';
import { FILTERS, LARGEST_ID } from '@/lib/taxonomy/query';

// PostgreSQL's texts hold no NUL.
const withoutNul = z.string().refine((text) => !text.includes('\0'));
const search = withoutNul.max(60).optional();

/** Parameters of the account list in the public contract. */
export const accountsQuery = z.object({
  ...FILTERS,
  q: search.meta({ description: 'Name, former name, handle, permanent id, pinyin or initials' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.coerce.number().int().min(0).max(LARGEST_ID).optional().meta({ description: 'The `next` of the page before' }),
});

const both = <T extends string>(...sorts: T[]) => sorts.flatMap((sort) => [sort, `-${sort}`] as const);
export const ACCOUNT_SORTS = both('name', 'unit', 'region', 'sector', 'tier', 'opened', 'followers', 'id');
export type AccountSort = (typeof ACCOUNT_SORTS)[number];
export const UNIT_SORTS = both('name', 'region', 'sector', 'tier', 'accounts', 'id');
export type UnitSort = (typeof UNIT_SORTS)[number];

/** How many rows a page may have. */
export const PER_PAGE = [20, 50, 100, 200] as const;
export const USUAL_PER_PAGE = 50;

/** Where in a list a page stands, for every list. */
export const PAGE = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  per: z.coerce
    .number()
    .refine((number) => (PER_PAGE as readonly number[]).includes(number))
    .default(USUAL_PER_PAGE),
};

/** Parameters of the account list page. `place` is a region as typed, before it is resolved to its code. */
export const accountsPageQuery = z.object({
  ...FILTERS,
  q: search,
  place: search,
  unit: z.coerce.number().int().min(1).max(LARGEST_ID).optional(),
  scope: z.enum(['subtree', 'own']).default('subtree'),
  sort: z.enum(ACCOUNT_SORTS).default('name'),
  ...PAGE,
});

/** Parameters of the account list as a file. */
export const accountsExportQuery = accountsPageQuery.extend({ contacts: z.enum(['yes']).optional() });

export const unitsPageQuery = z.object({
  region: FILTERS.region,
  sector: FILTERS.sector,
  tier: FILTERS.tier,
  q: search,
  place: search,
  provisional: z.enum(['yes']).optional(),
  ended: z.enum(['yes']).optional(),
  sort: z.enum(UNIT_SORTS).default('name'),
  ...PAGE,
});

/** Parameters of the page of one account or unit. */
export const asOfQuery = z.object({ asOf: FILTERS.asOf });

export const verifyQuery = z.object({ q: z.string().min(1).max(500).meta({ description: 'A link, a handle, a permanent id or a name' }) });
