// For the tests: an official form as an office sends it, with a title, a header of two rows and styled empty rows.
import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const FORM_ROWS: readonly (readonly string[])[] = [
  ['国家备案系统账号登记表', '', '', '', '', '', '', ''],
  ['序号', '账号信息', '', '', '主办单位', '', '联系人', '备注栏'],
  ['', '平台', '账号名称', 'UID', '名称', '地区', '电话', ''],
];

/** @param more rows below the header */
export function officialForm(more: readonly (readonly string[])[] = []): Uint8Array {
  const strings: string[] = [];
  const cell = (text: string, at: string) => {
    if (text === '') return `<c r="${at}" s="1"/>`;
    strings.push(text);
    return `<c r="${at}" s="1" t="s"><v>${strings.length - 1}</v></c>`;
  };
  const row = (cells: readonly string[], number: number) =>
    `<row r="${number}" ht="21.5" customHeight="1">${cells.map((text, index) => cell(text, `${String.fromCharCode(65 + index)}${number}`)).join('')}</row>`;
  const empty = ['', '', '', '', '', '', '', ''];
  const rows = [...FORM_ROWS, ...more, empty, empty].map((cells, index) => row(cells, index + 1)).join('');
  const merges = ['A1:H1', 'A2:A3', 'B2:D2', 'E2:F2', 'H2:H3', 'A5:B5'];
  const sheet = `<worksheet xmlns="${MAIN}"><dimension ref="A1:H5"/><cols><col min="1" max="8" width="18"/></cols><sheetData>${rows}</sheetData><mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>`;
  const target = (id: number, type: string, path: string) => `<Relationship Id="rId${id}" Type="${RELATIONS}/${type}" Target="${path}"/>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/calcChain.xml" ContentType="${TYPES}.calcChain+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${target(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="填表说明" sheetId="1" r:id="rId1"/><sheet name="登记表" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${target(1, 'worksheet', 'worksheets/sheet1.xml')}${target(2, 'worksheet', 'worksheets/sheet2.xml')}${target(3, 'calcChain', 'calcChain.xml')}</Relationships>`,
    'xl/calcChain.xml': `<calcChain xmlns="${MAIN}"><c r="A5" i="2"/></calcChain>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>请用黑色</t></is></c></row></sheetData></worksheet>`,
    'xl/worksheets/sheet2.xml': sheet,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf/><xf/></cellXfs></styleSheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}
