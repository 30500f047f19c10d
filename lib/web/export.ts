import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { Editions } from '@/lib/coverage/edition';
import { recordAlone } from '@/lib/db/audit';
import type { Decision, Finding } from '@/lib/decision';
import { env } from '@/lib/env';
import { type Batches, BOM, csvFile, type FileCell } from '@/lib/exchange/csv';
import { type Sheet, workbook, XLSX_TYPE } from '@/lib/exchange/xlsx-write';
import { pieces, zipped } from '@/lib/exchange/zip';
import { badRequest, tooMany } from './api';
import { enter, streamed } from './download';
import { secondsToWait } from './limit';
import { pageQuery } from './page-query';
import { currentActor } from './session';

/** As which files a list is given: rows alone, rows and a text that says what they are, a workbook that says so on its first sheet. */
const FORMATS = ['csv', 'zip', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];
const FORMAT = { format: z.enum(FORMATS).default('csv') };

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

/**
 * Makes the route that gives what a page lists as a file: the same parameters except for the page's
 * number, every row, and in words what they are.
 * @param path of the page
 * @param make null for what is not there, or not for who asks
 */
export function exportRoute<T extends z.ZodObject>(
  schema: T,
  path: string,
  make: (query: z.infer<T>, asked: URLSearchParams) => Promise<Decision<Export>>,
  check?: (query: z.infer<T>) => Finding[],
): (request: Request) => Promise<Response> {
  const { page: _, ...shape } = schema.shape;
  const asked = z.object({ ...shape, ...FORMAT });
  return async (request) => {
    const wait = await secondsToWait('api');
    if (wait !== null) return tooMany(request, wait);
    const { searchParams, pathname } = new URL(request.url);
    const given = Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
    const read = await pageQuery(asked, pathname, Promise.resolve(given), check as never);
    if (!read.accepted) return badRequest(request, read.findings);
    const leave = enter();
    if (!leave) return tooMany(request, 30);
    try {
      const { format, ...query } = read.change as z.infer<T> & { format: Format };
      const made = await make(query as z.infer<T>, searchParams);
      if (made.accepted && !made.change.recorded) await recordExport(path, searchParams, made.change.total);
      return made.accepted ? await fileAnswer(made.change, format, leave) : absent(leave);
    } catch (error) {
      leave();
      throw error;
    }
  };
}

function absent(leave: () => void): Response {
  leave();
  return new Response(null, { status: 404 });
}

// A person's export; what nobody in particular takes of the public pages is not kept.
async function recordExport(path: string, query: URLSearchParams, rows: number): Promise<void> {
  const actor = await currentActor();
  if (actor.userId === null) return;
  await recordAlone(actor, { act: 'page.export', subjectType: 'page', subjectId: path, after: { query: query.toString(), rows } });
}

const TYPES: Record<Format, string> = { csv: 'text/csv; charset=utf-8', zip: 'application/zip', xlsx: XLSX_TYPE };

async function fileAnswer(file: Export, format: Format, leave: () => void): Promise<Response> {
  const bytes = await fileOf(file, format);
  const stop = async () => {
    leave();
    await file.stop?.();
  };
  return new Response(streamed(bytes, stop), { headers: downloadHeaders(`${file.name}.${format}`, TYPES[format]) });
}

/** The headers under which a browser keeps an answer as a file of this name. */
export function downloadHeaders(name: string, type: string): Record<string, string> {
  const ending = /\.\w+$/.exec(name)?.[0] ?? '';
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="guta${ending}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  };
}

async function fileOf(file: Export, format: Format): Promise<AsyncGenerator<Uint8Array>> {
  const { name, header } = file;
  const rows = withHeader(header, file.rows);
  if (format === 'csv') return pieces(csvFile(rows));
  const t = await getTranslations('export');
  const facts = await factsOf(file);
  if (format === 'xlsx') return workbook([factSheet(t('about'), facts), { name: t('rows'), columns: columnsOf(header), rows, header: true, ...file.sheet }]);
  const text = BOM + facts.map(([label, value]) => `${label}：${value}\r\n`).join('');
  return zipped([
    { name: `${name}.csv`, content: csvFile(rows) },
    { name: `${t('about')}.txt`, content: [text] },
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

async function factsOf({ facts, total, page }: Export): Promise<[string, string][]> {
  const t = await getTranslations('export');
  const moment = new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
  return [...facts, [t('count'), String(total)], [t('taken'), t('at', { moment })], [t('address'), new URL(page, env().NEXTAUTH_URL).href]];
}

/** Wide enough for the header; what is longer below it is cut by the program, not by us. */
function columnsOf(header: readonly string[]): { width: number }[] {
  return header.map((text) => ({ width: Math.max(12, [...text].length * 2 + 2) }));
}

/** What a file says while the register holds made-up accounts. */
export async function invented(editions: Editions): Promise<[string, string][]> {
  const t = await getTranslations('csv');
  return Object.keys(editions).length ? [[t('demonstration'), t('invented')]] : [];
}
