import type { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import type { chaseCountsQuery } from '@/lib/coverage/gap-query';
import { countChases, firstRegion } from '@/lib/db/gap-list';
import { accept } from '@/lib/decision';
import { today } from '@/lib/web/page-query';
import { whereWords } from '@/lib/web/sets';
import { gapFilter } from '../view';

export const COUNTS = '/desk/gaps/counts';

/** The counts that are asked for: of the set or the region that is said, else of the widest that the actor watches. */
export async function countsAsked(actor: Actor, query: z.infer<typeof chaseCountsQuery>) {
  const asked = query.set === undefined ? { ...query, region: [query.region[0] ?? (await firstRegion(actor, today()))] } : query;
  const filter = await gapFilter(asked);
  if (!filter.accepted) return filter;
  const rows = await countChases(actor, filter.change, today());
  return accept({ rows, name: await whereWords(asked, { ...filter.change, asOf: today() }), query: asked });
}
