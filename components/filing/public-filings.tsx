import { useTranslations } from 'next-intl';
import type { PublicFiling } from '@/lib/registry/filing-views';

/** 备案 of an account as everyone reads it: what, when, by which office. */
export function PublicFilings({ filings }: { filings: readonly PublicFiling[] }) {
  const t = useTranslations('filings');
  const code = useTranslations('code.filingKind');
  if (filings.length === 0) return <p className="text-muted">{t('publicNone')}</p>;
  return (
    <ol aria-label={t('publicTitle')} className="border-s-2 border-line ps-4">
      {filings.map(({ kind, filedOn, effectiveOn, office, direct, batchId }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: filings are only added at the end
        <li key={index} className="mb-2">
          <span className="block text-sm text-muted">{filedOn}</span>
          {batchId === null
            ? t(direct ? 'publicDirect' : 'publicOf', { kind: code(kind), office: t('officeOf', { region: office }) })
            : t('publicImported', { kind: code(kind), office: t('officeOf', { region: office }), batch: String(batchId) })}
          {effectiveOn && `（${t('publicEffective', { day: effectiveOn })}）`}
        </li>
      ))}
    </ol>
  );
}
