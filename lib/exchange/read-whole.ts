// For the tests of files: what is read bit by bit, as a whole.
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { sourceOf } from './source';
import { openTable, type TableFacts, type TableRow, unusable } from './table';
import { openWorkbook, type SheetRow } from './xlsx';

export async function readTable(bytes: Uint8Array): Promise<Decision<TableFacts & { rows: TableRow[]; hiddenRows: number }>> {
  const table = await openTable(sourceOf(bytes));
  if (!table.accepted) return table;
  const { rows, lines: _, ...facts } = table.change;
  try {
    const read: (TableRow & { hidden: boolean })[] = [];
    for await (const some of rows()) read.push(...some);
    if (read.length === 0) return refuse(finding('file', 'file-empty'));
    return accept({ ...facts, rows: read.map(({ number, cells }) => ({ number, cells })), hiddenRows: read.filter(({ hidden }) => hidden).length });
  } catch (error) {
    return refuse(unusable(error));
  }
}

export async function readWorkbook(bytes: Uint8Array): Promise<{ name: string; rows: SheetRow[]; merged: number }[]> {
  const sheets: { name: string; rows: SheetRow[]; merged: number }[] = [];
  for (const sheet of await openWorkbook(sourceOf(bytes))) {
    const rows: SheetRow[] = [];
    for await (const some of sheet.rows()) rows.push(...some);
    sheets.push({ name: sheet.name, rows, merged: (await sheet.facts()).merged });
  }
  return sheets;
}
