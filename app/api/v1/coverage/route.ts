import type { z } from 'zod';
import { checkAxes, coverageFilter, coverageQuery } from '@/lib/coverage/query';
import { readCoverage } from '@/lib/db/coverage';
import { route } from '@/lib/web/api';
import { coverageDefinition } from '@/lib/web/definitions';
import { today } from '@/lib/web/page-query';

async function coverage(query: z.infer<typeof coverageQuery>) {
  const filter = coverageFilter(query, today());
  const { demonstration, rows, columns, cells, totals } = await readCoverage(query.rows, query.columns, filter);
  return { asOf: filter.asOf, ...(demonstration ? { demonstration } : {}), definition: coverageDefinition(), rows, columns, cells, totals };
}

export const GET = route(coverageQuery, coverage, checkAxes);
