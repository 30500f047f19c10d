import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportioned, chance, stirred, tabulated } from './chance';

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
const columnsOf = (table: readonly (readonly number[])[]) => (table[0] ?? []).map((_, column) => sum(table.map((row) => row[column] ?? 0)));

/** Sums of rows and of columns that agree. */
const margins = fc.array(fc.array(fc.nat(400), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 12 });

describe('a plan', () => {
  it('comes out the same every time', () => {
    expect(Array.from({ length: 5 }, chance(7))).toEqual(Array.from({ length: 5 }, chance(7)));
  });

  it('splits a whole number without losing any', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.array(fc.nat(100), { minLength: 1 }).filter((weights) => sum(weights) > 0),
        (total, weights) => {
          const parts = apportioned(total, weights);
          expect(sum(parts)).toBe(total);
          expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
        },
      ),
    );
  });

  it('fills and stirs a table without changing its sums, nor taking a cell below nothing', () => {
    fc.assert(
      fc.property(margins, fc.nat(), (cells, seed) => {
        const [rows, columns] = [cells.map(sum), columnsOf(cells)];
        for (const table of [tabulated(rows, columns), stirred(tabulated(rows, columns), chance(seed), 0.5)]) {
          expect(table.map(sum)).toEqual(rows);
          expect(columnsOf(table)).toEqual(columns);
          expect(table.flat().every((cell) => Number.isInteger(cell) && cell >= 0)).toBe(true);
        }
      }),
    );
  });
});
