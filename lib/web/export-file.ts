import { createTranslator } from 'next-intl';
import { type Batches, BOM, csvFile, type FileCell } from '@/lib/exchange/csv';
import { type Sheet, workbook } from '@/lib/exchange/xlsx-write';
import { pieces, zipped } from '@/lib/exchange/zip';
import { MESSAGES } from './locale';

/** As which files a list is given: rows alone, rows and a text that says what they are, a workbook that says so on its first sheet. */
export const FORMATS = ['csv', 'zip', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

/** What is taken from a page: its name, its rows, and what is said of them. */
export type Export = {
  /** Of the file, without its ending. */
  name: string;
  header: string[];
  rows: Batches;
  total: number;
  /** What is in the file beside the count, the moment and the address. */
  facts: [string, string][];
  /** The address of the page that shows the same. */
  page: string;
  /** Ends what is being read for the rows. */
  stop?(): Promise<void>;
  /** Whether what reads the rows has recorded that they were taken. */
  recorded?: boolean;
  sheet?: Partial<Sheet>;
};

/** The words of files in Chinese, where no request says another language. */
export const exportWords = () => createTranslator({ locale: 'zh-CN', messages: MESSAGES['zh-CN'], namespace: 'export' });
export type ExportWords = ReturnType<typeof exportWords>;

/**
 * The bytes of a file, made as they are taken.
 * @param base the address of the register, so that the page in the file is a whole one
 */
export function fileOf(file: Export, format: Format, t: ExportWords, base: string): AsyncGenerator<Uint8Array> {
  const { name, header } = file;
  const rows = withHeader(header, file.rows);
  if (format === 'csv') return pieces(csvFile(rows));
  const facts = factsOf(file, t, base);
  if (format === 'xlsx') return workbook([factSheet(t('about'), facts), { name: t('rows'), columns: columnsOf(header), rows, header: true, ...file.sheet }]);
  return zipped([
    { name: `${name}.csv`, content: csvFile(rows) },
    { name: `${t('about')}.txt`, content: [factText(facts)] },
  ]);
}

async function* withHeader(header: string[], rows: Batches): AsyncGenerator<readonly (readonly FileCell[])[]> {
  yield [header];
  yield* rows;
}

/** A sheet of labels and what is said under them. */
export function factSheet(name: string, facts: readonly [string, string][]): Sheet {
  return { name, columns: [{ width: 16 }, { width: 100 }], rows: [facts], header: false };
}

/** The same as a text, for a file without sheets. */
export function factText(facts: readonly [string, string][]): string {
  return BOM + facts.map(([label, value]) => `${label}：${value}\r\n`).join('');
}

/** What is said of a file: what whoever made it knows, how many rows it has, when and at which address it was taken. */
export function factsOf({ facts, total, page }: Pick<Export, 'facts' | 'total' | 'page'>, t: ExportWords, base: string): [string, string][] {
  const moment = new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
  return [...facts, [t('count'), String(total)], [t('taken'), t('at', { moment })], [t('address'), base ? new URL(page, base).href : page]];
}

/** Wide enough for the header; what is longer below it is cut by the program, not by us. */
function columnsOf(header: readonly string[]): { width: number }[] {
  return header.map((text) => ({ width: Math.max(12, [...text].length * 2 + 2) }));
}
