import { SaxesParser } from 'saxes';
import type { ByteSource } from './source';
import { Texts } from './texts';
import { budget, LAST_ROW, MAX_COLUMNS, MAX_PARTS, MAX_STRINGS, type Parts, type Spend, UnreadableWorkbook, unpack } from './unpack';

/** A row of a sheet as text; hidden rows are marked, merged cells filled. */
export type SheetRow = { number: number; cells: string[]; hidden: boolean };
export type Sheet = {
  name: string;
  /** Its path within the workbook. */
  part: string;
  /** Ranges of merged cells that span rows, and of how many rows the sheet tells beforehand. */
  facts(): Promise<{ merged: number; lines: number | null }>;
  /** Its rows as they are read, a few at a time. */
  rows(): AsyncGenerator<SheetRow[]>;
};

/**
 * Opens an .xlsx file, whose sheets are read as they are asked for and never held. Formulas give
 * their stored result, dates are written YYYY-MM-DD, numbers as the file has them, so that a long
 * id is not turned into 1.23E+09 here. Not a spreadsheet package: those that install here tell
 * neither merged cells nor hidden rows (docs/decisions/0007).
 * @throws UnreadableWorkbook, here and while rows are read
 */
export async function openWorkbook(source: ByteSource): Promise<Sheet[]> {
  const parts = await unpack(source);
  const workbook = await textOf(parts, 'xl/workbook.xml');
  if (workbook === null) throw new UnreadableWorkbook('not-a-workbook');
  // A workbook without strings or styles may leave their parts out.
  const targets = relationships((await textOf(parts, 'xl/_rels/workbook.xml.rels')) ?? '<none/>');
  const dates: Dates = { styles: dateStyles((await textOf(parts, 'xl/styles.xml')) ?? '<none/>'), epoch: epochOf(workbook) };
  const strings = await sharedStrings(parts, budget(MAX_STRINGS));
  const spend = budget(MAX_PARTS);
  return sheetList(workbook).map(({ name, relation }) => {
    const target = targets.get(relation) ?? '';
    targets.delete(relation); // a sheet stands in the list once
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    required(parts, path);
    let known: Promise<Outline> | undefined;
    const outline = () => {
      known ??= outlineOf(parts, path, spend);
      return known;
    };
    return {
      name,
      part: path,
      facts: async () => {
        const { merges, lines } = await outline();
        return { merged: merges.filter(({ top, bottom }) => top !== bottom).length, lines };
      },
      rows: async function* () {
        yield* readSheet(parts, path, (await outline()).merges, { strings, dates, spend });
      },
    };
  });
}

/** Parts that are held as a whole are small; one that says otherwise is no workbook of accounts. */
const SMALL = 16 * 1024 * 1024;

async function textOf(parts: Parts, path: string): Promise<string | null> {
  const bytes = parts(path);
  if (bytes === null) return null;
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of bytes) {
    text += decoder.decode(part, { stream: true });
    if (text.length > SMALL) throw new UnreadableWorkbook('unpacks-too-large');
  }
  return text + decoder.decode();
}

type Attributes = Record<string, string>;
type Handlers = { open?(name: string, attributes: Attributes): void; close?(name: string): void; text?(text: string): void };

function parseXml(xml: string, handlers: Handlers) {
  parserFor(handlers).write(xml).close();
}

/** Reads a part as it unpacks; what the handlers have gathered can be taken after each piece. */
async function* parsing(bytes: AsyncIterable<Uint8Array>, handlers: Handlers): AsyncGenerator<void> {
  const parser = parserFor(handlers);
  const decoder = new TextDecoder();
  for await (const part of bytes) {
    parser.write(decoder.decode(part, { stream: true }));
    yield;
  }
  parser.write(decoder.decode()).close();
  yield;
}

function parserFor({ open, close, text }: Handlers): SaxesParser {
  const parser = new SaxesParser();
  parser.on('error', () => {
    throw new UnreadableWorkbook('not-a-workbook');
  });
  // Prefixes differ between the programs that write such files; names do not.
  if (open) parser.on('opentag', (tag) => open(tag.name.replace(/^.*:/, ''), tag.attributes as Attributes));
  if (close) parser.on('closetag', (tag) => close(tag.name.replace(/^.*:/, '')));
  if (text) parser.on('text', text);
  if (text) parser.on('cdata', text);
  return parser;
}

