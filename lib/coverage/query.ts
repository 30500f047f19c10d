import { z } from 'zod';
import { type Finding, finding } from '@/lib/decision';
import { PAGE } from '@/lib/registry/query';
import { UNIT_KINDS } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { dayParameter, FILTERS, LARGEST_ID, many } from '@/lib/taxonomy/query';
import { kindsAsked, SYSTEMS } from '@/lib/taxonomy/systems';
import { ARRANGEMENT, checkMap } from './arrangement';
import { BODY_SORTS } from './bodies';
import { BASES } from './distribution';
import { AXES, type CoverageFilter } from './filter';
import { ROSTERS } from './roster';
import { SCHEMES } from './scheme';

/** 单位性质 of the expected bodies and of the owners, by kind or by the system of kinds; several of either are any of them. */
const KINDS = {
  unitKind: many(z.enum(UNIT_KINDS)).meta({ description: 'Kind of unit: of the bodies that are expected, and of the units that own accounts' }),
  system: many(z.enum(SYSTEMS)).meta({ description: 'The same by system; government is all that 国办发〔2018〕123号 binds' }),
};

/** A set of regions by its number: of pages and their files alone, the public contract knows none. */
export const setParameter = z.coerce.number().int().min(1).max(LARGEST_ID).optional();

/** Parameters of coverage in the public contract. */
export const coverageQuery = z.object({
  rows: z.enum(AXES),
  columns: z.enum(AXES),
  scope: z.enum(['subtree', 'own']).default('subtree'),
  ...FILTERS,
  ...KINDS,
});

export const MEASURES = ['state', 'accounts', 'expected', 'covered', 'rate'] as const;
export type Measure = (typeof MEASURES)[number];

/** Parameters of the coverage page: it opens on WeChat, regions by sectors. */
export const coveragePageQuery = coverageQuery.extend({
  rows: z.enum(AXES).default('region'),
  columns: z.enum(AXES).default('sector'),
  measure: z.enum(MEASURES).default('state'),
  set: setParameter,
  ...ARRANGEMENT,
  place: z.string().max(60).optional(),
});

/** Parameters of the list of bodies behind a cell. */
export const missingPageQuery = z.object({
  scope: z.enum(['subtree', 'own']).default('subtree'),
  set: setParameter,
  ...FILTERS,
  ...KINDS,
  show: z.enum(['missing', 'all']).default('missing'),
  roster: z.enum(ROSTERS).optional(),
  /** Without the vertical systems, which the region's office does not govern. */
  vertical: z.enum(['no']).optional(),
  sort: z.enum(BODY_SORTS).default('region'),
  ...PAGE,
});

/** To leave the vertical systems out, and to ask for sectors by name, are two questions. */
export function checkVertical({ vertical, sector }: z.infer<typeof missingPageQuery>): Finding[] {
  return vertical && sector.length ? [finding('vertical', 'parameter-value', { value: vertical })] : [];
}

type Kinds = Partial<Pick<z.infer<typeof coverageQuery>, keyof typeof KINDS>>;
type Asked = Omit<z.infer<typeof coverageQuery>, 'rows' | 'columns' | keyof typeof KINDS> & Kinds;

/** What is asked, as the filter that coverage is counted by. */
export function coverageFilter(asked: Asked, today: Day): CoverageFilter {
  return {
    asOf: asked.asOf ?? today,
    scope: asked.scope,
    regions: asked.region,
    sectors: asked.sector,
    platforms: asked.platform,
    tiers: asked.tier,
    ranks: asked.rank,
    holders: asked.holder,
    statuses: asked.status,
    provenances: asked.provenance,
    ...kindsOf(asked),
  };
}

function kindsOf({ unitKind = [], system = [] }: Kinds): Pick<CoverageFilter, 'unitKinds'> {
  const unitKinds = kindsAsked(unitKind, system);
  return unitKinds.length ? { unitKinds } : {};
}

/** Rows and columns must be told apart. */
export function checkAxes({ rows, columns }: { rows: string; columns: string }): Finding[] {
  return rows === columns ? [finding('columns', 'same-axes')] : [];
}

/** What must hold between the parameters of the coverage page. */
export function checkView(query: z.infer<typeof coveragePageQuery>): Finding[] {
  return [...checkAxes(query), ...checkMap(query)];
}

/** Parameters of the distribution in the public contract. */
export const distributionQuery = z.object({
  scheme: z.enum(SCHEMES).default('tier3'),
  basis: z.enum(BASES).default('accounts'),
  scope: z.enum(['subtree', 'own']).default('subtree'),
  ...FILTERS,
  ...KINDS,
});

/** What the small multiples are of. */
export const APART = ['region', 'sector'] as const;

/** By what the table of regions or sectors is sorted. */
export const REGION_ORDERS = ['code', 'name', 'accounts', 'gravity', 'middle', 'shape'] as const;
export type RegionOrder = (typeof REGION_ORDERS)[number];

/** Parameters of the distribution page: each platform may have its own day. */
export const distributionPageQuery = distributionQuery.extend({
  weiboAsOf: dayParameter.optional(),
  wechatAsOf: dayParameter.optional(),
  set: setParameter,
  apart: z.enum(APART).default('region'),
  order: z.enum(REGION_ORDERS).default('code'),
  place: z.string().max(60).optional(),
});
