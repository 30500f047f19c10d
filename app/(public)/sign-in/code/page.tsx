import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TextField } from '@/components/form/field';
import { Notice, PageHeader } from '@/components/ui/page';
import { awaitsCode } from '@/lib/db/sign-in-code';
import { callbackPath, csrfToken } from '@/lib/web/auth';
import { cookieSession, currentHolder } from '@/lib/web/session';
import { waitSeconds } from '../wait';

type Search = Record<'callbackUrl' | 'error', string | undefined>;

export async function generateMetadata() {
  return { title: (await getTranslations('signIn'))('codeTitle') };
}

/** The second step of signing in, after a right password. */
export default async function CodePage({ searchParams }: { searchParams: Promise<Search> }) {
  const { callbackUrl: asked = '/desk', error = '' } = await searchParams;
  const callbackUrl = callbackPath(asked);
  if (await currentHolder()) redirect(callbackUrl);
  const session = await cookieSession();
  if (!session || !(await awaitsCode(session))) redirect(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`);
  const t = await getTranslations('signIn');
  const field = await getTranslations('field');
  const seconds = waitSeconds(error);
  return (
    <div className="mx-auto max-w-sm">
      <PageHeader title={t('codeTitle')} lead={t('codeLead')} />
      {error && <Notice tone="wrong">{seconds ? t('wait', { seconds }) : t('codeWrong')}</Notice>}
      <form method="post" action="/sign-in/code/answer">
        <input type="hidden" name="callbackUrl" value={callbackUrl} />
        <TextField name="code" label={field('code')} hint={t('codeHint')} autoComplete="one-time-code" />
        <button type="submit" className="button">
          {t('submit')}
        </button>
      </form>
      <form method="post" action="/api/auth/signout" className="mt-6">
        <input type="hidden" name="csrfToken" value={(await csrfToken()) ?? ''} />
        <input type="hidden" name="callbackUrl" value="/sign-in" />
        <button type="submit" className="cursor-pointer py-1.5 text-accent underline underline-offset-2">
          {t('another')}
        </button>
      </form>
    </div>
  );
}
