import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTable } from './read-whole';

const WORKBOOK = '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>';

function made(rows: string, { merges = '', workbook = WORKBOOK, strings = '<sst/>', before = '' } = {}): Uint8Array {
  return zipSync({
    'xl/workbook.xml': strToU8(workbook),
    'xl/_rels/workbook.xml.rels': strToU8('<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'),
    'xl/worksheets/sheet1.xml': strToU8(`${before}<worksheet><sheetData>${rows}</sheetData>${merges}</worksheet>`),
    'xl/sharedStrings.xml': strToU8(strings),
  });
}

const rows = (count: number, row: (number: number) => string) => Array.from({ length: count }, (_, index) => row(index + 1)).join('');
const cell = (column: string) => (number: number) => `<row r="${number}"><c r="${column}${number}"><v>1</v></c></row>`;
const ONE = cell('A')(1);

/** The workbook with another size written beside each of its parts. */
function forged(bytes: Uint8Array, size: number): Uint8Array {
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length - 30; at++) {
    const mark = view.getUint32(at, true);
    if (mark === 0x02014b50) view.setUint32(at + 24, size, true);
    if (mark === 0x04034b50) view.setUint32(at + 22, size, true);
  }
  return bytes;
}

describe('a small file that would be a large table', () => {
  it.each<[what: string, bytes: () => Uint8Array, reason: string]>([
    ['unpacks to more than it says', () => forged(made(rows(200_000, () => ONE)), 100), 'not-a-workbook'],
    ['has a cell beyond the columns of any sheet', () => made(cell('ZZZZZZ')(1)), 'sheet-too-large'],
    ['has a cell at the right edge of every row', () => made(rows(20_000, cell('XFD'))), 'sheet-too-large'],
    ['has wide rows without number', () => made(rows(50_000, cell('IV'))), 'sheet-too-large'],
    ['merges the whole sheet', () => made(rows(50_000, cell('A')), { merges: '<mergeCell ref="A1:XFD1048576"/>' }), 'sheet-too-large'],
    ['merges the same rows again and again', () => made(rows(5_000, cell('A')), { merges: '<mergeCell ref="A1:A5000"/>'.repeat(5_000) }), 'sheet-too-large'],
    ['has millions of empty rows', () => made('<row/>'.repeat(3_000_000)), 'not-a-workbook'],
    ['has millions of strings', () => made(ONE, { strings: `<sst>${'<si/>'.repeat(3_000_000)}</sst>` }), 'sheet-too-large'],
    ['has a row of no number', () => made('<row r="__proto__"><c><v>1</v></c></row>'), 'not-a-workbook'],
    ['has a row below the last', () => made('<row r="99999999999"><c><v>1</v></c></row>'), 'not-a-workbook'],
    ['lists one sheet many times', () => made(ONE, { workbook: WORKBOOK.replace(/<sheet [^>]*>/, (sheet) => sheet.repeat(1000)) }), 'not-a-workbook'],
    [
      'defines entities',
      () => made('<row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row>', { before: '<!DOCTYPE x [<!ENTITY b "bbbb">]>' }),
      'not-a-workbook',
    ],
    ['is lines without end', () => strToU8(`a\n${'\n'.repeat(9_000_000)}`), 'file-too-many-rows'],
    ['is one row without end', () => strToU8(`a,b\n${','.repeat(900_000)}x`), 'sheet-too-large'],
    ['is one quoted text without end', () => strToU8(`a,b\n"${'x'.repeat(9_000_000)}`), 'file-broken-csv'],
  ])(
    '%s: refused',
    async (_what, bytes, reason) => {
      expect(await readTable(bytes())).toMatchObject({ accepted: false, findings: [{ field: 'file', reason }] });
    },
    20_000,
  );

  it('is read where it is only empty at the edges', async () => {
    const bytes = made(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row><row r="1048576"/>`, { merges: '<mergeCell ref="A1:XFD99999999999"/>' });
    expect(await readTable(bytes)).toMatchObject({ accepted: true, change: { rows: [{ number: 1 }, { number: 1_048_576 }] } });
    expect(await readTable(strToU8(`a,b${','.repeat(500)}\n1,2\n${'\n'.repeat(100_000)}`))).toMatchObject({ accepted: true, change: { rows: { length: 2 } } });
    const below = rows(30_000, (number) => `<row r="${number}"/>`) + cell('A')(30_001);
    expect(await readTable(made(below))).toMatchObject({ accepted: true, change: { rows: [{ number: 30_001 }] } });
  }, 20_000);
});
