import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TextField } from '@/components/form/field';
import { Notice, PageHeader } from '@/components/ui/page';
import { awaitsCode } from '@/lib/db/sign-in-code';
import { callbackPath, csrfToken } from '@/lib/web/auth';
import { providerName } from '@/lib/web/provider';
import { cookieSession, currentHolder } from '@/lib/web/session';
import { waitSeconds } from './wait';

type Search = Record<'callbackUrl' | 'ready' | 'error', string | undefined>;

const ERRORS: Record<string, 'wrong' | 'noUser'> = { CredentialsSignin: 'wrong', 'no-user': 'noUser' };

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
      {error && <Notice tone="wrong">{seconds ? t('wait', { seconds }) : t(ERRORS[error] ?? 'failed')}</Notice>}
      {!token && <Notice tone="wrong">{t('cookies')}</Notice>}
      <form method="post" action="/api/auth/callback/credentials">
        <input type="hidden" name="csrfToken" value={token ?? ''} />
        <input type="hidden" name="callbackUrl" value={throughHere(callbackUrl)} />
        <TextField name="username" label={field('username')} autoComplete="username" defaultValue={(await cookies()).get('guta.username')?.value ?? ''} />
        <TextField name="password" label={field('password')} type="password" autoComplete="current-password" />
        <button type="submit" className="button">
          {t('submit')}
        </button>
      </form>
      <ByProvider token={token} callbackUrl={callbackUrl} />
    </div>
  );
}

/** The way through the operator's identity provider, where there is one. */
async function ByProvider({ token, callbackUrl }: { token: string | null; callbackUrl: string }) {
  const name = providerName();
  if (!name) return null;
  const t = await getTranslations('signIn');
  return (
    <form method="post" action="/api/auth/signin/oidc" className="mt-6 border-t border-line pt-6">
      <input type="hidden" name="csrfToken" value={token ?? ''} />
      <input type="hidden" name="callbackUrl" value={throughHere(callbackUrl)} />
      <button type="submit" className="button button-plain w-full">
        {t('byProvider', { name })}
      </button>
    </form>
  );
}

// Whoever comes back may have a second step before them, which this page knows.
function throughHere(callbackUrl: string): string {
  return `/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`;
}
