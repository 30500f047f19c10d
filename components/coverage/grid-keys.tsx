'use client';

import { useEffect } from 'react';

/**
 * Lets arrow keys, Home and End lead from cell to cell of a table, which is then one stop of the Tab key instead of
 * a thousand. It stays a table for screen readers; without scripts its links are tabbed.
 * @param view changes when the table does
 */
export function GridKeys({ table, view }: { table: string; view: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is another table
  useEffect(() => {
    const grid = document.getElementById(table);
    if (!(grid instanceof HTMLTableElement)) return;
    for (const link of grid.querySelectorAll('a')) link.tabIndex = -1;
    let now: HTMLElement = stopOf(grid.tBodies[0]?.rows[0]?.cells[0]) ?? grid;
    now.tabIndex = 0;
    const enter = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || target === now) return;
      now.tabIndex = -1;
      now = target;
      now.tabIndex = 0;
    };
    const press = (event: KeyboardEvent) => {
      const next = event.altKey || event.metaKey || event.shiftKey ? null : nextOf(grid, event);
      if (!next) return;
      event.preventDefault();
      next.tabIndex = 0;
      next.focus();
    };
    grid.addEventListener('focusin', enter);
    grid.addEventListener('keydown', press);
    return () => {
      grid.removeEventListener('focusin', enter);
      grid.removeEventListener('keydown', press);
    };
  }, [table, view]);
  return null;
}

/** What of a cell takes the focus: its first link, else the cell. */
function stopOf(cell: HTMLTableCellElement | undefined): HTMLElement | null {
  return cell?.querySelector('a') ?? cell ?? null;
}

/** Across, every link of a head is a stop; down, every cell. */
function nextOf(grid: HTMLTableElement, { target, key, ctrlKey }: KeyboardEvent): HTMLElement | null {
  const cell = target instanceof HTMLElement ? target.closest<HTMLTableCellElement>('th, td') : null;
  const row = cell?.closest('tr');
  if (!cell || !row) return null;
  const to = (which: number, index: number) => stopOf(grid.rows[which]?.cells[index]);
  const edge = ctrlKey ? { Home: 0, End: grid.rows.length - 1 } : { Home: row.rowIndex, End: row.rowIndex };
  if (key === 'Home') return to(edge.Home, 0);
  if (key === 'End') return to(edge.End, row.cells.length - 1);
  if (ctrlKey) return null;
  const down = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (down) return to(row.rowIndex + down, cell.cellIndex);
  const across = { ArrowRight: 1, ArrowLeft: -1 }[key];
  const stops = stopsOf(row);
  return across ? (stops[stops.indexOf(target as HTMLElement) + across] ?? null) : null;
}

function stopsOf(row: HTMLTableRowElement): HTMLElement[] {
  return [...row.cells].flatMap((cell): HTMLElement[] => {
    const links = [...cell.querySelectorAll('a')];
    return links.length ? links : [cell];
  });
}
