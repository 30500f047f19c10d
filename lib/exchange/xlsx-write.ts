// What a workbook of ours consists of: five small parts, and one large one for each sheet (ECMA-376 part 1, 18).
import type { Batches, FileCell } from './csv';
import { guarded } from './formula';
import { type ZipEntry, zipped } from './zip';

export type SheetColumn = {
  /** In characters. */
  width: number;
  hidden?: boolean;
  /** What the program shows beside a cell of the column that is chosen, its header included. */
  note?: { title: string; text: string };
  /** The cells that hold what may be chosen, as `系统!$A$1:$A$30`; other values are warned of, not refused. */
  choices?: string;
};

export type Sheet = {
  name: string;
  columns: readonly SheetColumn[];
  /** In batches. The first row is the header; a sheet that only tells something has none. */
  rows: Batches;
  header: boolean;
  /** Down to which row the choices are offered; 0 where there are none. */
  offeredTo?: number;
};

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The MIME type of a workbook. */
export const XLSX_TYPE = `${TYPES}.sheet`;

/**
 * Writes an .xlsx file as it is asked for. Texts are cells of text in the text format: a long id
 * keeps its digits, and nothing runs, also after somebody edits it.
 */
export function workbook(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array> {
  return zipped(parts(sheets));
}

function* parts(sheets: readonly Sheet[]): Generator<ZipEntry> {
  yield part('[Content_Types].xml', contentTypes(sheets.length));
  yield part('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']]));
  yield part('xl/workbook.xml', workbookXml(sheets));
  yield part(
    'xl/_rels/workbook.xml.rels',
    relationships([...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const), ['styles', 'styles.xml']]),
  );
  yield part('xl/styles.xml', STYLES);
  for (const [index, sheet] of sheets.entries()) yield { name: `xl/worksheets/sheet${index + 1}.xml`, content: sheetXml(sheet) };
}

function part(name: string, xml: string): ZipEntry {
  return { name, content: [DECLARATION + xml] };
}

function contentTypes(sheets: number): string {
  const override = (path: string, type: string) => `<Override PartName="/xl/${path}.xml" ContentType="${TYPES}.${type}+xml"/>`;
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('styles', 'styles')}${Array.from({ length: sheets }, (_, index) => override(`worksheets/sheet${index + 1}`, 'worksheet')).join('')}</Types>`;
}

function relationships(targets: readonly (readonly [string, string])[]): string {
  const each = targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`);
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly Sheet[]): string {
  const each = sheets.map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  // Opened on the first sheet that has rows: the sheet before it only says what they are.
  const active = Math.max(
    sheets.findIndex(({ header }) => header),
    0,
  );
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView activeTab="${active}"/></bookViews><sheets>${each.join('')}</sheets></workbook>`;
}

/** Styles by number: 0 a figure, 1 a text, 2 a header. */
const [TEXT, HEADER] = [1, 2];
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

async function* sheetXml(sheet: Sheet): AsyncGenerator<string> {
  yield DECLARATION + opening(sheet);
  let number = 0;
  for await (const batch of sheet.rows) {
    let xml = '';
    for (const cells of batch) xml += rowXml(cells, ++number, sheet.header && number === 1 ? HEADER : TEXT);
    yield xml;
  }
  yield `</sheetData>${validations(sheet, number)}</worksheet>`;
}

function opening({ columns, header }: Sheet): string {
  const pane = header ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  // A column of text also below its last row, so that an id that is typed there keeps its digits.
  const each = columns.map(
    ({ width, hidden }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${TEXT}" customWidth="1"${hidden ? ' hidden="1"' : ''}/>`,
  );
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${each.join('')}</cols><sheetData>`;
}

function rowXml(cells: readonly FileCell[], number: number, style: number): string {
  let xml = `<row r="${number}">`;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index];
    if (cell === null || cell === undefined || cell === '') continue;
    const at = `${letters(index)}${number}`;
    xml += typeof cell === 'number' ? `<c r="${at}"><v>${cell}</v></c>` : `<c r="${at}" s="${style}" t="inlineStr"><is>${textXml(cell)}</is></c>`;
  }
  return `${xml}</row>`;
}

/** What a cell of the format can hold. */
const LONGEST_TEXT = 32_767;

/** A text as a cell holds it, guarded against being taken for a defused one. */
export function textXml(cell: string, prefix = ''): string {
  const text = guarded(cell).slice(0, LONGEST_TEXT);
  return /^\s|\s$|\s\s|[\r\n\t]/.test(text) ? `<${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t>` : `<${prefix}t>${escaped(text)}</${prefix}t>`;
}

const SPECIAL = /[&<>"]|[^\t\n\u0020-\ud7ff\ue000-\ufffd]|_x[0-9A-Fa-f]{4}_/;
const EACH_SPECIAL = /[&<>"]|[\ud800-\udbff][\udc00-\udfff]|[^\t\n\u0020-\ud7ff\ue000-\ufffd]|_(?=x[0-9A-Fa-f]{4}_)/g;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', _: '_x005F_' };

// What XML cannot hold is written by its number, and what looks like such a number with its underscore escaped (22.9.2.19).
function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(
    EACH_SPECIAL,
    (found) => ENTITIES[found] ?? (found.length === 2 ? found : `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`),
  );
}

const names: string[] = [];

/** The letters of a column, counted from 0. */
export function letters(index: number): string {
  names[index] ??= (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
  return names[index];
}

function validations({ columns, offeredTo = 0 }: Sheet, rows: number): string {
  const last = Math.max(offeredTo, rows);
  const each = columns.flatMap(({ note, choices }, index) => {
    const at = letters(index);
    const prompt = note ? ` showInputMessage="1" promptTitle="${escaped(note.title.slice(0, 32))}" prompt="${escaped(note.text.slice(0, 255))}"` : '';
    const listed = choices
      ? [
          `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1"${prompt} sqref="${at}2:${at}${Math.max(last, 2)}"><formula1>${escaped(choices)}</formula1></dataValidation>`,
        ]
      : [];
    const told = prompt && offeredTo ? [`<dataValidation allowBlank="1"${prompt} sqref="${at}1${choices ? '' : `:${at}${last}`}"/>`] : [];
    return [...listed, ...told];
  });
  return each.length ? `<dataValidations count="${each.length}">${each.join('')}</dataValidations>` : '';
}
