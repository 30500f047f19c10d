import { cookies } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isLocale, LOCALE_COOKIE, MESSAGES } from './locale';

/** Chinese unless the person chose English. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value ?? '';
  const locale = isLocale(chosen) ? chosen : 'zh-CN';
  return { locale, messages: MESSAGES[locale], timeZone: 'Asia/Shanghai' };
});
