import { cookies } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isLocale, LOCALE_COOKIE, MESSAGES } from './locale';

// What a message was read as is kept by the process and not read anew for each request: use-intl's own store, handed on by next-intl.
const KEPT = { _cache: { dateTime: {}, number: {}, message: {}, relativeTime: {}, pluralRules: {}, list: {}, displayNames: {} } };

/** Chinese unless the person chose English. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value ?? '';
  const locale = isLocale(chosen) ? chosen : 'zh-CN';
  return { locale, messages: MESSAGES[locale], timeZone: 'Asia/Shanghai', ...KEPT };
});
