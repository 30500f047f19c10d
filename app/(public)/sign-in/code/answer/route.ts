import { answerCode } from '@/lib/db/sign-in-code';
import { callbackPath } from '@/lib/web/auth';
import { requestFrom } from '@/lib/web/from';
import { cookieSession } from '@/lib/web/session';
import { fromElsewhere, seeOther } from '@/lib/web/upload';

/** Takes the code of the second step by a plain form. */
export async function POST(request: Request) {
  if (fromElsewhere(request)) return new Response(null, { status: 403 });
  const form = await request.formData().catch(() => new FormData());
  const back = callbackPath(String(form.get('callbackUrl') ?? '/desk'));
  const session = await cookieSession();
  if (session === null) return seeOther(`/sign-in?callbackUrl=${encodeURIComponent(back)}`);
  const decision = await answerCode(session, String(form.get('code') ?? ''), await requestFrom());
  if (decision.accepted) return seeOther(back);
  const [{ reason, facts } = { reason: '', facts: undefined }] = decision.findings;
  const error = reason === 'sign-in-wait' ? `wait-${facts?.seconds}` : 'code';
  return seeOther(`/sign-in/code?callbackUrl=${encodeURIComponent(back)}&error=${error}`);
}
