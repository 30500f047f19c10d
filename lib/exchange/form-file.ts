// Writes rows into a workbook that somebody else has made: below its header, and nothing else of it is touched.
import { strFromU8, unzipSync } from 'fflate';
import { MAX_COLUMNS, UnreadableWorkbook } from './unpack';
import { letters, textXml } from './xlsx-write';
import { type ZipEntry, zipped } from './zip';

export const MAX_FORM_BYTES = 4 * 1024 * 1024;
/** A form is empty: what unpacks to more is none. */
const MAX_UNPACKED = 64 * 1024 * 1024;

/** Where in a workbook rows go: the path of the sheet's part and the number of the header's row. */
export type FormPlace = { part: string; row: number };

/**
 * An official form with rows below its header. Its own rows, sheets, widths and styles stay; cells are texts, so that a
 * long id keeps its digits and nothing runs.
 * @throws UnreadableWorkbook
 */
export async function* filledForm(
  bytes: Uint8Array,
  { part, row }: FormPlace,
  rows: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<Uint8Array> {
  const parts = unpacked(bytes);
  const sheet = parts[part];
  if (!sheet) throw new UnreadableWorkbook('not-a-workbook');
  const frame = frameOf(strFromU8(sheet), row);
  const entries = Object.entries(parts).filter(([name]) => name !== CALCULATIONS);
  yield* zipped(
    entries.map(([name, content]): ZipEntry => ({ name, content: name === part ? sheetWith(frame, row, rows) : [withoutCalculations(name, content)] })),
  );
}

function unpacked(bytes: Uint8Array): Record<string, Uint8Array> {
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        if (size > MAX_UNPACKED) throw new UnreadableWorkbook('unpacks-too-large');
        return true;
      },
    });
  } catch (error) {
    throw error instanceof UnreadableWorkbook ? error : new UnreadableWorkbook('not-a-workbook');
  }
}

/** In what order formulas are worked out: a list of cells, which would name some that are gone. */
const CALCULATIONS = 'xl/calcChain.xml';

function withoutCalculations(name: string, content: Uint8Array): Uint8Array | string {
  if (name === '[Content_Types].xml') return strFromU8(content).replace(/<Override [^>]*calcChain[^>]*\/>/g, '');
  return name.endsWith('workbook.xml.rels') ? strFromU8(content).replace(/<Relationship [^>]*calcChain[^>]*\/>/g, '') : content;
}

type Frame = { head: string; tail: string; prefix: string; styles: ReadonlyMap<number, string>; height: string };

// What stands before and after the rows that are written, and how the form's first empty row looks.
function frameOf(xml: string, row: number): Frame {
  const data = /<(\w+:)?sheetData\s*(?:\/>|>([\s\S]*?)<\/(?:\w+:)?sheetData>)/.exec(xml);
  if (!data) throw new UnreadableWorkbook('not-a-workbook');
  const [whole, prefix = '', inside = ''] = data;
  const rows = rowsIn(inside);
  const kept = rows.filter(({ number }) => number <= row).map(({ text }) => text);
  const next = rows.find(({ number }) => number === row + 1)?.text ?? '';
  const before = xml.slice(0, data.index).replace(/<(?:\w+:)?dimension [^>]*\/>/, '');
  return {
    head: `${before}<${prefix}sheetData>${kept.join('')}`,
    tail: `</${prefix}sheetData>${mergesWithin(xml.slice(data.index + whole.length), row)}`,
    prefix,
    styles: stylesOf(next),
    height: /^<[^>]*?( ht="[\d.]+")/.exec(next)?.[1]?.concat(' customHeight="1"') ?? '',
  };
}

function rowsIn(xml: string): { number: number; text: string }[] {
  let number = 0;
  return [...xml.matchAll(/<(?:\w+:)?row\b([^>]*?)(?:\/>|>[\s\S]*?<\/(?:\w+:)?row>)/g)].map(([text, attributes = '']) => {
    number = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? number + 1);
    return { number, text };
  });
}

function stylesOf(row: string): Map<number, string> {
  const styles = new Map<number, string>();
  for (const [, attributes = ''] of row.matchAll(/<(?:\w+:)?c\b([^>]*?)\/?>/g)) {
    const column = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1];
    const style = /\bs="(\d+)"/.exec(attributes)?.[1];
    if (column && style) styles.set(indexOf(column), style);
  }
  return styles;
}

function indexOf(column: string): number {
  return [...column].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

// Merged cells among the empty rows would hide what is written into them.
function mergesWithin(xml: string, row: number): string {
  return xml.replace(/<((?:\w+:)?)mergeCells[^>]*>([\s\S]*?)<\/(?:\w+:)?mergeCells>/, (_, prefix: string, inside: string) => {
    const kept = [...inside.matchAll(/<(?:\w+:)?mergeCell [^>]*?ref="[A-Z]+\d+:[A-Z]+(\d+)"[^>]*\/>/g)].filter(([, bottom]) => Number(bottom) <= row);
    return kept.length ? `<${prefix}mergeCells count="${kept.length}">${kept.map(([each]) => each).join('')}</${prefix}mergeCells>` : '';
  });
}

async function* sheetWith(
  { head, tail, prefix, styles, height }: Frame,
  row: number,
  rows: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<string> {
  yield head;
  let number = row;
  for await (const batch of rows) {
    let xml = '';
    for (const cells of batch) xml += rowXml(cells, ++number, prefix, styles, height);
    yield xml;
  }
  yield tail;
}

function rowXml(cells: readonly string[], number: number, prefix: string, styles: Frame['styles'], height: string): string {
  const width = Math.min(Math.max(cells.length, ...[...styles.keys()].map((index) => index + 1)), MAX_COLUMNS);
  let xml = `<${prefix}row r="${number}"${height}>`;
  for (let index = 0; index < width; index++) {
    const text = cells[index] ?? '';
    const style = styles.get(index);
    if (text === '' && style === undefined) continue;
    const at = `${prefix}c r="${letters(index)}${number}"${style === undefined ? '' : ` s="${style}"`}`;
    xml += text === '' ? `<${at}/>` : `<${at} t="inlineStr"><${prefix}is>${textXml(text, prefix)}</${prefix}is></${prefix}c>`;
  }
  return `${xml}</${prefix}row>`;
}
