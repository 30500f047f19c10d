import { parse } from 'csv-parse/sync';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { findHeader } from './columns';
import { MAX_COLUMNS, UnreadableWorkbook } from './unpack';
import { readWorkbook, type Sheet } from './xlsx';

/** A row as it came: its number in the file, its cells as text. */
export type TableRow = { number: number; cells: string[] };

export type Table = {
  rows: TableRow[];
  format: 'csv' | 'xlsx';
  /** How the text was written; null for a workbook. */
  encoding: 'utf-8' | 'utf-16' | 'gb18030' | null;
  /** The sheet that was read, and the others that hold something. */
  sheet: string | null;
  otherSheets: string[];
  /** Ranges of merged cells that were filled down. */
  merged: number;
  hiddenRows: number;
};

export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_ROWS = 20_000;
/** Empty ones included, which spreadsheets write by the thousand. */
const MAX_LINES = 10 * MAX_ROWS;
const MAX_RECORD = 1_000_000;

/** Reads a CSV file (UTF-8, UTF-16 or GB18030) or an .xlsx workbook into rows of text. */
export function readTable(bytes: Uint8Array): Decision<Table> {
  if (bytes.length === 0) return refuse(finding('file', 'file-empty'));
  if (bytes.length > MAX_FILE_BYTES)
    return refuse(finding('file', 'file-too-large', { megabytes: Math.ceil(bytes.length / 1024 / 1024), limit: MAX_FILE_BYTES / 1024 / 1024 }));
  const table = startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])
    ? fromWorkbook(bytes)
    : startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])
      ? refuse(finding('file', 'file-old-excel'))
      : fromText(bytes);
  if (!table.accepted) return table;
  const { rows } = table.change;
  if (rows.length === 0) return refuse(finding('file', 'file-empty'));
  if (rows.length > MAX_ROWS) return refuse(finding('file', 'file-too-many-rows', { rows: rows.length, limit: MAX_ROWS }));
  return table;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function fromWorkbook(bytes: Uint8Array): Decision<Table> {
  try {
    const sheets = readWorkbook(bytes).map((sheet) => ({ ...sheet, rows: sheet.rows.filter(({ cells }) => cells.some((text) => text.trim() !== '')) }));
    const filled = sheets.filter(({ rows }) => rows.length > 0);
    const sheet = accountSheet(filled);
    if (!sheet) return refuse(finding('file', 'file-empty'));
    const others = filled.filter((each) => each !== sheet);
    return accept({
      rows: sheet.rows.map(({ number, cells }) => ({ number, cells })),
      format: 'xlsx',
      encoding: null,
      sheet: sheet.name,
      otherSheets: others.map(({ name }) => name),
      merged: sheet.merged,
      hiddenRows: sheet.rows.filter(({ hidden }) => hidden).length,
    });
  } catch (error) {
    if (error instanceof UnreadableWorkbook) return refuse(finding('file', error.reason));
    throw error;
  }
}

// The first that names most columns of the account file: what stands before it may only tell what it is.
function accountSheet(sheets: readonly Sheet[]): Sheet | undefined {
  const named = (sheet: Sheet) => findHeader(sheet.rows)?.fields.filter((field) => field !== null).length ?? 0;
  return sheets.reduce<Sheet | undefined>((best, sheet) => (best === undefined || named(sheet) > named(best) ? sheet : best), undefined);
}

function fromText(bytes: Uint8Array): Decision<Table> {
  const decoded = decode(bytes);
  if (!decoded) return refuse(finding('file', 'file-not-text'));
  const { text, encoding } = decoded;
  const lines = linesOf(bytes);
  if (lines > MAX_LINES) return refuse(finding('file', 'file-too-many-rows', { rows: lines, limit: MAX_ROWS }));
  try {
    const records = parse(text, {
      maxRecordSize: MAX_RECORD,
      delimiter: delimiterOf(text),
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      bom: true,
    }) as string[][];
    if (records.some((cells) => cells.findLastIndex((cell) => cell.trim() !== '') >= MAX_COLUMNS)) return refuse(finding('file', 'sheet-too-large'));
    const rows = records.map((cells, index) => ({ number: index + 1, cells })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
    return accept({ rows, format: 'csv', encoding, sheet: null, otherSheets: [], merged: 0, hiddenRows: 0 });
  } catch {
    return refuse(finding('file', 'file-broken-csv'));
  }
}

function linesOf(bytes: Uint8Array): number {
  return bytes.reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1);
}

function decode(bytes: Uint8Array): { text: string; encoding: NonNullable<Table['encoding']> } | null {
  if (startsWith(bytes, [0xff, 0xfe])) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' };
  if (startsWith(bytes, [0xfe, 0xff])) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' };
  if (bytes.includes(0)) return null;
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return isProse(text) ? { text, encoding } : null;
    } catch {
      // Not this one: GB18030 is what offices' files are when they are not UTF-8.
    }
  }
  return null;
}

// A binary file that happens to decode is full of control characters.
function isProse(text: string): boolean {
  const controls = text.slice(0, 4000).match(/[^\P{Cc}\t\n\r]/gu)?.length ?? 0;
  return controls * 50 <= Math.min(text.length, 4000);
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 4000);
  const count = (mark: string) => head.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
