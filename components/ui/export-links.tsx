import { useTranslations } from 'next-intl';

/** What a page lists as files: one that explains itself on its first sheet, one with a text beside it. */
export function ExportLinks({ hrefOf, children }: { hrefOf(format: 'xlsx' | 'zip'): string; children?: React.ReactNode }) {
  const t = useTranslations('export');
  return (
    <span className="no-print inline-flex flex-wrap gap-x-3">
      <span>{t('links')}</span>
      <a href={hrefOf('xlsx')} download>
        {t('xlsx')}
      </a>
      <a href={hrefOf('zip')} download>
        {t('zip')}
      </a>
      {children}
    </span>
  );
}
