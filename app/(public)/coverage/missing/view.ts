import type { z } from 'zod';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { coverageFilter, type missingPageQuery } from '@/lib/coverage/query';
import { reference } from '@/lib/db/reference';
import type { Day } from '@/lib/taxonomy/day';
import { localSectors } from '@/lib/taxonomy/sectors';

type Asked = Parameters<typeof coverageFilter>[0] & Pick<z.infer<typeof missingPageQuery>, 'vertical'>;

/** What the page and its file are narrowed by. */
export async function missingFilter(asked: Asked, day: Day): Promise<CoverageFilter> {
  const filter = coverageFilter(asked, day);
  return asked.vertical ? { ...filter, sectors: localSectors((await reference()).sectors, filter.asOf) } : filter;
}
