import type { Column } from './columns';
import type { Batches, FileCell } from './csv';
import { letters, type Sheet, type SheetColumn } from './xlsx-write';

/** A column to be filled in: its header, what it is, and what may be chosen. */
export type TemplateColumn = {
  header: string;
  note: string;
  needed: boolean;
  width?: number;
  hidden?: boolean;
  choices?: readonly string[];
};

/** What sheets are called, and how what is needed is said. */
export type TemplateWords = { about: string; rows: string; lists: string; column: string; meaning: string; needed: string; optional: string };

/** Empty rows that are offered the choices. */
const ROOM = 200;

/**
 * A workbook to be filled in: what it is and what each column means, the rows, and the lists that may be chosen from.
 * @param facts what is said above the columns
 * @param rows what is known already, below the header
 */
export function templateSheets(
  columns: readonly TemplateColumn[],
  words: TemplateWords,
  facts: readonly [string, string][],
  rows: readonly FileCell[][],
): Sheet[] {
  const shown = columns.filter(({ hidden }) => !hidden);
  const said = shown.map(({ header, needed, note }): FileCell[] => [header, `${needed ? words.needed : words.optional}。${note}`]);
  const listed = columns.filter(({ choices }) => choices?.length);
  return [
    { name: words.about, columns: [{ width: 18 }, { width: 100 }], rows: [[...facts, [], [words.column, words.meaning], ...said]], header: false },
    {
      name: words.rows,
      columns: columns.map((column) => sheetColumn(column, listed, words)),
      rows: [[columns.map(({ header }) => header)], rows],
      header: true,
      offeredTo: rows.length + 1 + ROOM,
    },
    { name: words.lists, columns: listed.map(({ width }) => ({ width: width ?? 14 })), rows: lists(listed), header: true },
  ];
}

function sheetColumn(column: TemplateColumn, listed: readonly TemplateColumn[], words: TemplateWords): SheetColumn {
  const { header, note, needed, width = 14, hidden, choices } = column;
  const at = letters(listed.indexOf(column));
  return {
    width,
    ...(hidden ? { hidden } : { note: { title: header, text: `${needed ? words.needed : words.optional}。${note}` } }),
    ...(choices?.length ? { choices: `'${words.lists}'!$${at}$2:$${at}$${choices.length + 1}` } : {}),
  };
}

function lists(columns: readonly TemplateColumn[]): Batches {
  const longest = Math.max(0, ...columns.map(({ choices }) => choices?.length ?? 0));
  const rows = Array.from({ length: longest }, (_, index) => columns.map(({ choices }) => choices?.[index] ?? null));
  return [[columns.map(({ header }) => header), ...rows]];
}

const WIDTHS: Readonly<Record<string, number>> = {
  name: 28,
  unit: 36,
  uscc: 22,
  verification: 36,
  note: 36,
  platformId: 18,
  region: 32,
  sector: 18,
  source: 36,
  parent: 36,
  website: 36,
  hotline: 22,
};

/**
 * A file that can be imported as columns to be filled in.
 * @param notes what each column is, in words
 * @param choices what may be chosen, by field
 */
export function columnsToFill(
  { columns, needs }: { columns: readonly Column[]; needs: readonly string[] },
  notes: Readonly<Record<string, string>>,
  choices: Readonly<Record<string, readonly string[] | undefined>>,
): TemplateColumn[] {
  return columns.map(({ field, header }) => ({
    header,
    note: notes[field] ?? '',
    needed: needs.includes(field),
    width: WIDTHS[field],
    hidden: field === 'rowKey',
    choices: choices[field],
  }));
}
