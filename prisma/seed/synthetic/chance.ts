// Chance that comes out the same every time: the demonstration is deterministic.

/** A seeded source of numbers from 0 to 1 (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The same things in an order of chance. */
export function shuffled<T>(things: readonly T[], next: () => number): T[] {
  const result = [...things];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/** Each label as often as its quota says. */
export function repeated<T>(quotas: readonly (readonly [T, number])[]): T[] {
  return quotas.flatMap(([label, count]) => Array<T>(count).fill(label));
}

/** Splits a whole number by weights, so that the parts sum to it (largest remainder). */
export function apportioned(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (all === 0 ? 0 : (total * weight) / all));
  const parts = exact.map(Math.floor);
  const order = exact.map((value, index) => [value - Math.floor(value), index] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const missing = total - parts.reduce((sum, part) => sum + part, 0);
  for (const [, index] of order.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/**
 * Whole numbers in a table with given sums of rows and columns, as near to proportional as whole
 * numbers can be.
 * @param limit the most that a cell can hold
 * @throws Error when the sums do not agree or the limits leave no room
 */
export function tabulated(
  rows: readonly number[],
  columns: readonly number[],
  limit: (row: number, column: number) => number = () => Number.POSITIVE_INFINITY,
): number[][] {
  const left = [...columns];
  return rows.map((sum, row) => {
    const later = rows.slice(row + 1);
    const cells = left.map(() => 0);
    // What later rows cannot take of a column has to be taken here.
    left.forEach((rest, column) => {
      const room = later.reduce((most, _, index) => most + limit(row + 1 + index, column), 0);
      cells[column] = Math.max(0, rest - room);
    });
    let open = sum - cells.reduce((total, cell) => total + cell, 0);
    while (open > 0) {
      const free = left.map((rest, column) => Math.max(0, Math.min(rest, limit(row, column)) - (cells[column] ?? 0)));
      const parts = apportioned(
        open,
        left.map((rest, column) => (free[column] ? rest : 0)),
      );
      const given = parts.map((part, column) => Math.min(part, free[column] ?? 0));
      const total = given.reduce((all, part) => all + part, 0);
      if (total === 0) throw new Error(`Row ${row} of the table has no room for ${open} more.`);
      given.forEach((part, column) => {
        cells[column] = (cells[column] ?? 0) + part;
      });
      open -= total;
    }
    if (open < 0) throw new Error(`Row ${row} of the table must hold ${-open} more than its sum.`);
    cells.forEach((cell, column) => {
      left[column] = (left[column] ?? 0) - cell;
    });
    return cells;
  });
}

/**
 * The same sums of rows and columns, unevenly: two cells of a row and the two below them in another
 * change places in part. Proportions that nobody published would otherwise be the same everywhere.
 * @param share of the smaller cell that moves at most
 */
export function stirred(table: readonly (readonly number[])[], next: () => number, share: number): number[][] {
  const cells = table.map((row) => [...row]);
  const any = (count: number) => Math.floor(next() * count);
  for (let turn = 0; turn < cells.length * 8; turn++) {
    const [above, below] = [cells[any(cells.length)] ?? [], cells[any(cells.length)] ?? []];
    const [left, right] = [any(above.length), any(above.length)];
    if (above === below || left === right) continue;
    const moved = Math.floor(Math.min(above[left] ?? 0, below[right] ?? 0) * share * next());
    for (const [row, column, sign] of [
      [above, left, -1],
      [above, right, 1],
      [below, right, -1],
      [below, left, 1],
    ] as const)
      row[column] = (row[column] ?? 0) + sign * moved;
  }
  return cells;
}
