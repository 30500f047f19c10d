import { getTranslations } from 'next-intl/server';
import type { AxisEntry } from '@/lib/coverage/filter';
import { figureOf } from '@/lib/coverage/measure';
import { checkView, coveragePageQuery, type Measure } from '@/lib/coverage/query';
import type { Cell, CoverageTable } from '@/lib/coverage/table';
import { readEditions } from '@/lib/db/demonstration';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import { exportRoute, invented } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { readView } from '../arranged';
import { arrangementWords } from '../arrangement-words';
import { type CoveragePageQuery, coverageAddress, filterOf, sentenceOf } from '../view';

export const GET = exportRoute(
  coveragePageQuery,
  '/coverage',
  async (query) => {
    const t = await getTranslations('coverage');
    const csv = await getTranslations('csv');
    const words = await getTranslations('export');
    const code = await getTranslations('code');
    const editions = await readEditions();
    const asked = await filterOf(query, editions, today());
    if (!asked.accepted) return asked;
    const filter = asked.change;
    const view = await readView(query, filter);
    if (!view.accepted) return view;
    const table = view.change.shown;
    const [header = [], ...rows] = await matrixRows(table, query);
    return accept({
      name: `${t('title')}-${filter.asOf}`,
      header: header.map(String),
      rows: [rows],
      total: rows.length,
      facts: [
        [words('content'), t('title')],
        ...(await invented(editions)),
        [csv('filter'), await sentenceOf(query, filter)],
        [csv('measure'), code(`measure.${query.measure}`)],
        ...(await arrangementWords(view.change, query)),
        [csv('asOf'), filter.asOf],
        [csv('definition'), t('definition')],
        [words('source'), words('fromRegister')],
      ],
      page: coverageAddress({ ...query, asOf: filter.asOf }),
    });
  },
  checkView,
);

async function matrixRows(table: CoverageTable, { rows, columns, measure }: CoveragePageQuery): Promise<FileCell[][]> {
  const t = await getTranslations('coverage');
  const code = await getTranslations('code');
  const axis = await getTranslations('code.axis');
  const state = await getTranslations('code.state');
  const nameOf = (on: string, { code: value, name, own }: AxisEntry) =>
    on === 'region' || on === 'sector' ? (own ? t('own', { region: name }) : name) : code(`${on}.${value}` as 'tier.central');
  const shown = (cell: Cell | undefined) =>
    cell ? figure(cell, measure, (value) => state(value === 'gap' && !cell.estimated ? 'gapConfirmed' : value)) : null;
  const corner = t('corner', { rows: axis(rows), columns: axis(columns) });
  const head = [corner, axis(rows), ...table.columns.map((column) => nameOf(columns, column))];
  const cells = new Map(table.cells.map((cell) => [`${cell.row}|${cell.column}`, cell]));
  return [head, ...table.rows.map((row) => [row.code, nameOf(rows, row), ...table.columns.map((column) => shown(cells.get(`${row.code}|${column.code}`)))])];
}

function figure(cell: Cell, measure: Measure, words: (state: Cell['state']) => string): FileCell {
  if (measure === 'accounts') return cell.accounts;
  if (measure !== 'state') return figureOf(cell, measure);
  if (cell.state === 'partial') return `${cell.covered}/${cell.expected}`;
  return cell.state === 'covered' || cell.state === 'extra' ? cell.accounts : words(cell.state);
}
