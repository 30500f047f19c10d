import type { z } from 'zod';
import { figuresBeside } from '@/lib/coverage/published';
import type { yearsPageQuery } from '@/lib/coverage/time-query';
import { listPublished } from '@/lib/db/published';
import { reference } from '@/lib/db/reference';
import type { Platform } from '@/lib/taxonomy/codes';
import { namesOf } from '@/lib/taxonomy/regions';
import { today } from '@/lib/web/page-query';

export type YearsQuery = z.infer<typeof yearsPageQuery>;

/** The published figures that are of just what is asked, on a platform. */
export async function figuresAsked(query: YearsQuery, platform: Platform) {
  const [figures, narrowing] = [await listPublished(), await namesAsked(query)];
  return narrowing === null ? [] : figuresBeside(figures, platform, narrowing);
}

/** What the region or the sector asked for is called in figures; none where neither is asked for, null where nothing published is so narrow. */
async function namesAsked({ region, sector, tier, rank, holder, scope }: YearsQuery): Promise<readonly string[] | null> {
  const { regions, sectors } = await reference();
  const [code, ...others] = region.filter((each) => each !== '000000');
  if (others.length || sector.length > 1 || (code && sector.length) || tier.length || rank.length || holder.length || scope === 'own') return null;
  const place = code === undefined ? undefined : regions.at(code, today());
  const field = sector[0] === undefined ? undefined : sectors.byCode(sector[0]);
  return [...(place ? [...namesOf(place), ...place.aliases] : []), ...(field ? [field.name, ...field.aliases] : [])];
}
