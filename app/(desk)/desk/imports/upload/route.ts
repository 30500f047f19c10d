import { getTranslations } from 'next-intl/server';
import { IMPORT_KIND_NAMES, type ImportKindName, may } from '@/lib/access/acts';
import { refuseAct } from '@/lib/db/audit';
import { awaitImport, enqueueImport } from '@/lib/db/import-queue';
import { receiveImport } from '@/lib/db/import-upload';
import { MAX_FILE_BYTES } from '@/lib/exchange/table';
import { isCode } from '@/lib/taxonomy/codes';
import { secondsToWait } from '@/lib/web/limit';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { announcedTooLarge, drain, fromElsewhere, readUpload, seeOther, sentencePage } from '@/lib/web/upload';

/** A small file is checked while one waits; of a large one its page shows how far it is. */
const AT_ONCE = 3000;

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
  const megabytes = announcedTooLarge(request);
  if (megabytes !== null) return farTooLarge(megabytes);
  const upload = await readUpload(request, MAX_FILE_BYTES);
  const { kind = 'accounts' } = upload.fields;
  const batch = isCode<ImportKindName>(IMPORT_KIND_NAMES, kind) ? await receiveImport(actor, upload, today(), kind) : null;
  if (!batch?.accepted) {
    for await (const _ of upload.bytes); // a browser whose sending is cut short shows no answer
    return new Response(null, { status: batch ? 404 : 400 });
  }
  await enqueueImport(batch.change);
  await awaitImport(batch.change, AT_ONCE);
  return seeOther(`/desk/imports/${batch.change}`);
}

async function tooManyUploads(request: Request, seconds: number): Promise<Response> {
  const t = await getTranslations('imports');
  await drain(request); // a browser whose sending is cut short shows no answer
  return sentencePage(429, t('tooMany', { seconds }), { href: '/desk/imports', text: t('title') }, { 'retry-after': String(seconds) });
}

// Gigabytes are not waited for: the form says so before it sends, and who sends all the same is answered at once.
async function farTooLarge(megabytes: number): Promise<Response> {
  const t = await getTranslations('imports');
  const reason = await getTranslations('reason');
  const sentence = reason('file-too-large', { megabytes, limit: MAX_FILE_BYTES / 1024 / 1024 });
  return sentencePage(413, sentence, { href: '/desk/imports', text: t('title') }, { connection: 'close' });
}
