import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, FirstRows } from './first-rows';

describe('the first row of a text', () => {
  it('is the one that a map of all texts tells', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2 }), { maxLength: 3000 }), (texts) => {
        const [rows, map] = [new FirstRows(), new Map<string, number>()];
        for (const [index, text] of texts.entries()) {
          expect(rows.rowOf(digestOf(text))).toBe(map.get(text));
          rows.note(digestOf(text), index + 1);
          if (!map.has(text)) map.set(text, index + 1);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('stays what it was while thousands of others come', () => {
    const rows = new FirstRows();
    for (let row = 1; row <= 50_000; row++) rows.note(digestOf(`账号${row}`), row);
    for (let row = 1; row <= 50_000; row++) rows.note(digestOf(`账号${row}`), row + 1);
    for (let row = 1; row <= 50_000; row += 997) expect(rows.rowOf(digestOf(`账号${row}`))).toBe(row);
    expect(rows.rowOf(digestOf('账号0'))).toBeUndefined();
  });
});
