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
  let [accounts, expected, covered, known, estimated] = [0, 0, 0, false, false];
  for (const cell of cells) {
    accounts += cell.accounts;
    if (cell.expected === null) continue;
    known = true;
    expected += cell.expected;
    covered += cell.covered ?? 0;
    estimated ||= cell.estimated;
  }
  if (!known) return { accounts, expected: null, covered: null, state: 'unknown', estimated: false };
  return { accounts, expected, covered, state: stateOf(accounts, expected, covered), estimated };
}
