import { z } from 'zod';
import { type Finding, finding } from '@/lib/decision';
import { HOLDERS, PLATFORMS } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { FILTERS } from '@/lib/taxonomy/query';
import { COMPARED } from './compare';
import { AXES, type CoverageFilter } from './filter';
import { FIRST_KINDS } from './firsts';
import { coverageFilter, coverageQuery, distributionQuery, setParameter } from './query';

const place = z.string().max(60).optional();
const { asOf: _, ...EVER } = FILTERS;

/** Parameters of the shape over the years, until the day. */
export const yearsPageQuery = distributionQuery.extend({ place });

const DAYS = { from: FILTERS.asOf, to: FILTERS.asOf };
const SCOPE = { scope: coverageQuery.shape.scope };

/** Parameters of two sides of a matrix: of two days, or of two regions or platforms as well. */
export const comparePageQuery = z.object({
  rows: z.enum(AXES).default('region'),
  columns: z.enum(AXES).default('tier'),
  measure: z.enum(COMPARED).default('accounts'),
  set: setParameter,
  ...SCOPE,
  ...EVER,
  ...DAYS,
  toRegion: z
    .string()
    .regex(/^\d{6}$/, { error: 'region-code-form' })
    .optional(),
  toPlatform: z.enum(PLATFORMS).optional(),
  place,
});

/** By which steps growth is told. */
export const STEPS = ['span', 'year'] as const;

/** Parameters of growth between two days, or from year to year. */
export const growthPageQuery = z.object({
  by: z.enum(AXES).default('region'),
  step: z.enum(STEPS).default('span'),
  set: setParameter,
  ...SCOPE,
  ...EVER,
  ...DAYS,
  place,
});

/** Parameters of 首个: accounts of one kind of holder, whatever became of them. */
export const firstsPageQuery = z.object({
  by: z.enum(FIRST_KINDS).default('sector'),
  holder: z.enum(HOLDERS).default('institution'),
  ...SCOPE,
  platform: FILTERS.platform,
  region: FILTERS.region,
  sector: FILTERS.sector,
  tier: FILTERS.tier,
  asOf: FILTERS.asOf,
  place,
});

type Days = { from?: Day; to?: Day };

/** The two days that are compared: unless said, today and the same day a year before. */
export function comparedDays({ from, to }: Days, today: Day): { from: Day; to: Day } {
  const until = to ?? today;
  const before = `${Number(until.slice(0, 4)) - 1}${until.slice(4)}`;
  return { from: from ?? (before.endsWith('-02-29') ? `${before.slice(0, 5)}02-28` : before), to: until };
}

/** The earlier day first; of two regions or platforms it may be the same day. */
export function checkComparedDays(asked: Days & { toRegion?: string; toPlatform?: string }, today: Day): Finding[] {
  const { from, to } = comparedDays(asked, today);
  const another = asked.toRegion !== undefined || asked.toPlatform !== undefined;
  return from < to || (another && from === to) ? [] : [finding('from', 'days-in-order', { from, to })];
}

type Asked = Omit<z.infer<typeof comparePageQuery>, 'rows' | 'columns' | 'measure'>;

/** The questions of both sides; the second is of another region or platform where one is named. */
export function sidesAsked(asked: Asked, today: Day): { first: CoverageFilter; second: CoverageFilter } {
  const { from, to } = comparedDays(asked, today);
  const { toRegion, toPlatform } = asked;
  return {
    first: coverageFilter({ ...asked, asOf: from }, today),
    second: coverageFilter(
      { ...asked, asOf: to, region: toRegion === undefined ? asked.region : [toRegion], platform: toPlatform === undefined ? asked.platform : [toPlatform] },
      today,
    ),
  };
}

/** The ends of the years between two days, and both days. */
export function stepsBetween(from: Day, to: Day): Day[] {
  const years = Array.from({ length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) }, (_each, index) => `${Number(from.slice(0, 4)) + index}-12-31`);
  return [...new Set([from, ...years, to])];
}
