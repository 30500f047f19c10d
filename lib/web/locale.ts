import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const LOCALE_COOKIE = 'guta.locale';

export const MESSAGES = { 'zh-CN': zh, en } as const;

export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text);
}

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof zh;
  }
}
