import { MAX_COLUMNS, type Spend } from './unpack';
import type { SheetRow } from './xlsx';

/** Cells that are merged into one. */
export type Range = { left: number; right: number; top: number; bottom: number };

/** Takes the merged ranges out of a piece of a sheet; answers with its end, in which one may have begun. */
export function takeMerges(text: string, merges: Range[], spend: Spend): string {
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

/** Writes the first cell of each merged range into its others, as their rows come by. */
export function filler(merges: readonly Range[], spend: Spend): (row: SheetRow) => void {
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

/** A column by its letters, counted from 0. */
export function columnOf(reference: string | undefined): number | null {
  const letters = reference?.match(/^[A-Z]+/)?.[0];
  if (!letters) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
