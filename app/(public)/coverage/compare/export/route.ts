import { getTranslations } from 'next-intl/server';
import { COMPARED } from '@/lib/coverage/compare';
import { comparePageQuery } from '@/lib/coverage/time-query';
import { readEditions } from '@/lib/db/demonstration';
import { accept, refuse } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import { exportRoute, invented } from '@/lib/web/export';
import { type Compared, type CompareQuery, checkCompare, compareAddress, compared, daysOf, entryWords, sideWords } from '../view';

export const GET = exportRoute(
  comparePageQuery,
  '/coverage/compare',
  async (query) => {
    const t = await getTranslations('compare');
    const csv = await getTranslations('csv');
    const words = await getTranslations('export');
    const sides = await compared(query);
    if (!sides.accepted) return refuse(...sides.findings);
    const { from, to } = daysOf(sides.change);
    const said = await sideWords(query, sides.change);
    const rows = await cellRows(query, sides.change);
    return accept({
      name: `${t('title')}-${from}-${to}`,
      header: await header(query),
      rows: [rows],
      total: rows.length,
      facts: [
        [words('content'), t('title')],
        ...(await invented(await readEditions())),
        [t('first'), said.first],
        [t('second'), said.second],
        [csv('definition'), t('definition')],
        [words('source'), words('fromRegister')],
      ],
      page: compareAddress(query),
    });
  },
  checkCompare,
);

async function header({ rows, columns }: CompareQuery): Promise<string[]> {
  const t = await getTranslations('compare');
  const axis = await getTranslations('code.axis');
  const figures = COMPARED.flatMap((measure) => (['first', 'second', 'difference'] as const).map((side) => `${t(`measure.${measure}`)} ${t(side)}`));
  return [axis(rows), axis(columns), ...figures];
}

async function cellRows({ rows, columns }: CompareQuery, { table }: Compared): Promise<FileCell[][]> {
  const nameOf = await entryWords();
  const names = (axis: string, entries: typeof table.rows) => new Map(entries.map((entry) => [entry.code, nameOf(axis, entry)]));
  const [rowNames, columnNames] = [names(rows, table.rows), names(columns, table.columns)];
  return table.cells.map((cell) => [
    rowNames.get(cell.row) ?? cell.row,
    columnNames.get(cell.column) ?? cell.column,
    ...COMPARED.flatMap((measure) => [cell[measure].first, cell[measure].second, cell[measure].difference]),
  ]);
}
