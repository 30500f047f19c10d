import { getTranslations } from 'next-intl/server';
import { isLocale, LOCALE_COOKIE } from '@/lib/web/locale';

const YEAR = 365 * 24 * 3600;

/** Chooses the language and goes back to where the person was. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!isLocale(locale)) return noSuchLanguage();
  return new Response(null, {
    status: 303,
    headers: { location: pathOf(request), 'set-cookie': `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=${YEAR}; HttpOnly; SameSite=Lax` },
  });
}

async function noSuchLanguage(): Promise<Response> {
  const t = await getTranslations('errors');
  const text = `${t('notFound')}\n${t('languages')}\n`;
  return new Response(text, { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

// Only the path of the page before: never another host.
function pathOf(request: Request): string {
  const referer = request.headers.get('referer');
  if (!referer || !URL.canParse(referer) || new URL(referer).host !== request.headers.get('host')) return '/';
  const { pathname, search } = new URL(referer);
  return pathname.startsWith('//') ? '/' : pathname + search;
}
