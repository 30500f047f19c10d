import type { z } from 'zod';
import { address, type QueryValue } from '@/components/ui/query';
import type { channelsPageQuery } from '@/lib/coverage/channels-query';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import type { Day } from '@/lib/taxonomy/day';

export type ChannelsQuery = Pick<z.infer<typeof channelsPageQuery>, 'of' | 'region' | 'scope' | 'sector' | 'tier' | 'asOf' | 'state'>;

/** What the page and its file are narrowed by. */
export function channelsFilter({ region, scope, sector, tier, asOf }: ChannelsQuery, today: Day): CoverageFilter {
  return { ...everything(asOf ?? today), regions: region, scope, sectors: sector, tiers: tier };
}

/** The address of the page, or of its file, with some parameters changed; defaults are left out. */
export function channelsAddress(query: ChannelsQuery, change: Record<string, QueryValue> = {}, path = '/coverage/channels'): string {
  const { of, region, scope, sector, tier, asOf, state } = query;
  const said = { of: of === 'bodies' ? null : of, region, scope: scope === 'own' ? scope : null, sector, tier, asOf, state };
  return address(path, { ...said, ...change });
}
