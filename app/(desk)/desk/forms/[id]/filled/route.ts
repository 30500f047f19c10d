import { fillForm } from '@/lib/db/official-forms';
import { reference } from '@/lib/db/reference';
import { fileName } from '@/lib/exchange/file-name';
import { spellingOf } from '@/lib/exchange/spelling';
import { XLSX_TYPE } from '@/lib/exchange/xlsx-write';
import { accountsExportQuery } from '@/lib/registry/query';
import { accountFilter } from '@/lib/web/accounts-file';
import { badRequest, tooMany } from '@/lib/web/api';
import { requireAct } from '@/lib/web/desk';
import { enter, streamed } from '@/lib/web/download';
import { downloadHeaders, parametersOf } from '@/lib/web/export';
import { MESSAGES } from '@/lib/web/locale';
import { pageQuery, today } from '@/lib/web/page-query';

/** An official form, filled in with the accounts of a list as it is filtered. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const path = `/desk/forms/${id}/filled`;
  const actor = await requireAct('form.fill', path);
  if (!actor || !/^\d{1,9}$/.test(id)) return new Response(null, { status: 404 });
  const read = await pageQuery(accountsExportQuery, path, Promise.resolve(parametersOf(request)));
  if (!read.accepted) return badRequest(request, read.findings);
  const leave = enter();
  if (!leave) return tooMany(request, 30);
  try {
    const { sort, contacts: _, place: __, page: ___, ...query } = read.change;
    const spelling = spellingOf(MESSAGES['zh-CN'].code, await reference(), today());
    const taken = { path: '/desk/forms', query: `form=${id}&${new URL(request.url).searchParams}` };
    const form = await fillForm(actor, Number(id), accountFilter(query, query.asOf ?? today()), sort, { spelling, today: today(), taken });
    if (!form.accepted) {
      leave();
      return new Response(null, { status: 404 });
    }
    const { name, bytes, stop } = form.change;
    const end = async () => {
      leave();
      await stop();
    };
    return new Response(streamed(bytes, end), { headers: downloadHeaders(`${fileName(`${name}-${today()}`)}.xlsx`, XLSX_TYPE) });
  } catch (error) {
    leave();
    throw error;
  }
}
