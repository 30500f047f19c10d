import { mayAt } from '@/lib/access/acts';
import { finding, refuses } from '@/lib/decision';
import { FIGURE_COLUMNS, readFigureRow } from '@/lib/exchange/figure-file';
import { lastDay } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import type { FileRow, Work } from './import-kind';
import { recordsKind, type SaidRow } from './import-records';

/** 公布数据: rival series stand side by side, each under its source, and are never added. */
export const FIGURES = recordsKind({
  kind: 'published-figures',
  columns: FIGURE_COLUMNS,
  needs: ['asOf', 'site', 'scope', 'countedBy', 'source', 'value'],
  table: {
    name: 'published_figure',
    key: { as_of: 'date', site: 'text', scope: 'text', counted_by: 'text', source: 'text' },
    values: { comparator: 'text', value: 'numeric', as_of_said: 'text' },
    always: { imported: true },
    alwaysTypes: { imported: 'bool' },
  },
  reader: () => async (work, rows) => rows.map((row) => saidBy(row, work)),
});

function saidBy({ texts }: FileRow, { actor, today }: Work): SaidRow {
  const { asOf, site, scope, countedBy, source, comparator, value, findings } = readFigureRow(texts, today);
  if (!mayAt(actor, 'figure.record', { lineage: [NATION], sectors: [], vertical: false, units: [] })) findings.push(finding('site', 'not-allowed'));
  const label = [asOf, site, scope].filter(Boolean).join(' ');
  if (findings.some(refuses) || !asOf || !site || !scope || !countedBy || !source || value === null) return { findings, records: [], label };
  const key = { as_of: lastDay(asOf), site, scope, counted_by: countedBy, source };
  return { findings, label, records: [{ key, values: { comparator: comparator ?? '=', value, as_of_said: asOf.length === 10 ? null : asOf }, field: 'asOf' }] };
}
