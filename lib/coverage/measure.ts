import type { Measure } from './query';
import { type Cell, stateOf } from './table';

/** What a figure is made of: a cell, or what several come to. */
export type Figures = Pick<Cell, 'accounts' | 'expected' | 'covered' | 'state' | 'estimated'>;

/** The number a measure gives of a cell; null where there is none to give: nobody can say, or nothing can stand there. */
export function figureOf({ accounts, expected, covered, state }: Figures, measure: Measure): number | null {
  switch (measure) {
    case 'accounts':
      return accounts === 0 && (state === 'unknown' || state === 'not-applicable') ? null : accounts;
    case 'expected':
      return expected === 0 ? null : expected;
    case 'covered':
      return expected === null || expected === 0 ? null : covered;
    case 'state':
    case 'rate':
      return expected === null || covered === null || expected === 0 ? null : covered / expected;
  }
}

/** What cells of one row, column or place come to, with a state of its own; expected and covered only of those whose roster is known. */
export function together(cells: readonly Cell[]): Figures {
  const known = cells.filter(({ expected }) => expected !== null);
  const sum = (of: readonly Cell[], what: (cell: Cell) => number | null) => of.reduce((total, cell) => total + (what(cell) ?? 0), 0);
  const accounts = sum(cells, (cell) => cell.accounts);
  if (known.length === 0) return { accounts, expected: null, covered: null, state: 'unknown', estimated: false };
  const expected = sum(known, (cell) => cell.expected);
  const covered = sum(known, (cell) => cell.covered);
  return { accounts, expected, covered, state: stateOf(accounts, expected, covered), estimated: known.some(({ estimated }) => estimated) };
}
