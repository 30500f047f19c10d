import { getTranslations } from 'next-intl/server';
import { may } from '@/lib/access/acts';
import { refuseAct } from '@/lib/db/audit';
import { checkImport, failImport } from '@/lib/db/imports';
import { finding } from '@/lib/decision';
import { MAX_FILE_BYTES } from '@/lib/exchange/table';
import { secondsToWait } from '@/lib/web/limit';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { drain, fromElsewhere, readUpload, seeOther, sentencePage, UNNAMED } from '@/lib/web/upload';

/** Takes a file by a plain form: no server action, whose body is cut at a megabyte. */
export async function POST(request: Request) {
  if (fromElsewhere(request)) return new Response(null, { status: 403 });
  const actor = await currentActor();
  if (actor.userId === null) return seeOther('/sign-in?callbackUrl=/desk/imports');
  if (!may(actor, 'import.run')) {
    await refuseAct(actor, 'import.run', { subjectType: 'import', subjectId: 'new' });
    return new Response(null, { status: 404 });
  }
  const wait = await secondsToWait('upload', `user ${actor.userId}`);
  if (wait !== null) return tooManyUploads(request, wait);
  const upload = await readUpload(request, MAX_FILE_BYTES);
  if (!upload.accepted) return seeOther(`/desk/imports/${(await failImport(actor, upload.name, upload.findings)).id}`);
  if (upload.file.bytes.length === 0 && upload.file.name === '')
    return seeOther(`/desk/imports/${(await failImport(actor, UNNAMED, [finding('file', 'file-needed')])).id}`);
  const batch = await checkImport(actor, upload.file, today());
  return batch.accepted ? seeOther(`/desk/imports/${batch.change.id}`) : new Response(null, { status: 404 });
}

async function tooManyUploads(request: Request, seconds: number): Promise<Response> {
  const t = await getTranslations('imports');
  await drain(request); // a browser whose sending is cut short shows no answer
  return sentencePage(429, t('tooMany', { seconds }), { href: '/desk/imports', text: t('title') }, { 'retry-after': String(seconds) });
}
