import { checkAxes, coverageFilter, coverageQuery } from '@/lib/coverage/query';
import { readCoverage } from '@/lib/db/coverage';
import { reference } from '@/lib/db/reference';
import { refuse } from '@/lib/decision';
import { checkPlaces } from '@/lib/taxonomy/query';
import { route } from '@/lib/web/api';
import { coverageDefinition } from '@/lib/web/definitions';
import { today } from '@/lib/web/page-query';

export const GET = route(coverageQuery, async (query) => {
  const filter = coverageFilter(query, today());
  const wrong = [...checkAxes(query), ...checkPlaces(query, await reference(), filter.asOf)];
  if (wrong.length) return refuse(...wrong);
  const { demonstration, rows, columns, cells, totals } = await readCoverage(query.rows, query.columns, filter);
  return { asOf: filter.asOf, ...(demonstration ? { demonstration } : {}), definition: coverageDefinition(), rows, columns, cells, totals };
});
