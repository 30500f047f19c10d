import { mayAt } from '@/lib/access/acts';
import { finding, refuses } from '@/lib/decision';
import { POPULATION_COLUMNS, readPopulationRow } from '@/lib/exchange/population-file';
import type { FileRow, Work } from './import-kind';
import { recordsKind, type SaidRow } from './import-records';
import { placeOfCell } from './scope';

/** 常住人口 beside the list that is loaded, which leaves alone what came by a file. */
export const POPULATIONS = recordsKind({
  kind: 'populations',
  columns: POPULATION_COLUMNS,
  needs: ['region', 'year', 'vintage', 'source'],
  table: {
    name: 'region_population',
    key: { code: 'text', year: 'int', vintage: 'text' },
    values: { people: 'bigint', source: 'text' },
    always: { imported: true },
    alwaysTypes: { imported: 'bool' },
  },
  reader: () => async (work, rows) => rows.map((row) => saidBy(row, work)),
});

function saidBy({ texts }: FileRow, { actor, lists, today }: Work): SaidRow {
  const { region, year, vintage, people, source, findings } = readPopulationRow(texts, lists.regions, today);
  if (region && !mayAt(actor, 'population.record', placeOfCell(region, null, lists, today)))
    findings.push(finding('region', 'outside-scope', { unit: region.name }));
  const label = `${region?.name ?? ''} ${year ?? ''}`;
  if (findings.some(refuses) || !region || year === null || vintage === null || people === null || source === null) return { findings, records: [], label };
  return { findings, label, records: [{ key: { code: region.code, year, vintage }, values: { people, source }, field: 'region' }] };
}
