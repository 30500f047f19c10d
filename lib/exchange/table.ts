import { parse } from 'csv-parse';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { findHeader } from './columns';
import { type ByteSource, bytesOf } from './source';
import { MAX_COLUMNS, UnreadableWorkbook } from './unpack';
import { openWorkbook, type Sheet } from './xlsx';

/** A row as it came: its number in the file, its cells as text. */
export type TableRow = { number: number; cells: string[] };

export type TableFacts = {
  format: 'csv' | 'xlsx';
  /** How the text was written; null for a workbook. */
  encoding: 'utf-8' | 'utf-16' | 'gb18030' | null;
  /** The sheet that was read, and the others that hold something. */
  sheet: string | null;
  otherSheets: string[];
  /** Ranges of merged cells that were filled down. */
  merged: number;
};

/** A file whose rows are read as they are asked for. */
export type Table = TableFacts & {
  /** About how many rows there are, for whoever waits; null where the file does not tell. */
  lines: number | null;
  /**
   * Rows that hold something, some at a time.
   * @throws UnusableFile where the file turns out to be none that can be used
   */
  rows(): AsyncGenerator<(TableRow & { hidden: boolean })[]>;
};

export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Below the header. */
export const MAX_ROWS = 200_000;
/** Empty ones included, which spreadsheets write by the thousand. */
const MAX_LINES = 10 * MAX_ROWS;
const MAX_RECORD = 1_000_000;

/** Found while rows were read: nothing of the file is used. */
export class UnusableFile extends Error {
  constructor(readonly finding: Finding) {
    super(finding.reason);
  }
}

/** Opens a CSV file (UTF-8, UTF-16 or GB18030) or an .xlsx workbook; its rows are read later, and refused when there are too many. Of a workbook the first sheet that holds something, or the one that was chosen. */
export async function openTable(source: ByteSource, chosen: string | null = null): Promise<Decision<Table>> {
  if (source.size === 0) return refuse(finding('file', 'file-empty'));
  if (source.size > MAX_FILE_BYTES) return refuse(tooLarge(source.size));
  const head = await bytesOf(source, 0, 4);
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) return refuse(finding('file', 'file-old-excel'));
  try {
    return startsWith(head, [0x50, 0x4b, 0x03, 0x04]) ? await fromWorkbook(source, chosen) : await fromText(source);
  } catch (error) {
    return refuse(unusable(error));
  }
}

export function tooLarge(bytes: number): Finding {
  return finding('file', 'file-too-large', { megabytes: Math.ceil(bytes / 1024 / 1024), limit: MAX_FILE_BYTES / 1024 / 1024 });
}

/** What is wrong with the file; whatever else went wrong is thrown on. */
export function unusable(error: unknown): Finding {
  if (error instanceof UnusableFile) return error.finding;
  if (error instanceof UnreadableWorkbook) return finding('file', error.reason);
  throw error;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

const HEADER = 1;

function tooMany(rows: number): Finding {
  return finding('file', 'file-too-many-rows', { rows, limit: MAX_ROWS });
}

/** Leaves out rows that hold nothing, and stops where there are too many. */
async function* filled<T extends TableRow>(pieces: AsyncIterable<T[]>, atLeast: number): AsyncGenerator<T[]> {
  let count = 0;
  for await (const piece of pieces) {
    const rows = piece.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
    count += rows.length;
    if (count > MAX_ROWS + HEADER) throw new UnusableFile(tooMany(Math.max(count, atLeast)));
    if (rows.length) yield rows;
  }
}

async function fromWorkbook(source: ByteSource, chosen: string | null): Promise<Decision<Table>> {
  const sheets: { sheet: Sheet; named: number }[] = [];
  for (const sheet of await openWorkbook(source)) {
    const named = await columnsNamed(sheet);
    if (named !== null) sheets.push({ sheet, named });
  }
  // The first that names most columns of the account file: what stands before it may only tell what it is.
  const most = Math.max(...sheets.map(({ named }) => named));
  const sheet = (sheets.find((each) => each.sheet.name === chosen) ?? sheets.find(({ named }) => named === most))?.sheet;
  if (!sheet) return refuse(finding('file', 'file-empty'));
  const others = sheets.map((each) => each.sheet).filter((each) => each !== sheet);
  const { merged, lines } = await sheet.facts();
  return accept({
    format: 'xlsx',
    encoding: null,
    sheet: sheet.name,
    otherSheets: others.map(({ name }) => name),
    merged,
    lines,
    rows: () => filled(sheet.rows(), 0),
  });
}

// Null where it holds nothing. The header stands within the first rows that hold something.
async function columnsNamed(sheet: Sheet): Promise<number | null> {
  let empty = 0;
  for await (const rows of sheet.rows()) {
    const filled = rows.filter(({ cells }) => cells.some((text) => text.trim() !== ''));
    if (filled.length) return findHeader(filled)?.fields.filter((field) => field !== null).length ?? 0;
    empty += rows.length;
    if (empty > MOST_EMPTY) return 0;
  }
  return null;
}

/** Rows without anything after which a sheet is not looked through any further: its rows will be read, and a million empty ones only once. */
const MOST_EMPTY = 10_000;

async function fromText(source: ByteSource): Promise<Decision<Table>> {
  const seen = await lookThrough(source);
  if (!seen || !isProse(seen.beginning)) return refuse(finding('file', 'file-not-text'));
  const { encoding, label, beginning, lines } = seen;
  if (lines > MAX_LINES) return refuse(tooMany(lines));
  return accept({
    format: 'csv',
    encoding,
    sheet: null,
    otherSheets: [],
    merged: 0,
    lines,
    rows: () => filled(records(source, label, delimiterOf(beginning)), seen.outside),
  });
}

const BEGINNING = 4000;
type Label = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
type Seen = { encoding: NonNullable<TableFacts['encoding']>; label: Label; beginning: string; lines: number; outside: number };

// Once from end to end, without reading rows: how it is written, and that it is no million of rows.
async function lookThrough(source: ByteSource): Promise<Seen | null> {
  const head = await bytesOf(source, 0, 4 * BEGINNING);
  const marked = markOf(head);
  const counted = lineCounter();
  const utf8 = utf8Tester();
  for await (const part of source.read()) {
    if (!marked && part.includes(0)) return null;
    counted.add(part);
    if (counted.outside > MAX_ROWS + TITLES) throw new UnusableFile(tooMany(counted.outside));
    if (!marked) utf8.add(part);
  }
  const label = marked ?? (utf8.passes() ? 'utf-8' : 'gb18030');
  if (label === 'gb18030' && !(await isGb18030(source))) return null;
  const beginning = new TextDecoder(label).decode(head).slice(0, BEGINNING);
  const encoding = label === 'utf-8' || label === 'gb18030' ? label : 'utf-16';
  return { encoding, label, beginning, lines: counted.lines, outside: counted.outside };
}

/** Lines above the rows and quoted lines that are counted by mistake: only what is surely too much is refused before it is read. */
const TITLES = 1000;

function markOf(head: Uint8Array): Label | null {
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  return startsWith(head, [0xfe, 0xff]) ? 'utf-16be' : null;
}

function utf8Tester() {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let passes = true;
  return {
    add(part: Uint8Array) {
      passes &&= decodes(decoder, part);
    },
    passes: () => passes && decodes(decoder),
  };
}

async function isGb18030(source: ByteSource): Promise<boolean> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  for await (const part of source.read()) if (!decodes(decoder, part)) return false;
  return decodes(decoder);
}