function sheetList(xml: string): { name: string; relation: string }[] {
  const sheets: { name: string; relation: string }[] = [];
  parseXml(xml, {
    open: (name, attributes) => {
      if (name === 'sheet' && attributes.state !== 'hidden' && attributes.state !== 'veryHidden')
        sheets.push({ name: attributes.name ?? '', relation: Object.entries(attributes).find(([each]) => each.endsWith(':id'))?.[1] ?? '' });
    },
  });
  return sheets;
}

/** Which styles are dates, and the day from which they are counted. */
type Dates = { styles: ReadonlySet<number>; epoch: number };

// Counted so that 60 is the 29 February 1900 that never was; programs for the Mac counted from 1904.
function epochOf(xml: string): number {
  let from1904 = false;
  parseXml(xml, {
    open: (name, { date1904 }) => {
      if (name === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true';
    },
  });
  return from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
}

function relationships(xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  parseXml(xml, { open: (name, { Id = '', Target = '' }) => void (name === 'Relationship' && targets.set(Id, Target)) });
  return targets;
}

// A string may be cut into runs of different type; phonetic readings (rPh) are not part of it.
async function sharedStrings(parts: Parts, spend: Spend): Promise<Texts> {
  const strings = new Texts();
  const bytes = parts('xl/sharedStrings.xml');
  if (bytes === null) return strings;
  let string = '';
  let inside = false;
  let phonetic = false;
  const reading = parsing(bytes, {
    open: (name) => {
      if (name === 'si') {
        spend();
        string = '';
      }
      if (name === 'rPh') phonetic = true;
      if (name === 't') inside = !phonetic;
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false;
      if (name === 't') inside = false;
      if (name === 'si') strings.add(string);
    },
    text: (text) => {
      if (inside) string += text;
    },
  });
  for await (const _ of reading);
  return strings;
}

/** Number formats that come with the program and are dates (ECMA-376 part 1, 18.8.30), Chinese ones included. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

function dateStyles(xml: string): Set<number> {
  const formats = new Set(DATE_FORMATS);
  const dates = new Set<number>();
  let cellStyles = false;
  let style = 0;
  parseXml(xml, {
    open: (name, { numFmtId = '', formatCode = '' }) => {
      if (name === 'cellXfs') cellStyles = true;
      if (name === 'numFmt' && /[yd年日]|m.*[yd]/i.test(formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))) formats.add(Number(numFmtId));
      if (name === 'xf' && cellStyles) {
        if (formats.has(Number(numFmtId))) dates.add(style);
        style += 1;
      }
    },
    close: (name) => {
      if (name === 'cellXfs') cellStyles = false;
    },
  });
  return dates;
}

type Range = { left: number; right: number; top: number; bottom: number };
type Outline = { merges: Range[]; lines: number | null };

function required(parts: Parts, path: string): AsyncIterable<Uint8Array> {
  const bytes = parts(path);
  if (bytes === null) throw new UnreadableWorkbook('not-a-workbook');
  return bytes;
}

// Merged ranges stand below the rows that they fill, so they are looked for first, without parsing the rows.
async function outlineOf(parts: Parts, path: string, spend: Spend): Promise<Outline> {
  const decoder = new TextDecoder();
  const merges: Range[] = [];
  let lines: number | null = null;
  let text = '';
  let first = true;
  for await (const part of required(parts, path)) {
    text += decoder.decode(part, { stream: true });
    if (first) lines = Number(/<(?:\w+:)?dimension [^>]*ref="[A-Z]+\d+:[A-Z]+(\d{1,7})"/.exec(text.slice(0, 4000))?.[1] ?? 0) || null;
    first = false;
    text = takeMerges(text, merges, spend);
  }
  takeMerges(`${text}<`, merges, spend);
  return { merges: merges.sort((a, b) => a.top - b.top), lines };
}

// Answers with the end of the text, in which one may have begun.
function takeMerges(text: string, merges: Range[], spend: Spend): string {
  if (text.includes('mergeCell '))
    for (const [, reference = ''] of text.matchAll(/<(?:\w+:)?mergeCell [^>]*?ref="([^"]*)"[^>]*>/g)) {
      spend();
      const range = rangeOf(reference);
      if (range) merges.push(range);
    }
  return text.slice(text.lastIndexOf('<'));
}

function rangeOf(reference: string): Range | null {
  const [, first, top, end, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference) ?? [];
  const left = columnOf(first);
  const right = columnOf(end);
  return left === null || right === null ? null : { left, right: Math.min(right, MAX_COLUMNS - 1), top: Number(top), bottom: Number(bottom) };
}

type Cell = { column: number; type: string; style: number; value: string };
type Reading = { strings: Texts; dates: Dates; spend: Spend };

const COSTS: Record<string, number> = { row: 1, c: 1 };

async function* readSheet(parts: Parts, path: string, merges: readonly Range[], { strings, dates, spend }: Reading): AsyncGenerator<SheetRow[]> {
  let read: SheetRow[] = [];
  let row: SheetRow = { number: 0, cells: [], hidden: false };
  let cell: Cell | null = null;
  let reading = false;
  const fill = filler(merges, spend);
  const sheet = parsing(required(parts, path), {
    open: (name, attributes) => {
      if (name === 'row') row = rowOf(attributes, row.number);
      else if (name === 'c')
        cell = { column: columnOf(attributes.r) ?? row.cells.length, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '' };
      else if (name === 'v' || name === 't') reading = true;
      spend(COSTS[name] ?? 0);
    },
    text: (text) => {
      if (reading && cell) cell.value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false;
      if (name === 'c' && cell) {
        place(row, cell.column, cellText(cell, strings, dates), spend);
        cell = null;
      }
      if (name === 'row') {
        fill(row);
        read.push({ ...row, cells: Array.from(row.cells, (text) => text ?? '') });
      }
    },
  });
  for await (const _ of sheet) {
    if (read.length) yield read;
    read = [];
  }
}

/** Writes the first cell of each merged range into its others, as their rows come by. */
function filler(merges: readonly Range[], spend: Spend): (row: SheetRow) => void {
  let next = 0;
  let open: (Range & { text: string })[] = [];
  return (row) => {
    for (let range = merges[next]; range && range.top <= row.number; range = merges[++next]) open.push({ ...range, text: firstOf(range, row) });
    if (open.length === 0) return;
    open = open.filter(({ bottom }) => bottom >= row.number);
    for (const range of open) {
      spend(Math.max(1, range.right - range.left + 1));
      for (let column = range.left; column <= range.right; column++) row.cells[column] = range.text;
    }
  };
}

// Empty where the row in which the range begins is not in the file.
function firstOf({ top, left }: Range, { number, cells }: SheetRow): string {
  return top === number ? (cells[left] ?? '') : '';
}

// Rows come in their order, as the format says.
function rowOf({ r, hidden }: Attributes, before: number): SheetRow {
  const number = Number(r ?? before + 1);
  if (!Number.isInteger(number) || number <= before || number > LAST_ROW) throw new UnreadableWorkbook('not-a-workbook');
  return { number, cells: [], hidden: hidden === '1' || hidden === 'true' };
}

// What lies between two cells becomes empty ones.
function place(row: SheetRow, column: number, text: string, spend: Spend) {
  if (column >= MAX_COLUMNS && text === '') return;
  if (column >= MAX_COLUMNS) throw new UnreadableWorkbook('sheet-too-large');
  spend(Math.max(0, column - row.cells.length));
  row.cells[column] = text;
}

function columnOf(reference: string | undefined): number | null {
  const letters = reference?.match(/^[A-Z]+/)?.[0];
  if (!letters) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText({ type, style, value }: Cell, strings: Texts, { styles, epoch }: Dates): string {
  if (type === 's') return unescaped(strings.at(Number(value)));
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.slice(0, 10);
  if (type === 'n' && value !== '') return (styles.has(style) && serialDate(Number(value), epoch)) || plainNumber(value);
  return unescaped(value);
}

// A line break of Windows is stored as _x000D_ and a line feed (ECMA-376 part 1, 22.9.2.19).
function unescaped(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;
}

const MILLISECONDS_OF_A_DAY = 24 * 60 * 60 * 1000;
const LAST_SERIAL = 2_958_465; // 9999-12-31

/** A spreadsheet's serial day; null for a number that is none, such as an id in a column that was styled as dates. */
function serialDate(serial: number, epoch: number): string | null {
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return null;
  return new Date(epoch + Math.floor(serial) * MILLISECONDS_OF_A_DAY).toISOString().slice(0, 10);
}

// Programs store a number of ten digits as 2.803301701E9; up to 15 digits nothing is lost by writing it out.
function plainNumber(value: string): string {
  const number = Number(value);
  return /e/i.test(value) && Number.isSafeInteger(number) && number < 1e15 ? String(number) : value;
}
