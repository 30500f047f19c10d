import { getTranslations } from 'next-intl/server';
import { CoverageWords } from '@/components/coverage/said';
import type { CoverageFilter } from '@/lib/coverage/filter';
import type { Roster } from '@/lib/coverage/roster';
import { mostMissing } from '@/lib/coverage/words';
import { readCoverage } from '@/lib/db/coverage';
import { platformsOf } from '../said';

/** What the list says: how many are expected, how many have no account, and where the most of those are. */
export async function MissingSaid({ filter, roster }: { filter: CoverageFilter; roster?: Roster }) {
  // The table counts both rosters together.
  if (roster) return null;
  const t = await getTranslations('said');
  const table = await readCoverage('region', 'sector', filter, { followers: false });
  const { expected, covered } = table.totals;
  if (!expected || covered === null) return null;
  const of = { platform: await platformsOf(filter), expected, asOf: filter.asOf };
  const missing = expected - covered;
  const estimated = table.cells.some((cell) => cell.estimated && (cell.expected ?? 0) > (cell.covered ?? 0)) ? 'yes' : 'no';
  const most = mostMissing(table, 'region');
  return (
    <>
      <p className="mb-1">{missing === 0 ? t('missingNone', of) : t('missing', { ...of, covered, missing, estimated })}</p>
      <CoverageWords facts={most ? [most] : []} what="" />
    </>
  );
}
