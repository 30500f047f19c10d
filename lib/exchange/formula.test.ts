import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defuse, fused, guarded } from './formula';

const MARKS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.string({ unit: fc.constant("'") }), fc.constantFrom(...MARKS, '平'), fc.string({ unit: 'binary' })).map((parts) => parts.join('')),
);

describe('a text that leaves in a CSV file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+8613800000000', "'+8613800000000"],
    ['-2', "'-2"],
    ['@cmd', "'@cmd"],
    ['\t=1', "'\t=1"],
    ["'=1", "''=1"],
    ['平安北京', '平安北京'],
    ["'tis", "'tis"],
    ['', ''],
  ])('%j is written %j', (text, written) => {
    expect(defuse(text)).toBe(written);
    expect(fused(written)).toBe(text);
  });

  it('never begins with what a spreadsheet runs, and is the same again when it comes back', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(MARKS.includes(defuse(text).charAt(0))).toBe(false);
        expect(fused(defuse(text))).toBe(text);
      }),
    );
  });
});

describe('a text that leaves in a workbook', () => {
  it('stays as it is unless it looks like a defused one', () => {
    expect([guarded('=1+1'), guarded("'=1"), guarded("'tis")]).toEqual(['=1+1', "''=1", "'tis"]);
  });

  it('is the same again when it comes back', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(fused(guarded(text))).toBe(text);
      }),
    );
  });
});
