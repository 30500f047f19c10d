import { stringify } from 'csv-stringify/sync';

/** A cell of a file: null is an empty cell, which is not 0. */
export type CsvCell = string | number | null;

/**
 * A table as CSV that Excel and WPS open as it is meant: UTF-8 with a byte-order mark, lines ended
 * as Windows does, and no text that a spreadsheet would run as a formula.
 */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { bom: true, record_delimiter: 'windows', escape_formulas: true, quoted_match: /\n/ },
  );
}
