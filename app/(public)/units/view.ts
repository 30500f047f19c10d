import type { z } from 'zod';
import type { UnitFilter } from '@/lib/db/unit-list';
import type { unitsPageQuery } from '@/lib/registry/query';

/** What the page and its file are narrowed by. */
export function filterOf(query: Omit<z.infer<typeof unitsPageQuery>, 'page' | 'per' | 'sort'>): UnitFilter {
  return {
    regions: query.region,
    sectors: query.sector,
    tiers: query.tier,
    text: query.q ?? null,
    provisional: query.provisional === 'yes',
    ended: query.ended === 'yes',
  };
}
