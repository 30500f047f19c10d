import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { readTable, readWorkbook } from './read-whole';
import { MAX_UNPACKED, UnreadableWorkbook } from './unpack';

async function written(data: SheetData): Promise<Uint8Array> {
  return Uint8Array.from(await writeXlsxFile(data).toBuffer());
}

type Parts = { rows: string; merges?: string; strings?: string; styles?: string; workbook?: string; sheets?: Record<string, string> };

const WORKBOOK = '<workbook xmlns:r="r"><sheets><sheet name="账号" sheetId="1" r:id="rId1"/></sheets></workbook>';
const STYLES = `<styleSheet><numFmts>
  <numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
  <numFmt numFmtId="165" formatCode="[$-804]yyyy/m/d;@"/>
  <numFmt numFmtId="166" formatCode="0.00_);[Red]\\(0.00\\)"/>
  <numFmt numFmtId="167" formatCode="#,##0&quot; days&quot;"/>
  </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="57"/></cellXfs></styleSheet>`;

/** A workbook as other programs write it, from its parts. */
function made({ rows, merges = '', strings, styles, workbook = WORKBOOK, sheets = {} }: Parts): Uint8Array {
  const targets = ['sheet1', ...Object.keys(sheets)].map((name, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/${name}.xml"/>`);
  const files: Record<string, string> = {
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': `<Relationships>${targets.join('')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData>${merges}</worksheet>`,
    ...Object.fromEntries(
      Object.entries(sheets).map(([name, content]) => [`xl/worksheets/${name}.xml`, `<worksheet><sheetData>${content}</sheetData></worksheet>`]),
    ),
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst>${strings}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': styles }),
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const inline = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
const cellsOf = async (bytes: Uint8Array) => (await readWorkbook(bytes))[0]?.rows.map(({ cells }) => cells);

/** What a single cell, given as XML, is read as. */
async function cell(xml: string, parts: Partial<Parts> = {}): Promise<string | undefined> {
  return (await readWorkbook(made({ styles: STYLES, ...parts, rows: `<row r="1">${xml}</row>` })))[0]?.rows[0]?.cells[0];
}

describe('a workbook that a program wrote', () => {
  it('is read as text, row by row', async () => {
    const bytes = await written([
      [{ value: '平台' }, { value: '账号名称' }, { value: '开设日期' }, { value: '关注用户数' }],
      [{ value: '微博' }, { value: '平安北京' }, { value: new Date(Date.UTC(2014, 6, 1)), type: Date, format: 'yyyy/mm/dd' }, { value: 12345 }],
      [{ value: '微信' }, null, null, { value: '1.2万' }],
    ]);
    expect(await cellsOf(bytes)).toEqual([
      ['平台', '账号名称', '开设日期', '关注用户数'],
      ['微博', '平安北京', '2014-07-01', '12345'],
      ['微信', '', '', '1.2万'],
    ]);
  });

  it('holds a long number as it is', async () => {
    expect(await cellsOf(await written([[{ value: 2803301701 }, { value: '9007199254740993' }, { value: true }]]))).toEqual([
      ['2803301701', '9007199254740993', 'TRUE'],
    ]);
  });

  it('keeps a row with an empty cell and leaves out one without any', async () => {
    const bytes = await written([
      [{ value: '平台' }, { value: '账号名称' }],
      [null, null],
      [{ value: '微博' }, null],
      [null, { value: ' ' }],
    ]);
    expect(await readTable(bytes)).toMatchObject({ accepted: true, change: { rows: [{ number: 1 }, { number: 3, cells: ['微博'] }] } });
  });

  it('is told apart from a CSV file', async () => {
    expect(await readTable(await written([[{ value: '平台' }], [{ value: '微博' }]]))).toMatchObject({
      accepted: true,
      change: { format: 'xlsx', encoding: null, sheet: 'Sheet1', otherSheets: [], merged: 0, hiddenRows: 0, rows: [{ number: 1 }, { number: 2 }] },
    });
  });
});

describe('the text of a cell', () => {
  it.each<[what: string, xml: string, text: string]>([
    ['a shared string', '<c r="A1" t="s"><v>1</v></c>', '平安北京'],
    ['a shared string of several runs', '<c r="A1" t="s"><v>2</v></c>', '平安北京'],
    ['a shared string without its reading', '<c r="A1" t="s"><v>3</v></c>', '平安'],
    ['a shared string that is not there', '<c r="A1" t="s"><v>99</v></c>', ''],
    ['a shared string with a line break of Windows', '<c r="A1" t="s"><v>4</v></c>', '一\r\n二'],
    ['a shared string that says what looks like an escape', '<c r="A1" t="s"><v>5</v></c>', '_x0041_'],
    ['a shared string with marks of XML', '<c r="A1" t="s"><v>6</v></c>', 'A&B <平安>'],
    ['a shared string in a CDATA section', '<c r="A1" t="s"><v>7</v></c>', '平安<北京>'],
    ['a text in the cell itself', inline('A1', '平安北京'), '平安北京'],
    ['a text of several runs in the cell itself', '<c r="A1" t="inlineStr"><is><r><t>平安</t></r><r><t>北京</t></r></is></c>', '平安北京'],
    ['the result of a formula', '<c r="A1"><f>1+1</f><v>2</v></c>', '2'],
    ['the text of a formula', '<c r="A1" t="str"><f>CONCATENATE("平","安")</f><v>平安</v></c>', '平安'],
    ['the error of a formula', '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['a formula that was never calculated', '<c r="A1"><f>1+1</f></c>', ''],
    ['yes', '<c r="A1" t="b"><v>1</v></c>', 'TRUE'],
    ['no', '<c r="A1" t="b"><v>0</v></c>', 'FALSE'],
    ['a number', '<c r="A1"><v>12345</v></c>', '12345'],
    ['a fraction', '<c r="A1"><v>0.25</v></c>', '0.25'],
    ['a long id in scientific notation', '<c r="A1"><v>2.803301701E9</v></c>', '2803301701'],
    ['an id of 15 digits in scientific notation', '<c r="A1"><v>1.23456789012345E14</v></c>', '123456789012345'],
    ['an id of which the end is lost', '<c r="A1"><v>1.2345678901234501E18</v></c>', '1.2345678901234501E18'],
    ['a number among line breaks', '<c r="A1">\n  <v>2</v>\n</c>', '2'],
    ['a shared string among line breaks', '<c r="A1" t="s"><v>8</v></c>', '平安'],
    ['nothing', '<c r="A1"/>', ''],
  ])('is read from %s', async (_what, xml, text) => {
    const strings = `<si><t>平台</t></si><si><t>平安北京</t></si><si><r><t>平安</t></r><r><rPr><b/></rPr><t>北京</t></r></si>
      <si><t>平安</t><rPh sb="0" eb="1"><t>へいあん</t></rPh></si><si><t>一_x000D_\n二</t></si><si><t>_x005F_x0041_</t></si>
      <si><t>A&amp;B &lt;平安&gt;</t></si><si><t><![CDATA[平安<北京>]]></t></si>
      <si>\n  <t>平安</t>\n</si>`;
    expect(await cell(xml, { strings })).toBe(text);
  });

  it.each<[what: string, xml: string, text: string]>([
    ['the program’s own format', '<c r="A1" s="1"><v>41821</v></c>', '2014-07-01'],
    ['years, months and days in Chinese', '<c r="A1" s="2"><v>41821</v></c>', '2014-07-01'],
    ['a locale', '<c r="A1" s="3"><v>41821.75</v></c>', '2014-07-01'],
    ['the Chinese program’s own format', '<c r="A1" s="6"><v>41821</v></c>', '2014-07-01'],
    ['its own spelling', '<c r="A1" t="d"><v>2014-07-01T00:00:00</v></c>', '2014-07-01'],
    ['no date format', '<c r="A1" s="0"><v>41821</v></c>', '41821'],
    ['a money format', '<c r="A1" s="4"><v>41821</v></c>', '41821'],
    ['a format that only says days', '<c r="A1" s="5"><v>41821</v></c>', '41821'],
    ['a date format and an id that is no day', '<c r="A1" s="1"><v>2803301701</v></c>', '2803301701'],
    ['a date format and a negative number', '<c r="A1" s="1"><v>-1</v></c>', '-1'],
    ['a date format and an empty cell', '<c r="A1" s="1"/>', ''],
    ['a date format and a text', '<c r="A1" s="1" t="inlineStr"><is><t>不详</t></is></c>', '不详'],
  ])('is a day or is not, by %s', async (_what, xml, text) => {
    expect(await cell(xml)).toBe(text);
  });

  it('is a day counted from 1904 where the workbook says so', async () => {
    const workbook = WORKBOOK.replace('<sheets>', '<workbookPr date1904="1"/><sheets>');
    expect(await cell('<c r="A1" s="1"><v>40359</v></c>', { workbook })).toBe('2014-07-01');
  });

  it('needs neither shared strings nor styles', async () => {
    expect(await cellsOf(made({ rows: `<row r="1">${inline('A1', '平台')}<c r="B1"><v>1</v></c></row>` }))).toEqual([['平台', '1']]);
  });
});

describe('the cells of a row', () => {
  it('stand in their columns, with nothing between', async () => {
    expect(await cellsOf(made({ rows: `<row r="1">${inline('B1', '二')}${inline('AA1', '二十七')}</row>` }))).toEqual([
      ['', '二', ...Array(24).fill(''), '二十七'],
    ]);
  });

  it('stand one after the other where they do not say their columns', async () => {
    expect(await cellsOf(made({ rows: '<row><c t="inlineStr"><is><t>一</t></is></c><c><v>2</v></c></row><row><c><v>3</v></c></row>' }))).toEqual([
      ['一', '2'],
      ['3'],
    ]);
  });

  it('keep the number of their row where rows between are missing', async () => {
    const [sheet] = await readWorkbook(made({ rows: `<row r="3">${inline('A3', '三')}</row><row r="7">${inline('A7', '七')}</row>` }));
    expect(sheet?.rows.map(({ number }) => number)).toEqual([3, 7]);
  });

  it('are read under any prefix', async () => {
    const sheet = '<x:worksheet xmlns:x="x"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const workbook = '<x:workbook xmlns:x="x" xmlns:rel="r"><x:sheets><x:sheet name="账号" sheetId="1" rel:id="rId1"/></x:sheets></x:workbook>';
    const files = {
      'xl/workbook.xml': workbook,
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': sheet,
    };
    const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
    expect(await readWorkbook(bytes)).toEqual([{ name: '账号', rows: [{ number: 1, cells: ['1'], hidden: false }], merged: 0 }]);
  });
});

describe('merged cells', () => {
  const rows = `<row r="1">${inline('A1', '政务微博一览')}</row>
    <row r="2">${inline('A2', '单位')}${inline('B2', '名称')}</row>
    <row r="3">${inline('A3', '广州市公安局')}${inline('B3', '平安广州')}</row>
    <row r="4"><c r="A4"/>${inline('B4', '广州交警')}</row>
    <row r="5">${inline('B5', '广州网警')}</row>`;

  it('are filled from their first cell, and those over several rows are counted', async () => {
    const merges = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A3:A5"/></mergeCells>';
    const [sheet] = await readWorkbook(made({ rows, merges }));
    expect(sheet?.merged).toBe(1);
    expect(sheet?.rows.map(({ cells }) => cells)).toEqual([
      ['政务微博一览', '政务微博一览'],
      ['单位', '名称'],
      ['广州市公安局', '平安广州'],
      ['广州市公安局', '广州交警'],
      ['广州市公安局', '广州网警'],
    ]);
  });

  it.each(['A3', 'A:A', '', 'nonsense'])('that make no range are passed over: %j', async (reference) => {
    const [sheet] = await readWorkbook(made({ rows, merges: `<mergeCells><mergeCell ref="${reference}"/></mergeCells>` }));
    expect(sheet?.merged).toBe(0);
    expect(sheet?.rows[3]?.cells[0]).toBe('');
  });
});

describe('hidden rows and sheets', () => {
  it('rows are read and marked', async () => {
    const rows = `<row r="1">${inline('A1', '一')}</row><row r="2" hidden="1">${inline('A2', '二')}</row><row r="3" hidden="true">${inline('A3', '三')}</row>`;
    expect((await readWorkbook(made({ rows })))[0]?.rows.map(({ hidden }) => hidden)).toEqual([false, true, true]);
    expect(await readTable(made({ rows }))).toMatchObject({ accepted: true, change: { hiddenRows: 2 } });
  });

  it('sheets are left out, and empty ones are passed over for the first that holds something', async () => {
    const workbook = `<workbook xmlns:r="r"><sheets><sheet name="空" r:id="rId1"/><sheet name="藏" state="hidden" r:id="rId2"/><sheet name="深藏" state="veryHidden" r:id="rId2"/>
      <sheet name="账号" r:id="rId3"/><sheet name="另一" r:id="rId4"/></sheets></workbook>`;
    const one = (text: string) => `<row r="1">${inline('A1', text)}</row>`;
    const bytes = made({ rows: '', workbook, sheets: { sheet2: one('藏'), sheet3: one('平台'), sheet4: one('说明') } });
    expect((await readWorkbook(bytes)).map(({ name }) => name)).toEqual(['空', '账号', '另一']);
    expect(await readTable(bytes)).toMatchObject({ accepted: true, change: { sheet: '账号', otherSheets: ['另一'], rows: [{ cells: ['平台'] }] } });
  });

  it('a workbook whose sheets are all empty is empty', async () => {
    expect(await readTable(made({ rows: '<row r="1"><c r="A1"/></row>' }))).toMatchObject({ accepted: false, findings: [{ reason: 'file-empty' }] });
  });
});

describe('a workbook that cannot be read', () => {
  const broken = async (bytes: Uint8Array): Promise<string> => {
    try {
      await readWorkbook(bytes);
      return 'read';
    } catch (error) {
      return error instanceof UnreadableWorkbook ? error.reason : String(error);
    }
  };

  it.each<[what: string, bytes: Uint8Array]>([
    ['is no zip', strToU8('平台,账号名称')],
    ['is a zip of something else', zipSync({ 'word/document.xml': strToU8('<document/>') })],
    ['has XML that is cut', made({ rows: '<row r="1"><c r="A1">' })],
    ['has text for its list of sheets', made({ rows: '', workbook: 'sheets' })],
    ['names a sheet that is not there', made({ rows: '', workbook: WORKBOOK.replace('rId1', 'rId9') })],
  ])('%s', async (_what, bytes) => {
    expect(await broken(bytes)).toBe('not-a-workbook');
  });

  it('says that it unpacks to more than is allowed, before anything is unpacked', async () => {
    const bytes = made({ rows: '' });
    const entry = bytes.findIndex((_, index) => [0x50, 0x4b, 0x01, 0x02].every((byte, offset) => bytes[index + offset] === byte));
    new DataView(bytes.buffer).setUint32(entry + 24, MAX_UNPACKED + 1, true); // the size of the first file in the zip's directory
    expect(await broken(bytes)).toBe('unpacks-too-large');
  });
});
