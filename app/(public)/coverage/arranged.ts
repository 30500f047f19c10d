import { arranged, checkArrangement } from '@/lib/coverage/arrangement';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { type Heat, heatOf } from '@/lib/coverage/heat';
import type { CoverageTable } from '@/lib/coverage/table';
import { readCoverage } from '@/lib/db/coverage';
import { accept, type Decision, refuse } from '@/lib/decision';
import type { CoveragePageQuery } from './view';

/** What the page shows: the table as it was counted, as it is laid out, and the classes of its figures. */
export type View = { whole: CoverageTable; shown: CoverageTable; heat: Heat };

/** Reads the table and lays it out as the address says; refuses to sort by what it does not have. */
export async function readView(query: CoveragePageQuery, filter: CoverageFilter): Promise<Decision<View>> {
  const whole = await readCoverage(query.rows, query.columns, filter, { followers: false });
  const wrong = checkArrangement(whole, query, query.rows);
  if (wrong.length) return refuse(...wrong);
  const shown = arranged(whole, query);
  return accept({ whole, shown, heat: heatOf(shown.cells, query.measure) });
}
