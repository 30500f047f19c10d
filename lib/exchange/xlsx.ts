import type { ByteSource } from './source';
import { Texts } from './texts';
import { budget, LAST_ROW, MAX_COLUMNS, MAX_PARTS, MAX_STRINGS, type Parts, type Spend, UnreadableWorkbook, unpack } from './unpack';
import { type Cell, cellText, type Dates } from './xlsx-cells';
import { columnOf, filler, type Range, takeMerges } from './xlsx-merges';
import { type Attributes, parseXml, parsing } from './xlsx-xml';

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
