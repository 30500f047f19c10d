import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { IMPORT_ACTS, IMPORT_KIND_NAMES } from '@/lib/access/acts';
import { csvFile } from '@/lib/exchange/csv';
import { templateSheets } from '@/lib/exchange/template';
import { workbook, XLSX_TYPE } from '@/lib/exchange/xlsx-write';
import { pieces } from '@/lib/exchange/zip';
import { badRequest } from '@/lib/web/api';
import { requireAct } from '@/lib/web/desk';
import { streamed } from '@/lib/web/download';
import { downloadHeaders, parametersOf } from '@/lib/web/export';
import { pageQuery, today } from '@/lib/web/page-query';
import { templateColumns, templateWords } from '@/lib/web/templates';

const PATH = '/desk/imports/template';
const query = z.object({ kind: z.enum(IMPORT_KIND_NAMES).default('accounts'), format: z.enum(['xlsx', 'csv']).default('xlsx') });

/** An empty file of a kind that can be imported: what each column is, and what may be chosen. */
export async function GET(request: Request): Promise<Response> {
  const read = await pageQuery(query, PATH, Promise.resolve(parametersOf(request)));
  const kind = read.accepted ? read.change.kind : 'accounts';
  // Who only files is sent sheets of accounts too.
  const actor = await requireAct(kind === 'accounts' ? 'filing.submit' : IMPORT_ACTS[kind], PATH);
  if (!actor) return new Response(null, { status: 404 });
  if (!read.accepted) return badRequest(request, read.findings);
  const t = await getTranslations('export');
  const called = (await getTranslations('code.importKind'))(kind);
  const { format } = read.change;
  const columns = (await templateColumns(actor, kind, today())).filter(({ hidden }) => !hidden);
  const name = `${t('templateName', { kind: called })}.${format}`;
  const done = async () => undefined;
  if (format === 'csv')
    return new Response(streamed(pieces(csvFile([[columns.map(({ header }) => header)]])), done), {
      headers: downloadHeaders(name, 'text/csv; charset=utf-8'),
    });
  const sheets = templateSheets(columns, await templateWords(called), [[t('content'), t('templateLead')]], []);
  return new Response(streamed(workbook(sheets), done), { headers: downloadHeaders(name, XLSX_TYPE) });
}
