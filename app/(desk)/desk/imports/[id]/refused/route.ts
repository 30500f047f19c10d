import { getTranslations } from 'next-intl/server';
import { sentence } from '@/components/sentence';
import { refusedRows } from '@/lib/db/import-rows';
import { refusedSheet } from '@/lib/exchange/refused';
import { currentActor } from '@/lib/web/session';
import { seeOther } from '@/lib/web/upload';

/** The refused rows of a batch as the sheet that they came from, with their reasons, to be mended and sent back. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await currentActor();
  if (actor.userId === null) return seeOther(`/sign-in?callbackUrl=/desk/imports/${encodeURIComponent(id)}`);
  const refused = /^\d{1,9}$/.test(id) ? await refusedRows(actor, Number(id)) : null;
  if (!refused) return new Response(null, { status: 404 });
  const reason = await getTranslations('reason');
  const t = await getTranslations('imports');
  const { facts, batch } = refused;
  const rows = refused.rows.map(({ findings, ...row }) => ({ ...row, reasons: findings.map((each) => sentence(reason, each)) }));
  const name = `${batch.fileName.replace(/\.\w{1,5}$/, '')}-${t('refusedName')}`;
  return new Response(refusedSheet(facts.headers, facts.parts, rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="refused.csv"; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
      'cache-control': 'private, no-store',
    },
  });
}
