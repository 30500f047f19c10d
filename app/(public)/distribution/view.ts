import type { z } from 'zod';
import type { PlatformView } from '@/components/coverage/distribution';
import type { ApartShape } from '@/components/coverage/region-shapes';
import type { Crumb } from '@/components/ui/page';
import { address, type QueryValue } from '@/components/ui/query';
import { BASES } from '@/lib/coverage/distribution';
import { type Editions, openingDay } from '@/lib/coverage/edition';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { gravityOf, middleOf } from '@/lib/coverage/gravity';
import { coverageFilter, type distributionPageQuery, type RegionOrder } from '@/lib/coverage/query';
import { SCHEMES, type Scheme } from '@/lib/coverage/scheme';
import { SHAPES } from '@/lib/coverage/shape';
import { type Distributions, readDistribution, readDistributionsBy } from '@/lib/db/distribution';
import { accept, type Decision } from '@/lib/decision';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { NATION, type RegionTree } from '@/lib/taxonomy/regions';
import type { SectorTree } from '@/lib/taxonomy/sectors';
import { inSet } from '@/lib/web/sets';

export type DistributionQuery = z.infer<typeof distributionPageQuery>;

/** The address of this page with some parameters changed; defaults are left out. */
export function distributionAddress(query: DistributionQuery, change: Record<string, QueryValue> = {}, path = '/distribution'): string {
  const { scheme, basis, scope, order, apart, place: _, ...rest } = 'region' in change ? { ...query, set: undefined } : query;
  const plain = { scheme: scheme === 'tier3' ? null : scheme, basis: basis === 'accounts' ? null : basis, scope: scope === 'own' ? scope : null };
  return address(path, { ...plain, order: order === 'code' ? null : order, apart: apart === 'region' ? null : apart, ...rest, ...change });
}

/** What is asked of each platform, on its own day; a set is then what it was on that day. */
export async function sidesOf(query: DistributionQuery, editions: Editions, today: Day): Promise<Decision<{ platform: Platform; filter: CoverageFilter }[]>> {
  const platforms: Platform[] = query.platform.length ? [...new Set(query.platform)] : ['weibo', 'wechat'];
  const said: Partial<Record<Platform, Day>> = { weibo: query.weiboAsOf, wechat: query.wechatAsOf };
  const sides: { platform: Platform; filter: CoverageFilter }[] = [];
  for (const platform of platforms) {
    const asOf = said[platform] ?? query.asOf ?? openingDay([platform], editions, today);
    const filter = await inSet(coverageFilter({ ...query, platform: [platform], asOf }, today), query);
    if (!filter.accepted) return filter;
    sides.push({ platform, filter: filter.change });
  }
  return accept(sides);
}

/** A platform's distribution, and what it is under every scheme and basis. */
export async function platformView(query: DistributionQuery, platform: Platform, filter: CoverageFilter): Promise<PlatformView> {
  const { of } = await readDistribution(filter);
  const shapes = SCHEMES.flatMap((scheme) => BASES.map((basis) => of(scheme, basis)));
  return { platform, asOf: filter.asOf, shown: of(query.scheme, query.basis), shapes };
}

/** The scheme under which regions are compared: by rank, or among local governments. */
export function regionScheme({ scheme }: DistributionQuery): Scheme {
  return scheme === 'rank4' ? 'rank4' : 'local3';
}

/** Under which scheme the small multiples are: sectors reach to the centre, so that they keep the page's. */
export function apartScheme(query: DistributionQuery): Scheme {
  return query.apart === 'sector' ? query.scheme : regionScheme(query);
}

/** The regions within the one asked for or in the set, or the sectors, each with its distribution; no regions where several are asked for. */
export function shapesApart(
  query: DistributionQuery,
  filter: CoverageFilter,
  lists: { regions: RegionTree; sectors: SectorTree },
  english: boolean,
): Promise<ApartShape[]> {
  return query.apart === 'sector' ? sectorShapes(query, filter, lists.sectors, english) : regionShapes(query, filter, lists.regions, english);
}

async function regionShapes(query: DistributionQuery, filter: CoverageFilter, tree: RegionTree, english: boolean): Promise<ApartShape[]> {
  const [code = NATION, ...others] = filter.regions;
  const several = others.length > 0;
  if ((several && query.set === undefined) || filter.scope === 'own') return [];
  const read = await readDistributionsBy('region', filter);
  const within = several ? filter.regions.flatMap((each) => tree.at(each, filter.asOf) ?? []) : tree.children(code, filter.asOf);
  const children = within.filter(({ level, kind }) => level !== 'nation' && !['xpcc', 'missions'].includes(kind));
  const shapes = children.flatMap((region): ApartShape[] => {
    const each = read.get(region.code);
    const name = english ? (region.nameEn ?? region.name) : region.name;
    const href = distributionAddress(query, { region: region.code });
    return each ? [apart({ code: region.code, name, shortName: region.shortName, pinyin: region.pinyin, href }, query, each)] : [];
  });
  return shapes.sort(ORDER[query.order]);
}

async function sectorShapes(query: DistributionQuery, filter: CoverageFilter, tree: SectorTree, english: boolean): Promise<ApartShape[]> {
  const read = await readDistributionsBy('sector', filter);
  const shapes = [...read].flatMap(([code, each]): ApartShape[] => {
    const sector = tree.byCode(code);
    if (!sector) return [];
    const name = english ? sector.nameEn : sector.name;
    return [apart({ code, name, shortName: name, pinyin: sector.pinyin, href: distributionAddress(query, { sector: code, apart: null }) }, query, each)];
  });
  // As the list of sectors is ordered, unless another order was asked for.
  return query.order === 'code' ? shapes : shapes.sort(ORDER[query.order]);
}

function apart(named: Pick<ApartShape, 'code' | 'name' | 'shortName' | 'pinyin' | 'href'>, query: DistributionQuery, { of }: Distributions): ApartShape {
  const shown = of(apartScheme(query), query.basis);
  return { ...named, middle: middleOf(shown), gravity: gravityOf(shown), shown };
}

const ORDER: Record<RegionOrder, (a: ApartShape, b: ApartShape) => number> = {
  code: (a, b) => a.code.localeCompare(b.code),
  name: (a, b) => a.pinyin.localeCompare(b.pinyin),
  accounts: (a, b) => b.shown.total - a.shown.total,
  gravity: (a, b) => (a.gravity ?? 9) - (b.gravity ?? 9),
  middle: (a, b) => (b.middle ?? -1) - (a.middle ?? -1),
  shape: (a, b) => SHAPES.indexOf(a.shown.shape) - SHAPES.indexOf(b.shown.shape) || b.shown.total - a.shown.total,
};

/** The regions above the one that is looked at. */
export function crumbsTo(tree: RegionTree, query: DistributionQuery, asOf: Day, nation: string): Crumb[] {
  const [code, ...others] = query.region;
  const region = code === undefined || others.length || query.set !== undefined ? undefined : tree.at(code, asOf);
  if (!region || region.code === NATION) return [];
  return region.lineage.map((each) => ({
    href: distributionAddress(query, { region: each === NATION ? null : each }),
    name: each === NATION ? nation : (tree.at(each, asOf)?.name ?? each),
  }));
}
