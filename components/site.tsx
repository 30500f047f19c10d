import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';

const PUBLIC = ['coverage', 'distribution', 'accounts', 'units', 'verify'] as const;

type Props = { userName: string | null; csrfToken: string | null; demo: boolean; synthetic: boolean };

/** The head of every page: what this is, where one can go, who is signed in. */
export function SiteHeader({ userName, csrfToken, demo, synthetic }: Props) {
  const app = useTranslations('app');
  const nav = useTranslations('nav');
  const other = useLocale() === 'en' ? 'zh-CN' : 'en';
  return (
    <header className="border-b border-line bg-surface">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:m-2 focus:bg-page focus:p-2">
        {app('skip')}
      </a>
      {(demo || synthetic) && <p className="bg-warn-surface px-4 py-1 text-center text-sm text-warn">{app(synthetic ? 'synthetic' : 'demo')}</p>}
      <div className="mx-auto flex max-w-[90rem] flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 sm:px-6">
        <Link href="/" className="text-xl font-bold text-ink no-underline">
          鼓塔 <span className="font-normal text-muted">Guta</span>
        </Link>
        <nav aria-label={nav('label')} className="no-print">
          <ul className="flex flex-wrap gap-x-4">
            {PUBLIC.map((name) => (
              <li key={name}>
                <Link href={`/${name}`} className="inline-block py-1.5">
                  {nav(name)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="no-print ms-auto flex flex-wrap items-center gap-x-4">
          {/* A plain link: the answer sets a cookie, which a prefetch must not. */}
          <a href={`/language/${other}`} lang={other} hrefLang={other} className="py-1.5">
            {app('language')}
          </a>
          {userName === null ? (
            <Link href="/sign-in" prefetch={false} className="py-1.5">
              {nav('signIn')}
            </Link>
          ) : (
            <SignedIn name={userName} csrfToken={csrfToken} />
          )}
        </div>
      </div>
    </header>
  );
}

function SignedIn({ name, csrfToken }: { name: string; csrfToken: string | null }) {
  const nav = useTranslations('nav');
  return (
    <>
      <Link href="/desk" className="py-1.5">
        {nav('desk')}
      </Link>
      <Link href="/desk/profile" className="py-1.5">
        {nav('user', { name })}
      </Link>
      <form method="post" action="/api/auth/signout">
        <input type="hidden" name="csrfToken" value={csrfToken ?? ''} />
        <input type="hidden" name="callbackUrl" value="/" />
        <button type="submit" className="cursor-pointer py-1.5 text-accent underline underline-offset-2">
          {nav('signOut')}
        </button>
      </form>
    </>
  );
}

export function SiteFooter() {
  const app = useTranslations('app');
  const nav = useTranslations('nav');
  return (
    <footer className="border-t border-line bg-surface px-4 py-4 text-sm text-muted sm:px-6">
      <div className="mx-auto flex max-w-[90rem] flex-wrap gap-x-6 gap-y-1">
        <p>{app('footer')}</p>
        <Link href="/changes" className="no-print">
          {nav('changes')}
        </Link>
        {(['targets', 'groups'] as const).map((name) => (
          <Link key={name} href={`/${name}`} className="no-print">
            {nav(name)}
          </Link>
        ))}
        <Link href="/coverage/channels" className="no-print">
          {nav('channels')}
        </Link>
        <Link href="/regions" className="no-print">
          {nav('regions')}
        </Link>
        <a href="/api/v1/openapi.json" className="no-print">
          {app('api')}
        </a>
      </div>
    </footer>
  );
}
