import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTable } from './read-whole';
import { MAX_FILE_BYTES, MAX_ROWS } from './table';

const TEXT = '平台,账号名称\n微博,平安北京\n';
const ROWS = [
  { number: 1, cells: ['平台', '账号名称'] },
  { number: 2, cells: ['微博', '平安北京'] },
];

/** 平台,账号名称 / 微博,平安北京 in GB18030, which Node decodes and does not encode. */
const GB18030 = Uint8Array.from(Buffer.from('c6bdcca82cd5cbbac5c3fbb3c60acea2b2a92cc6bdb0b2b1b1beA90a', 'hex'));

function utf16(text: string, bigEndian = false): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return Uint8Array.from(bigEndian ? bytes.swap16() : bytes);
}

async function reason(bytes: Uint8Array) {
  const table = await readTable(bytes);
  return table.accepted ? null : table.findings[0];
}

async function rows(text: string) {
  const table = await readTable(strToU8(text));
  return table.accepted ? table.change.rows : [];
}

describe('the encoding of a CSV file', () => {
  it.each([
    ['UTF-8', strToU8(TEXT), 'utf-8'],
    ['UTF-8 with a byte-order mark', strToU8(`\ufeff${TEXT}`), 'utf-8'],
    ['GB18030', GB18030, 'gb18030'],
    ['UTF-16, little end first', utf16(TEXT), 'utf-16'],
    ['UTF-16, big end first', utf16(TEXT, true), 'utf-16'],
  ])('is known: %s', async (_what, bytes, encoding) => {
    expect(await readTable(bytes)).toEqual({
      accepted: true,
      change: { rows: ROWS, format: 'csv', encoding, sheet: null, otherSheets: [], merged: 0, hiddenRows: 0 },
    });
  });

  it('is GB18030 also for a character of four bytes', async () => {
    const table = await readTable(Uint8Array.from([...GB18030, 0x95, 0x32, 0x82, 0x36, 0x2c, 0x61]));
    expect(table.accepted && [table.change.encoding, table.change.rows[2]?.cells]).toEqual(['gb18030', ['𠀀', 'a']]);
  });
});

describe('the rows of a CSV file', () => {
  it.each<[what: string, text: string, cells: string[][]]>([
    [
      'tabs',
      '平台\t账号名称\n微博\t平安,北京',
      [
        ['平台', '账号名称'],
        ['微博', '平安,北京'],
      ],
    ],
    [
      'semicolons',
      '平台;账号名称\n微博;平安北京',
      [
        ['平台', '账号名称'],
        ['微博', '平安北京'],
      ],
    ],
    [
      'line ends of Windows',
      '平台,账号名称\r\n微博,平安北京\r\n',
      [
        ['平台', '账号名称'],
        ['微博', '平安北京'],
      ],
    ],
    [
      'a comma in quotes',
      '平台,备注\n微博,"一,二"',
      [
        ['平台', '备注'],
        ['微博', '一,二'],
      ],
    ],
    [
      'a quote in quotes',
      '平台,备注\n微博,"他说""好"""',
      [
        ['平台', '备注'],
        ['微博', '他说"好"'],
      ],
    ],
    [
      'a stray quote',
      '平台,备注\n微博,打"四黑"',
      [
        ['平台', '备注'],
        ['微博', '打"四黑"'],
      ],
    ],
    [
      'a line break in quotes',
      '平台,备注\n微博,"一\n二"',
      [
        ['平台', '备注'],
        ['微博', '一\n二'],
      ],
    ],
    ['rows of different length', '平台,账号名称\n微博\n微信,a,b,c', [['平台', '账号名称'], ['微博'], ['微信', 'a', 'b', 'c']]],
    [
      'an empty cell',
      '平台,账号名称,备注\n微博,,好',
      [
        ['平台', '账号名称', '备注'],
        ['微博', '', '好'],
      ],
    ],
    ['one column', '平台\n微博', [['平台'], ['微博']]],
    ['Chinese commas, which separate nothing', '平台，账号名称', [['平台，账号名称']]],
    ['a formula, as text', '平台\n=1+1', [['平台'], ['=1+1']]],
  ])('may have %s', async (_what, text, cells) => {
    expect((await rows(text)).map((row) => row.cells)).toEqual(cells);
  });

  it('keep their numbers where lines between them are empty', async () => {
    expect((await rows('\n平台,账号名称\n\n , ,\n微博,平安北京\n\n')).map(({ number }) => number)).toEqual([2, 5]);
  });
});

describe('a file that cannot be used', () => {
  const workbook = zipSync({ 'word/document.xml': strToU8('<document/>') });

  it.each<[what: string, bytes: Uint8Array, reason: string]>([
    ['is empty', new Uint8Array(), 'file-empty'],
    ['has nothing but a byte-order mark', strToU8('\ufeff'), 'file-empty'],
    ['has nothing but line ends', strToU8('\r\n\n'), 'file-empty'],
    ['has nothing but commas', strToU8(',,,\n , ,\n'), 'file-empty'],
    ['is an old .xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'file-old-excel'],
    ['is a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), 'file-not-text'],
    ['is a PDF with its binary part', Uint8Array.from([...strToU8('%PDF-1.7\n'), 0xff, 0x00, 0xfe]), 'file-not-text'],
    ['is full of control characters', Uint8Array.from({ length: 200 }, (_, index) => (index % 7) + 1), 'file-not-text'],
    ['is cut within a character and no GB18030 either', Uint8Array.from([...strToU8('平台,'), 0xff, 0xff]), 'file-not-text'],
    ['is a Word file', workbook, 'not-a-workbook'],
    ['is a zip that is cut', workbook.slice(0, 40), 'not-a-workbook'],
    ['opens a quote and never closes it', strToU8('平台,备注\n微博,"一,二\n'), 'file-broken-csv'],
  ])('%s', async (_what, bytes, expected) => {
    expect(await reason(bytes)).toMatchObject({ field: 'file', reason: expected });
  });

  it('is too large', async () => {
    expect(await reason(new Uint8Array(MAX_FILE_BYTES + 1).fill(0x61))).toMatchObject({ reason: 'file-too-large', facts: { megabytes: 65, limit: 64 } });
    expect(await reason(new Uint8Array(MAX_FILE_BYTES))).toMatchObject({ reason: 'file-not-text' });
  });

  it('has too many rows', async () => {
    expect(await reason(strToU8('a,b\n'.repeat(MAX_ROWS + 2)))).toMatchObject({ reason: 'file-too-many-rows', facts: { rows: MAX_ROWS + 2, limit: MAX_ROWS } });
    expect(await reason(strToU8(`${'a,b\n'.repeat(MAX_ROWS + 1)}\n\n,\n`))).toBeNull();
  }, 20_000);
});
