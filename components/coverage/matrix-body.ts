import { escaped } from '@/components/ui/escaped';
import type { AxisEntry } from '@/lib/coverage/filter';
import type { Cell, CoverageTable } from '@/lib/coverage/table';
import { type Head, headCell } from './matrix-head';
import { numberText } from './number-text';
import { percent } from './percent';

/** What the rows of the matrix say; texts as they are, not yet as HTML. */
export type MatrixTexts = {
  head(row: AxisEntry): Head;
  href(cell: Cell): string | null;
  figure(cell: Cell): string;
  /** The class that the cell's form and colour are made from. */
  look(cell: Cell): string;
  words(cell: Cell): string;
  coveredOf: string;
};

/** A row as it was written, with what it was written from. */
export type WrittenRow = { row: AxisEntry; cells: readonly Cell[]; looks: readonly string[]; html: string };
/** Rows as they were written last, by their code. */
export type WrittenRows = Map<string, WrittenRow>;

/**
 * The rows of the matrix as HTML.
 * @param written rows of the same texts: one that has what it had then is not written again
 * @param place puts a row into the page
 */
export function matrixBody({ rows, cells }: CoverageTable, texts: MatrixTexts, written: WrittenRows, place: (row: WrittenRow) => string): string {
  const byRow = new Map<string, Cell[]>(rows.map(({ code }) => [code, []]));
  for (const cell of cells) byRow.get(cell.row)?.push(cell);
  return rows
    .map((row) => {
      const its = byRow.get(row.code) ?? [];
      const looks = its.map(texts.look);
      const last = written.get(row.code);
      if (last && alike(last.row, row) && alike(last.looks, looks) && allAlike(last.cells, its)) return place(last);
      const now = { row, cells: its, looks, html: rowOf(row, its, texts) };
      written.set(row.code, now);
      return place(now);
    })
    .join('');
}

function allAlike(some: readonly Cell[], others: readonly Cell[]): boolean {
  return some.length === others.length && some.every((each, index) => alike(each, others[index] as Cell));
}

function alike<T extends object>(one: T, other: T): boolean {
  for (const name in one) if (one[name] !== other[name]) return false;
  for (const name in other) if (!(name in one)) return false;
  return true;
}

function rowOf(row: AxisEntry, cells: readonly Cell[], texts: MatrixTexts): string {
  return `<tr>${headCell(texts.head(row), 'row')}${sumCell(sumOf(cells), texts.coveredOf)}${cells.map((cell) => cellOf(cell, texts)).join('')}</tr>`;
}

function sumCell({ accounts, expected, covered }: Sum, coveredOf: string): string {
  const rate =
    expected > 0
      ? `<span class="block text-xs whitespace-nowrap text-muted" title="${escaped(percent(covered, expected) ?? '')}"><span class="sr-only">${escaped(coveredOf)}</span>${numberText(covered)}/${numberText(expected)}</span>`
      : '';
  return `<td class="bg-surface px-1.5 text-end"><span class="block font-semibold">${numberText(accounts)}</span>${rate}</td>`;
}

function cellOf(cell: Cell, texts: MatrixTexts): string {
  const [href, words] = [texts.href(cell), escaped(texts.words(cell))];
  const shown = `<span aria-hidden="true">${escaped(texts.figure(cell))}</span><span class="sr-only">${words}</span>`;
  const look = `class="cell ${texts.look(cell)}" title="${words}"`;
  return `<td>${href === null ? `<span ${look}>${shown}</span>` : `<a href="${escaped(href)}" ${look}>${shown}</a>`}</td>`;
}

type Sum = { accounts: number; expected: number; covered: number };

/** What cells come to; expected and covered only of those whose roster is known. */
export function sumOf(cells: readonly Cell[]): Sum {
  const sum = { accounts: 0, expected: 0, covered: 0 };
  for (const { accounts, expected, covered } of cells) {
    sum.accounts += accounts;
    if (expected === null) continue;
    sum.expected += expected;
    sum.covered += covered ?? 0;
  }
  return sum;
}
