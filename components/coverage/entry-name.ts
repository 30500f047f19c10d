import type { useTranslations } from 'next-intl';
import type { Axis, AxisEntry } from '@/lib/coverage/filter';

export type CoverageWordsOf = ReturnType<typeof useTranslations<'coverage'>>;
export type CodeWords = ReturnType<typeof useTranslations<'code'>>;

/** Names of the entries of axes in a language, for pages and for what is not one. */
export function entryName(t: CoverageWordsOf, code: CodeWords, locale: string): (axis: Axis, entry: AxisEntry) => string {
  return (axis, { code: value, name, nameEn, own }) => {
    if (axis === 'region' || axis === 'sector') {
      const called = locale === 'en' ? (nameEn ?? name) : name;
      if (!own) return called;
      return value === '000000' ? code('tier.central') : t('own', { region: called });
    }
    return code(`${axis}.${value}` as 'tier.central');
  };
}
