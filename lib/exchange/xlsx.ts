import { SaxesParser } from 'saxes';
import { budget, LAST_ROW, MAX_COLUMNS, MAX_PARTS, type Spend, UnreadableWorkbook, unpack } from './unpack';

/** A sheet as text, row by row; hidden rows are marked, merged cells filled. */
export type SheetRow = { number: number; cells: string[]; hidden: boolean };
export type Sheet = { name: string; rows: SheetRow[]; merged: number };

/**
 * Reads the sheets of an .xlsx file. Formulas give their stored result, dates are written
 * YYYY-MM-DD, numbers as the file has them, so that a long id is not turned into 1.23E+09 here.
 * Not a spreadsheet package: those that install here tell neither merged cells nor hidden rows
 * (docs/decisions/0007).
 * @throws UnreadableWorkbook
 */
export function readWorkbook(bytes: Uint8Array): Sheet[] {
  const parts = unpack(bytes);
  const spend = budget(MAX_PARTS);
  const workbook = parts('xl/workbook.xml');
  if (workbook === null) throw new UnreadableWorkbook('not-a-workbook');
  // A workbook without strings or styles may leave their parts out.
  const targets = relationships(parts('xl/_rels/workbook.xml.rels') ?? '<none/>');
  const strings = sharedStrings(parts('xl/sharedStrings.xml') ?? '<none/>', spend);
  const dates: Dates = { styles: dateStyles(parts('xl/styles.xml') ?? '<none/>'), epoch: epochOf(workbook) };
  return sheetList(workbook).map(({ name, relation }) => {
    const target = targets.get(relation) ?? '';
    targets.delete(relation); // a sheet stands in the list once
    const xml = parts(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    if (xml === null) throw new UnreadableWorkbook('not-a-workbook');
    return { name, ...readSheet(xml, strings, dates, spend) };
  });
}

type Attributes = Record<string, string>;
type Handlers = { open?(name: string, attributes: Attributes): void; close?(name: string): void; text?(text: string): void };

function parseXml(xml: string, { open, close, text }: Handlers) {
  const parser = new SaxesParser();
  parser.on('error', () => {
    throw new UnreadableWorkbook('not-a-workbook');
  });
  // Prefixes differ between the programs that write such files; names do not.
  if (open) parser.on('opentag', (tag) => open(tag.name.replace(/^.*:/, ''), tag.attributes as Attributes));
  if (close) parser.on('closetag', (tag) => close(tag.name.replace(/^.*:/, '')));
  if (text) parser.on('text', text);
  if (text) parser.on('cdata', text);
  parser.write(xml).close();
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
function sharedStrings(xml: string, spend: Spend): string[] {
  const strings: string[] = [];
  let inside = false;
  let phonetic = false;
  parseXml(xml, {
    open: (name) => {
      if (name === 'si') {
        spend();
        strings.push('');
      }
      if (name === 'rPh') phonetic = true;
      if (name === 't') inside = !phonetic;
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false;
      if (name === 't') inside = false;
    },
    text: (text) => {
      if (inside) strings[strings.length - 1] += text;
    },
  });
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

type Cell = { column: number; type: string; style: number; value: string };

const COSTS: Record<string, number> = { row: 1, c: 1, mergeCell: 1 };

function readSheet(xml: string, strings: readonly string[], dates: Dates, spend: Spend): Omit<Sheet, 'name'> {
  const rows = new Map<number, SheetRow>();
  const merges: string[] = [];
  let row: SheetRow = { number: 0, cells: [], hidden: false };
  let cell: Cell | null = null;
  let reading = false;
  parseXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = rowOf(attributes, row.number + 1);
        rows.set(row.number, row);
      } else if (name === 'c')
        cell = { column: columnOf(attributes.r) ?? row.cells.length, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '' };
      else if (name === 'v' || name === 't') reading = true;
      else if (name === 'mergeCell') merges.push(attributes.ref ?? '');
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
    },
  });
  const last = [...rows.keys()].reduce((most, number) => Math.max(most, number), 0);
  const merged = merges.reduce((count, reference) => count + fill(rows, last, reference, spend), 0);
  return {
    rows: [...rows.values()].sort((a, b) => a.number - b.number).map((each) => ({ ...each, cells: Array.from(each.cells, (text) => text ?? '') })),
    merged,
  };
}

function rowOf({ r, hidden }: Attributes, next: number): SheetRow {
  const number = Number(r ?? next);
  if (!Number.isInteger(number) || number < 1 || number > LAST_ROW) throw new UnreadableWorkbook('not-a-workbook');
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

function cellText({ type, style, value }: Cell, strings: readonly string[], { styles, epoch }: Dates): string {
  if (type === 's') return unescaped(strings[Number(value)] ?? '');
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.slice(0, 10);
  if (type === 'n' && value !== '') return (styles.has(style) && serialDate(Number(value), epoch)) || plainNumber(value);
  return unescaped(value);
}

// A line break of Windows is stored as _x000D_ and a line feed (ECMA-376 part 1, 22.9.2.19).
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
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

/** Writes the first cell of a merged range into its other cells, as far as there are rows; tells whether the range spans several. */
function fill(rows: Map<number, SheetRow>, last: number, reference: string, spend: Spend): number {
  const [, first = '', top = '', end = '', bottom = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference) ?? [];
  const from = columnOf(first);
  const to = columnOf(end);
  if (from === null || to === null) return 0;
  const text = rows.get(Number(top))?.cells[from] ?? '';
  for (let number = Number(top); number <= Math.min(Number(bottom), last); number++) {
    const row = rows.get(number);
    const until = Math.min(to, MAX_COLUMNS - 1);
    spend(row ? Math.max(1, until - from + 1) : 1);
    for (let column = from; row && column <= until; column++) row.cells[column] = text;
  }
  return top === bottom ? 0 : 1;
}
