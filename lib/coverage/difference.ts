import type { Cell, CoverageTable } from './table';

/** A cell as it is and as it would be. */
export type Changed = { row: string; column: string; before: Cell; after: Cell };

/** Two tables of one question, cell by cell; a cell that only one of them has is of no account in the other. */
export function differenceOf(before: CoverageTable, after: CoverageTable): Changed[] {
  const then = new Map(after.cells.map((cell) => [`${cell.row}|${cell.column}`, cell]));
  return before.cells.map((cell) => ({ row: cell.row, column: cell.column, before: cell, after: then.get(`${cell.row}|${cell.column}`) ?? emptied(cell) }));
}

/** Whether anything of a cell differs. */
export function differs({ before, after }: Changed): boolean {
  return before.accounts !== after.accounts || before.covered !== after.covered;
}

// Its row or column stood there for these accounts alone.
function emptied(cell: Cell): Cell {
  return { ...cell, accounts: 0, covered: cell.covered === null ? null : 0 };
}
