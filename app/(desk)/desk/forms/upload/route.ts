import { getTranslations } from 'next-intl/server';
import { sentence } from '@/components/sentence';
import { may } from '@/lib/access/acts';
import { refuseAct } from '@/lib/db/audit';
import { keepForm } from '@/lib/db/official-forms';
import type { Finding } from '@/lib/decision';
import { MAX_FORM_BYTES } from '@/lib/exchange/form-file';
import { secondsToWait } from '@/lib/web/limit';
import { currentActor } from '@/lib/web/session';
import { drain, fromElsewhere, readUpload, seeOther, sentencePage } from '@/lib/web/upload';

const PATH = '/desk/forms';

/** Takes an empty official form; what its columns hold is said next. */
export async function POST(request: Request) {
  if (fromElsewhere(request)) return new Response(null, { status: 403 });
  const actor = await currentActor();
  if (actor.userId === null) return seeOther(`/sign-in?callbackUrl=${PATH}`);
  if (!may(actor, 'form.keep')) {
    await refuseAct(actor, 'form.keep', { subjectType: 'form', subjectId: 'new' });
    return new Response(null, { status: 404 });
  }
  const wait = await secondsToWait('upload', `user ${actor.userId}`);
  if (wait !== null) return tooManyUploads(request, wait);
  const upload = await readUpload(request, MAX_FORM_BYTES);
  const parts: Uint8Array[] = [];
  for await (const part of upload.bytes) parts.push(part);
  const findings = upload.findings();
  if (findings.length) return refused(422, findings);
  const kept = await keepForm(actor, { name: upload.fields.formName ?? '', fileName: upload.name, bytes: Buffer.concat(parts) });
  return kept.accepted ? seeOther(`${PATH}/${kept.change}`) : refused(422, kept.findings);
}

async function refused(status: number, findings: readonly Finding[]): Promise<Response> {
  const t = await getTranslations('forms');
  const reason = await getTranslations('reason');
  return sentencePage(status, findings.map((each) => sentence(reason, each)).join(' '), { href: PATH, text: t('title') });
}

async function tooManyUploads(request: Request, seconds: number): Promise<Response> {
  const t = await getTranslations('imports');
  await drain(request); // a browser whose sending is cut short shows no answer
  return sentencePage(429, t('tooMany', { seconds }), { href: PATH, text: (await getTranslations('forms'))('title') }, { 'retry-after': String(seconds) });
}
