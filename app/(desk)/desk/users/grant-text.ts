import { getTranslations } from 'next-intl/server';
import type { GrantView } from '@/lib/db/user-list';

/** A grant in words: 备案管理员：浙江省 · 税务系统. */
export async function grantText({ role, region, regionCode, sector, unit }: GrantView): Promise<string> {
  const t = await getTranslations('users');
  const code = await getTranslations('code.role');
  const words = { role: code(role), region: regionCode === '000000' ? t('whole') : region };
  if (unit !== null) return t('forUnit', { ...words, unit });
  return sector === null ? t('within', words) : t('withSector', { ...words, sector });
}
