import type { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import type { chaseCountsQuery } from '@/lib/coverage/gap-query';
import { countChases, firstRegion } from '@/lib/db/gap-list';
import { reference } from '@/lib/db/reference';
import { today } from '@/lib/web/page-query';
import { gapFilter } from '../view';

export const COUNTS = '/desk/gaps/counts';

/** The counts that are asked for: of the region that is said, else of the widest that the actor watches. */
export async function countsAsked(actor: Actor, query: z.infer<typeof chaseCountsQuery>) {
  const region = query.region[0] ?? (await firstRegion(actor, today()));
  const rows = await countChases(actor, region, gapFilter(query), today());
  const { regions } = await reference();
  return { rows, name: regions.at(region, today())?.name ?? region, query: { ...query, region: [region] } };
}
