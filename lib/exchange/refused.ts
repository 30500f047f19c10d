import { REASONS_HEADER } from './columns';
import { csvText } from './csv';
import { type Part, placeInFile } from './layout';

export type RefusedRow = { number: number; cells: readonly string[]; reasons: readonly string[] };

/**
 * Refused rows as the sheet that they came from, their reasons in a column of its own at the end: to be
 * mended and sent back, where that column is passed over. A row of a unit stands there once.
 */
export function refusedSheet(headers: readonly string[], parts: readonly Part[] | undefined, rows: readonly RefusedRow[]): string {
  const kept = headers.flatMap((header, index) => (header === REASONS_HEADER ? [] : [index]));
  const sheet = new Map<number, { cells: readonly string[]; reasons: string[] }>();
  for (const { number, cells, reasons } of rows) {
    const { row, column } = placeInFile(parts, number);
    const said = column === null ? reasons : reasons.map((reason) => `${column}：${reason}`);
    const known = sheet.get(row);
    if (known) known.reasons.push(...said);
    else sheet.set(row, { cells, reasons: [...said] });
  }
  const lines = [...sheet.values()].map(({ cells, reasons }) => [...kept.map((index) => cells[index] ?? ''), [...new Set(reasons)].join('；')]);
  return csvText([[...kept.map((index) => headers[index] ?? ''), REASONS_HEADER], ...lines]);
}
