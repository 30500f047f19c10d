import { getLocale, getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { MatrixLinks } from '@/components/coverage/matrix';
import type { Crumb } from '@/components/ui/page';
import { address, type QueryValue } from '@/components/ui/query';
import { type Editions, openingDay } from '@/lib/coverage/edition';
import type { Axis, CoverageFilter } from '@/lib/coverage/filter';
import { coverageFilter, type coveragePageQuery } from '@/lib/coverage/query';
import type { Cell } from '@/lib/coverage/table';
import { reference } from '@/lib/db/reference';
import type { Decision } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { NATION, type RegionTree } from '@/lib/taxonomy/regions';
import { inSet, whereWords } from '@/lib/web/sets';
import { kindsInWords } from './kinds';

export type CoveragePageQuery = z.infer<typeof coveragePageQuery>;

/** The address of this page with some parameters changed; defaults are left out. In another place or on another day there are other rows: it is not sorted by one of these. */
export function coverageAddress(
  { scope, measure, place: _, ...query }: CoveragePageQuery,
  change: Record<string, QueryValue> = {},
  path: '/coverage' | '/coverage/export' | '/coverage/picture' = '/coverage',
): string {
  const elsewhere = 'region' in change || 'asOf' in change ? { rowsBy: null, columnsBy: null, map: null } : {};
  const set = 'region' in change ? null : query.set;
  const plain = { scope: scope === 'own' ? scope : null, measure: measure === 'state' ? null : measure };
  return address(path, { ...query, set, ...plain, ...elsewhere, ...change });
}

/** What the page asks: on the day that was said, else on that of the demonstration, else today. */
export function filterOf(query: CoveragePageQuery, editions: Editions, today: Day): Promise<Decision<CoverageFilter>> {
  return inSet(coverageFilter(query, openingDay(query.platform, editions, today)), query);
}

/** The filter as a sentence: 微信 · 全国 · 地区 × 系统 · 截至 2014-12-31. */
export async function sentenceOf(query: CoveragePageQuery, filter: CoverageFilter): Promise<string> {
  const t = await getTranslations('coverage');
  const code = await getTranslations('code');
  const { sectors } = await reference();
  const english = (await getLocale()) === 'en';
  const where = (await whereWords(query, filter)) || t('nation');
  const sectorNames = filter.sectors.map((each) => sectors.byCode(each)?.[english ? 'nameEn' : 'name'] ?? each);
  const kinds = await kindsInWords(query);
  const narrowing = [sectorNames, filter.tiers.map((tier) => code(`tier.${tier}`)), kinds ? [kinds] : []]
    .filter((names) => names.length)
    .map((names) => names.join('、'));
  return t('sentence', {
    platform: filter.platforms.map((platform) => code(`platform.${platform}`)).join('、') || t('anyPlatform'),
    where: [where, ...narrowing].join(' · '),
    rows: code(`axis.${query.rows}`),
    columns: code(`axis.${query.columns}`),
    asOf: filter.asOf,
  });
}

/** A region leads to its own matrix; a cell to its accounts, or to the bodies that have none. */
export function coverageLinks(query: CoveragePageQuery, { regions }: Pick<CoverageFilter, 'regions'>): MatrixLinks {
  return {
    sort: sortLinks(query),
    entry: (axis, { code, own }) =>
      axis === 'region' && !own && !code.startsWith('66') && !code.startsWith('90') ? coverageAddress(query, { region: code }) : null,
    cell: cellLinks(query, regions),
  };
}

// Stands where the code of a column is to be: the addresses of a row differ in nothing else.
const COLUMN = 'column-to-be';

function cellLinks(query: CoveragePageQuery, regions: readonly string[]): MatrixLinks['cell'] {
  const { platform, provenance, holder, status, asOf, unitKind, system } = query;
  const own = regions.length < 2 ? (regions[0] ?? NATION) : null;
  const ofRows = new Map<string, string[]>();
  return ({ state, accounts, row, column }) => {
    if (state === 'not-applicable' || (accounts === 0 && state === 'unknown')) return null;
    const missing = state === 'gap' || state === 'partial';
    // The list of accounts asks neither for kinds of units nor for sets of regions.
    const [path, where] = missing ? ['/coverage/missing', { unitKind, system, set: query.set, region: query.region }] : ['/accounts', { region: regions }];
    const behind = (code: string) => address(path, { platform, provenance, holder, status, asOf, ...where, ...narrowed(query, own, { row, column: code }) });
    // A region's own column says more than its code.
    if (query.columns === 'region') return behind(column);
    const parts = ofRows.get(`${path} ${row}`) ?? behind(COLUMN).split(COLUMN);
    ofRows.set(`${path} ${row}`, parts);
    return parts.join(encodeURIComponent(column));
  };
}

// Stands where a code is to be: the addresses differ in nothing else.
const CODE = 'code-to-be';

function sortLinks(query: CoveragePageQuery): MatrixLinks['sort'] {
  const [rowsBy, columnsBy] = (['rowsBy', 'columnsBy'] as const).map((what) => coverageAddress(query, { [what]: CODE }).split(CODE));
  const parts = { rowsBy, columnsBy };
  return (what, code) => (parts[what] ?? []).join(encodeURIComponent(code));
}

// The filter of the page, made narrower by the row and the column of the cell.
function narrowed(query: CoveragePageQuery, own: string | null, { row, column }: Pick<Cell, 'row' | 'column'>): Record<string, QueryValue> {
  const along = (axis: Axis, code: string): Record<string, QueryValue> =>
    axis === 'region' ? { set: null, region: code, scope: code === own ? 'own' : null } : { [axis]: code };
  return {
    sector: query.sector,
    tier: query.tier,
    rank: query.rank,
    scope: query.scope === 'own' ? 'own' : null,
    ...along(query.rows, row),
    ...along(query.columns, column),
  };
}

/** The regions above the one that is looked at. */
export function crumbsTo(tree: RegionTree, query: CoveragePageQuery, asOf: Day, nation: string): Crumb[] {
  const [code, ...others] = query.region;
  const region = code === undefined || others.length ? undefined : tree.at(code, asOf);
  if (!region || region.code === NATION || query.set !== undefined) return [];
  return region.lineage.map((each) => ({
    href: coverageAddress(query, { region: each === NATION ? null : each }),
    name: each === NATION ? nation : (tree.at(each, asOf)?.name ?? each),
  }));
}
