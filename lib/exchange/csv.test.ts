import { describe, expect, it } from 'vitest';
import { BOM, csvLine, type FileCell } from './csv';

const csvText = (rows: FileCell[][]) => BOM + rows.map(csvLine).join('');

describe('CSV that leaves the register', () => {
  it('begins with a byte-order mark and ends its lines as Windows does', () => {
    expect(
      csvText([
        ['地区', '账号'],
        ['浙江省', 6057],
      ]),
    ).toBe('\ufeff地区,账号\r\n浙江省,6057\r\n');
  });

  it('leaves what is not known empty', () => {
    expect(csvText([['甘肃省', null, 0]])).toBe('\ufeff甘肃省,,0\r\n');
  });

  it.each([
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['+1', "'+1"],
    ['-2', "'-2"],
    ['@cmd', "'@cmd"],
    ['\t=1', '"\'\t=1"'],
  ])('defuses %s', (text, written) => {
    expect(csvText([[text]])).toBe(`\ufeff${written}\r\n`);
  });

  it('quotes what holds commas, quotes or lines', () => {
    expect(csvText([['甲,乙', '他说"好"', '一\n二']])).toBe('\ufeff"甲,乙","他说""好""","一\n二"\r\n');
  });
});
