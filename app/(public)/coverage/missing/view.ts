import type { z } from 'zod';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { coverageFilter, type missingPageQuery } from '@/lib/coverage/query';
import { reference } from '@/lib/db/reference';
import { accept, type Decision } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { localSectors } from '@/lib/taxonomy/sectors';
import { inSet } from '@/lib/web/sets';

export type MissingQuery = z.infer<typeof missingPageQuery>;

type Asked = Parameters<typeof coverageFilter>[0] & Pick<MissingQuery, 'vertical' | 'set'>;

/** What the page and its file are narrowed by. */
export async function missingFilter(asked: Asked, day: Day): Promise<Decision<CoverageFilter>> {
  const narrowed = await inSet(coverageFilter(asked, day), asked);
  if (!narrowed.accepted || !asked.vertical) return narrowed;
  const filter = narrowed.change;
  return accept({ ...filter, sectors: localSectors((await reference()).sectors, filter.asOf) });
}
