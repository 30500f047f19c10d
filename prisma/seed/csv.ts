import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

const DATA = path.resolve(import.meta.dirname, '..', 'data');

/** One line of a data file, by column; an empty cell is an empty text. */
export type Line = Record<string, string>;

export type DataFile = { lines: Line[]; checksum: string };

export function readData(file: string): DataFile {
  const text = readFileSync(path.join(DATA, file), 'utf8');
  return { lines: parse(text, { columns: true }) as Line[], checksum: createHash('sha256').update(text).digest('hex') };
}

/** A cell that must be there. */
export function cell(line: Line, column: string): string {
  const text = line[column];
  if (text === undefined) throw new Error(`A data file has no column ${column}.`);
  return text;
}

/** A cell, null when empty. */
export function optional(line: Line, column: string): string | null {
  return cell(line, column) || null;
}

export function list(line: Line, column: string): string[] {
  return cell(line, column).split(';').filter(Boolean);
}
