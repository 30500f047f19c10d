import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { SiteFooter, SiteHeader } from '@/components/site';
import { holdsSynthetic } from '@/lib/db/demonstration';
import { csrfToken } from '@/lib/web/auth';
import { isDemo } from '@/lib/web/mode';
import { currentRequest } from '@/lib/web/request';
import { currentActor } from '@/lib/web/session';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('app');
  return { title: { default: t('title'), template: `%s · ${t('name')}` }, description: t('tagline') };
}

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const actor = await currentActor();
  return (
    <html lang={await getLocale()}>
      <head>
        {/* For the styles that react-aria brings. */}
        <meta property="csp-nonce" nonce={currentRequest()?.nonce} />
      </head>
      <body className="flex min-h-dvh flex-col">
        <SiteHeader userName={actor.userId === null ? null : actor.name} csrfToken={await csrfToken()} demo={isDemo()} synthetic={await holdsSynthetic()} />
        <main id="content" tabIndex={-1} className="mx-auto w-full max-w-[90rem] flex-1 px-4 py-5 outline-none sm:px-6 print:py-1">
          {children}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}
