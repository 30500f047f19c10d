import type { z } from 'zod';
import { address, orderOf, type QueryValue } from '@/components/ui/query';
import type { ListedGap } from '@/lib/coverage/gap';
import type { chaseCountsQuery, gapsPageQuery } from '@/lib/coverage/gap-query';
import type { GapFilter } from '@/lib/db/gap-list';
import { accept, type Decision } from '@/lib/decision';
import { today } from '@/lib/web/page-query';
import { regionsAskedOn } from '@/lib/web/sets';

export const PATH = '/desk/gaps';

export type GapsQuery = Omit<z.infer<typeof gapsPageQuery>, 'chased'>;
type Place = Omit<z.infer<typeof chaseCountsQuery>, 'set'> & { set?: number };

/** What is asked, as the data layer is asked; refuses a set of which nothing is left today. */
export async function gapFilter({ set, region, scope, sector, tier, platform, roster }: Place): Promise<Decision<GapFilter & { regions: readonly string[] }>> {
  const regions = await regionsAskedOn({ set, region }, today());
  return regions.accepted ? accept({ regions: regions.change, scope, sectors: sector, tiers: tier, platforms: platform, roster }) : regions;
}

/** Where and what: the parameters that the list, the counts and the letter share. */
export function placeOf({ set, region, scope, sector, tier, platform, roster }: Place): Record<string, QueryValue> {
  return { set, region, scope: scope === 'own' ? scope : null, sector, tier, platform, roster };
}

/** The address of the list with some parameters changed; the usual ones are left out, and the page begins anew. */
export function gapsAddress(query: GapsQuery, change: Record<string, QueryValue> = {}, path = PATH): string {
  const { state, outcome, mine, sort, per } = query;
  return address(path, { ...placeOf(query), state, outcome, mine, ...orderOf(sort, per, 'region'), ...change });
}

/** The form that registers the account of a gap, filled in as far as the gap says. */
export function registrationOf({ platform, regionCode, sectorCode, tier, unit, unitId }: ListedGap): string {
  const owner = unitId === null ? { fills: 'yes' } : { unit: `${unit}（#${unitId}）` };
  return address('/desk/accounts/new', { platform, region: regionCode, sector: sectorCode, tier, ...owner });
}

/** What a body is called: as the unit that is registered as it, else as the template says. */
export function bodyOf({ unit, region, bodyName }: Pick<ListedGap, 'unit' | 'region' | 'bodyName'>): string {
  return unit ?? `${region}${bodyName}`;
}
