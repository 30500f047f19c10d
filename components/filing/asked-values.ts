import type { useTranslations } from 'next-intl';

type Codes = ReturnType<typeof useTranslations<'code'>>;

/** Fields of the account's form that hold codes, and the list that names them. */
const LISTS: Readonly<Record<string, string>> = {
  platform: 'platform',
  holder: 'holder',
  status: 'status',
  postRank: 'rank',
  tier: 'tier',
  wechatType: 'wechatType',
  positioning: 'positioning',
};

/** A value of the account's form as a person reads it. */
export function askedValue(code: Codes, field: string, text: string | null): string {
  if (!text) return '—';
  if (text === 'yes') return '✓';
  const key = `${LISTS[field]}.${text}`;
  return field in LISTS && code.has(key as 'platform.weibo') ? code(key as 'platform.weibo') : text;
}
