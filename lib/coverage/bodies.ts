import type { Expectation, RankOf } from '@/lib/registry/expectation';
import type { Tier } from '@/lib/taxonomy/codes';
import type { Region } from '@/lib/taxonomy/regions';
import type { SectorTree } from '@/lib/taxonomy/sectors';
import type { CoverageFilter } from './filter';
import type { Ground } from './frame';
import { holdsIn } from './slots';

/** One body that the rules expect: of a sector at its tier in a region. */
export type Slot = { region: Region; tier: Tier; rule: Expectation };

/** Every body that is expected, region by region and in the order of the sectors. */
export function slotsInOrder(grounds: readonly Ground[], rules: readonly Expectation[], rankOf: RankOf, sectors: SectorTree, filter: CoverageFilter): Slot[] {
  const position = ({ sectorCode }: Expectation) => sectors.byCode(sectorCode)?.position ?? 0;
  const ordered = [...rules].sort((a, b) => position(a) - position(b));
  const asked = ({ kind }: Region, tier: Tier, { unitKind }: Expectation) => {
    const rank = filter.ranks.length ? rankOf(kind, tier, unitKind) : null;
    return !filter.ranks.length || (rank !== null && filter.ranks.includes(rank));
  };
  return [...grounds]
    .sort((a, b) => (a.region.code < b.region.code ? -1 : 1))
    .flatMap(({ region, slotTier: tier }) =>
      tier === null
        ? []
        : ordered.flatMap((rule) => (rule.tier === tier && holdsIn(rule, region.id) && asked(region, tier, rule) ? [{ region, tier, rule }] : [])),
    );
}

export const BODY_SORTS = ['region', '-region', 'sector', '-sector', 'state', '-state'] as const;
export type BodySort = (typeof BODY_SORTS)[number];

/** The same, which stand by region, in another order; equals stay by region. */
export function slotsSorted(slots: readonly Slot[], sort: BodySort, sectors: SectorTree, covered: (slot: Slot) => boolean): Slot[] {
  const way = sort.startsWith('-') ? -1 : 1;
  const position = ({ rule }: Slot) => sectors.byCode(rule.sectorCode)?.position ?? 0;
  if (sort === 'region') return [...slots];
  if (sort === '-region') return [...slots].reverse();
  if (sort === 'sector' || sort === '-sector') return [...slots].sort((a, b) => way * (position(a) - position(b)));
  return [...slots].sort((a, b) => way * (Number(covered(a)) - Number(covered(b))));
}

/** What tells one expected body from another. */
export function slotKey(regionId: number, sectorCode: string, tier: Tier): string {
  return `${regionId} ${sectorCode} ${tier}`;
}
