import { useTranslations } from 'next-intl';

type Props = { documentNo: string; issuer: string; issuedOn: string; url?: string | null };

/** The document that sets a rule: number, issuing body, date, and where it can be read. */
export function RuleSource({ documentNo, issuer, issuedOn, url }: Props) {
  const t = useTranslations('lint');
  return (
    <span className="text-sm text-muted">
      {t('source', { document: documentNo, issuer, day: issuedOn })}{' '}
      {url && (
        <a href={url} rel="noreferrer nofollow" aria-label={`${t('open')}：${documentNo}`}>
          {t('open')}
        </a>
      )}
    </span>
  );
}