function decodes(decoder: InstanceType<typeof TextDecoder>, part?: Uint8Array): boolean {
  try {
    decoder.decode(part, { stream: part !== undefined });
    return true;
  } catch {
    return false;
  }
}

const [QUOTE, LINE] = [0x22, 0x0a];
/** Bytes that hold nothing: those of empty cells, and of what stands between them. */
const HOLLOW = new Set([0, 0x09, 0x0d, 0x20, 0x2c]);

/** Counts lines: all of them, and those that hold something and do not lie within quotes. */
function lineCounter() {
  const counted = { lines: 1, outside: 0, add };
  let quoted = false;
  let holds = false;
  function endOfLine() {
    counted.lines += 1;
    if (quoted) return;
    if (holds) counted.outside += 1;
    holds = false;
  }
  function add(part: Uint8Array) {
    for (const byte of part) {
      if (byte === LINE) endOfLine();
      else if (byte === QUOTE) quoted = !quoted;
      else if (!holds) holds = !HOLLOW.has(byte);
    }
  }
  return counted;
}

type Parsed = { record: string[]; info: { records: number; empty_lines: number } };

async function* records(source: ByteSource, label: Label, delimiter: string): AsyncGenerator<(TableRow & { hidden: boolean })[]> {
  // Empty lines are counted and passed over: for a row of another length than the first the parser makes an error with its stack, which a hundred thousand empty lines make seconds of.
  const parser = parse({ maxRecordSize: MAX_RECORD, delimiter, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true, info: true, bom: true });
  let read: (TableRow & { hidden: boolean })[] = [];
  let failed: Error | null = null;
  parser.on('readable', () => {
    for (let parsed: Parsed | null = parser.read(); parsed !== null; parsed = parser.read()) {
      const { record: cells, info } = parsed;
      if (cells.length > MAX_COLUMNS && cells.findLastIndex((cell) => cell.trim() !== '') >= MAX_COLUMNS) failed ??= new UnreadableWorkbook('sheet-too-large');
      read.push({ number: info.records + info.empty_lines, cells, hidden: false });
    }
  });
  parser.on('error', () => {
    failed ??= new UnusableFile(finding('file', 'file-broken-csv'));
  });
  const decoder = new TextDecoder(label);
  for await (const part of source.read()) {
    await written(parser, decoder.decode(part, { stream: true }));
    if (failed) throw failed;
    if (read.length) yield read;
    read = [];
  }
  await new Promise<void>((resolve) => {
    parser.once('end', resolve).once('error', () => resolve());
    parser.end(decoder.decode());
  });
  if (failed) throw failed;
  if (read.length) yield read;
}

function written(parser: ReturnType<typeof parse>, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (text === '' || parser.destroyed) resolve();
    else parser.write(text, () => setImmediate(resolve));
  });
}

// A binary file that happens to decode is full of control characters.
function isProse(beginning: string): boolean {
  const controls = beginning.match(/[^\P{Cc}\t\n\r]/gu)?.length ?? 0;
  return controls * 50 <= beginning.length;
}

function delimiterOf(beginning: string): string {
  const count = (mark: string) => beginning.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
