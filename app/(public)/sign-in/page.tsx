import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TextField } from '@/components/form/field';
import { Notice, PageHeader } from '@/components/ui/page';
import { awaitsCode } from '@/lib/db/sign-in-code';
import { callbackPath, csrfToken } from '@/lib/web/auth';
import { cookieSession, currentHolder } from '@/lib/web/session';
import { waitSeconds } from './wait';

type Search = Record<'callbackUrl' | 'ready' | 'error', string | undefined>;

export async function generateMetadata() {
  return { title: (await getTranslations('signIn'))('title') };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { callbackUrl: asked = '/desk', ready, error = '' } = await searchParams;
  const callbackUrl = callbackPath(asked);
  if (await currentHolder()) redirect(callbackUrl);
  const session = await cookieSession();
  if (session && (await awaitsCode(session))) redirect(`/sign-in/code?callbackUrl=${encodeURIComponent(callbackUrl)}`);
  const token = await csrfToken();
  if (!token && !ready) redirect(`/api/auth/signin?callbackUrl=${encodeURIComponent(callbackUrl)}`);
  const seconds = waitSeconds(error);
  const t = await getTranslations('signIn');
  const field = await getTranslations('field');
  return (
    <div className="mx-auto max-w-sm">
      <PageHeader title={t('title')} />
      {error && <Notice tone="wrong">{seconds ? t('wait', { seconds }) : t(error === 'CredentialsSignin' ? 'wrong' : 'failed')}</Notice>}
      {!token && <Notice tone="wrong">{t('cookies')}</Notice>}
      <form method="post" action="/api/auth/callback/credentials">
        <input type="hidden" name="csrfToken" value={token ?? ''} />
        <input type="hidden" name="callbackUrl" value={`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`} />
        <TextField name="username" label={field('username')} autoComplete="username" defaultValue={(await cookies()).get('guta.username')?.value ?? ''} />
        <TextField name="password" label={field('password')} type="password" autoComplete="current-password" />
        <button type="submit" className="button">
          {t('submit')}
        </button>
      </form>
    </div>
  );
}
