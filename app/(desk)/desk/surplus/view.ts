import type { z } from 'zod';
import type { QueryValue } from '@/components/ui/query';
import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import type { surplusPageQuery } from '@/lib/reports/surplus-query';
import { NATION } from '@/lib/taxonomy/regions';

export const PATH = '/desk/surplus';
export const CLOSING = `${PATH}/closing`;

type Asked = Pick<z.infer<typeof surplusPageQuery>, 'region' | 'sector' | 'platform' | 'weeks' | 'fewer'>;

/** What the list and the simulation share; the usual limits are left out. */
export function sharedOf({ region, sector, platform, weeks, fewer }: Asked): Record<string, QueryValue> {
  return { region, sector, platform, weeks: weeks === 13 ? null : weeks, fewer: fewer === 100 ? null : fewer };
}

/** Where is looked: where it is said, else wherever the actor decides. */
export function regionsOf(actor: Actor, region: readonly string[]): readonly string[] {
  const own = [...new Set(grantsFor(actor, 'filing.decide').map(({ regionCode }) => regionCode))];
  return region.length > 0 || own.includes(NATION) ? region : own;
}
