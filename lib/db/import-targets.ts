import { mayAt } from '@/lib/access/acts';
import type { SetOfRegions } from '@/lib/coverage/region-set';
import { finding, refuses } from '@/lib/decision';
import { readTargetRow, TARGET_COLUMNS } from '@/lib/exchange/target-file';
import type { FileRow, Work } from './import-kind';
import { recordsKind, type SaidRow } from './import-records';
import { readRegionSets } from './region-sets';
import { placeOfCell } from './scope';

/** 目标任务: what documents ask for, by a day. */
export const TARGETS = recordsKind({
  kind: 'targets',
  columns: TARGET_COLUMNS,
  needs: ['measure', 'value', 'dueOn', 'documentNo'],
  table: {
    name: 'target',
    key: { region_code: 'text', set_id: 'int', sector_code: 'text', tier: 'text', platform: 'text', measure: 'text', due_on: 'date', document_no: 'text' },
    nullable: ['set_id', 'sector_code', 'tier', 'platform'],
    // No row says the last two: they stay, and a target that is withdrawn after the check is another than the plan's.
    values: { value: 'numeric', issuer: 'text', document_date: 'date', withdrawn_on: 'date', withdrawn_by: 'text' },
  },
  // What a document has withdrawn does not come back by the document that it was set by: neither by a form nor by a file.
  heldSays: ({ withdrawn_on: day, withdrawn_by: document }, changes) => {
    if (day === null) return [];
    const said = finding('documentNo', 'target-withdrawn-row', { day: String(day), document: String(document ?? '') });
    return [changes ? said : { ...said, severity: 'warning' }];
  },
  reader: () => async (work, rows) => {
    const sets = await readRegionSets();
    return rows.map((row) => saidBy(row, work, sets));
  },
});

function saidBy({ texts }: FileRow, { actor, lists, today }: Work, sets: readonly SetOfRegions[]): SaidRow {
  const said = readTargetRow(texts, { ...lists, sets }, today);
  const { region, set, sector, measure, value, dueOn, documentNo, findings } = said;
  const label = [set?.name ?? region?.name, sector?.name, documentNo].filter(Boolean).join(' ');
  if (region && !mayAt(actor, 'target.record', placeOfCell(region, sector, lists, today)))
    findings.push(finding('region', 'outside-scope', { unit: region.name }));
  if (findings.some(refuses) || !region || !measure || value === null || !dueOn || !documentNo) return { findings, records: [], label };
  const cell = { region_code: region.code, set_id: set?.id ?? null, sector_code: sector?.code ?? null, tier: said.tier, platform: said.platform };
  const told = { issuer: said.issuer, document_date: said.documentDate };
  const values = { value, ...Object.fromEntries(Object.entries(told).filter(([, each]) => each !== null)) };
  return { findings, label, records: [{ key: { ...cell, measure, due_on: dueOn, document_no: documentNo }, values, field: 'region' }] };
}
