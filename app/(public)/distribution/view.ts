import type { z } from 'zod';
import type { PlatformView } from '@/components/coverage/distribution';
import type { RegionShape } from '@/components/coverage/region-shapes';
import type { Crumb } from '@/components/ui/page';
import { address, type QueryValue } from '@/components/ui/query';
import { BASES, type Distribution } from '@/lib/coverage/distribution';
import { type Editions, openingDay } from '@/lib/coverage/edition';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { coverageFilter, type distributionPageQuery, type RegionOrder } from '@/lib/coverage/query';
import { SCHEMES, type Scheme } from '@/lib/coverage/scheme';
import { SHAPES } from '@/lib/coverage/shape';
import { type Distributions, readDistribution, readDistributionsByRegion } from '@/lib/db/distribution';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { NATION, type RegionTree } from '@/lib/taxonomy/regions';

export type DistributionQuery = z.infer<typeof distributionPageQuery>;

/** The address of this page with some parameters changed; defaults are left out. */
export function distributionAddress(query: DistributionQuery, change: Record<string, QueryValue> = {}, path = '/distribution'): string {
  const { scheme, basis, scope, order, place: _, ...rest } = query;
  const plain = { scheme: scheme === 'tier3' ? null : scheme, basis: basis === 'accounts' ? null : basis, scope: scope === 'own' ? scope : null };
  return address(path, { ...plain, order: order === 'code' ? null : order, ...rest, ...change });
}

/** What is asked of each platform, on its own day. */
export function sidesOf(query: DistributionQuery, editions: Editions, today: Day): { platform: Platform; filter: CoverageFilter }[] {
  const platforms: Platform[] = query.platform.length ? [...new Set(query.platform)] : ['weibo', 'wechat'];
  const said: Partial<Record<Platform, Day>> = { weibo: query.weiboAsOf, wechat: query.wechatAsOf };
  return platforms.map((platform) => {
    const asOf = said[platform] ?? query.asOf ?? openingDay([platform], editions, today);
    return { platform, filter: coverageFilter({ ...query, platform: [platform], asOf }, today) };
  });
}

/** A platform's distribution, and its verdict under every scheme and basis. */
export async function platformView(query: DistributionQuery, platform: Platform, filter: CoverageFilter): Promise<PlatformView> {
  const { of } = await readDistribution(filter);
  const shapes = SCHEMES.flatMap((scheme) => BASES.map((basis) => ({ scheme, basis, shape: of(scheme, basis).shape })));
  return { platform, asOf: filter.asOf, shown: of(query.scheme, query.basis), shapes };
}

/** The scheme under which regions are compared: by rank, or among local governments. */
export function regionScheme({ scheme }: DistributionQuery): Scheme {
  return scheme === 'rank4' ? 'rank4' : 'local3';
}

/** The regions within the one asked for, each with its distribution; none where several are asked for. */
export async function regionShapes(query: DistributionQuery, filter: CoverageFilter, tree: RegionTree): Promise<RegionShape[]> {
  const [code = NATION, ...others] = filter.regions;
  if (others.length || filter.scope === 'own') return [];
  const read = await readDistributionsByRegion(filter);
  const children = tree.children(code, filter.asOf).filter(({ level }) => level !== 'nation');
  const shapes = children.flatMap((region): RegionShape[] => {
    const each = read.get(region.code);
    if (!each || ['xpcc', 'missions'].includes(region.kind)) return [];
    const shown = shownOf(query, each);
    return [
      {
        code: region.code,
        name: region.name,
        shortName: region.shortName,
        pinyin: region.pinyin,
        href: distributionAddress(query, { region: region.code }),
        middle: middleOf(shown),
        shown,
      },
    ];
  });
  return shapes.sort(ORDER[query.order]);
}

function shownOf(query: DistributionQuery, { of }: Distributions): Distribution {
  return of(regionScheme(query), query.basis);
}

function middleOf({ bands }: Distribution): number | null {
  const shares = bands.slice(1, -1).map(({ share }) => share);
  if (!shares.length || shares.includes(null)) return null;
  return shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
}

const ORDER: Record<RegionOrder, (a: RegionShape, b: RegionShape) => number> = {
  code: (a, b) => a.code.localeCompare(b.code),
  name: (a, b) => a.pinyin.localeCompare(b.pinyin),
  accounts: (a, b) => b.shown.total - a.shown.total,
  middle: (a, b) => (b.middle ?? -1) - (a.middle ?? -1),
  shape: (a, b) => SHAPES.indexOf(a.shown.shape) - SHAPES.indexOf(b.shown.shape) || b.shown.total - a.shown.total,
};

/** The regions above the one that is looked at. */
export function crumbsTo(tree: RegionTree, query: DistributionQuery, asOf: Day, nation: string): Crumb[] {
  const [code, ...others] = query.region;
  const region = code === undefined || others.length ? undefined : tree.at(code, asOf);
  if (!region || region.code === NATION) return [];
  return region.lineage.map((each) => ({
    href: distributionAddress(query, { region: each === NATION ? null : each }),
    name: each === NATION ? nation : (tree.at(each, asOf)?.name ?? each),
  }));
}
