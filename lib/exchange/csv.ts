import { defuse } from './formula';

/** A cell of a file: null is an empty cell, which is not 0. */
export type FileCell = string | number | null;

/** Rows as they come, some at a time. */
export type Batches = AsyncIterable<readonly (readonly FileCell[])[]> | Iterable<readonly (readonly FileCell[])[]>;

/** What begins a CSV file: by it Excel and WPS know that it is UTF-8. */
export const BOM = '\ufeff';

/** Rows as the text of a CSV file, as it is asked for. */
export async function* csvFile(batches: Batches): AsyncGenerator<string> {
  yield BOM;
  for await (const batch of batches) {
    let lines = '';
    for (const cells of batch) lines += csvLine(cells);
    yield lines;
  }
}

/** A row as a line of CSV: ended as Windows does, and no text that a spreadsheet would run as a formula. */
export function csvLine(cells: readonly FileCell[]): string {
  let line = '';
  for (let index = 0; index < cells.length; index++) line += (index ? ',' : '') + csvCell(cells[index] ?? null);
  return `${line}\r\n`;
}

/** A whole file that is short. */
export function csvText(rows: readonly (readonly FileCell[])[]): string {
  return BOM + rows.map(csvLine).join('');
}

function csvCell(cell: FileCell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = defuse(cell);
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
