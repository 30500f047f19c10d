import { getTranslations } from 'next-intl/server';
import { sentence } from '@/components/sentence';
import { handPasswords } from '@/lib/db/import-passwords';
import { workbook, XLSX_TYPE } from '@/lib/exchange/xlsx-write';
import { downloadHeaders } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { drain, fromElsewhere, seeOther, sentencePage } from '@/lib/web/upload';

/** The passwords of the users whom a batch has made: a sheet that is told once and kept nowhere. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  if (fromElsewhere(request)) return new Response(null, { status: 403 });
  const { id } = await params;
  const actor = await currentActor();
  await drain(request);
  const back = `/desk/imports/${encodeURIComponent(id)}`;
  if (actor.userId === null) return seeOther(`/sign-in?callbackUrl=${back}`);
  const t = await getTranslations('imports');
  const handed = /^\d{1,9}$/.test(id) ? await handPasswords(actor, Number(id), today()) : null;
  const told = handed?.accepted === false ? handed.findings.find(({ reason }) => reason === 'passwords-handed') : undefined;
  if (told) return sentencePage(409, sentence(await getTranslations('reason'), told), { href: back, text: t('title') });
  if (!handed?.accepted) return new Response(null, { status: 404 });
  const field = await getTranslations('field');
  const rows = [
    [field('username'), field('displayName'), t('oneTimePassword')],
    ...handed.change.map(({ username, displayName, password }) => [username, displayName, password]),
  ];
  const sheet = { name: t('passwordSheet'), columns: [{ width: 24 }, { width: 20 }, { width: 24 }], rows: [rows], header: true };
  const parts: Uint8Array[] = [];
  for await (const part of workbook([sheet])) parts.push(part);
  return new Response(Buffer.concat(parts), { headers: downloadHeaders(`${t('passwordSheet')}-${id}.xlsx`, XLSX_TYPE) });
}
