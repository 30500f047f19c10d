import { useFormatter, useTranslations } from 'next-intl';
import type { BlockView } from '@/lib/audit/views';

/** What of the audit is sealed, and where its heads are published. */
export function SealState({ head }: { head: BlockView | undefined }) {
  const t = useTranslations('audit.seal');
  const format = useFormatter();
  return (
    <section aria-labelledby="seal" className="mt-8">
      <h2 id="seal" className="mb-2">
        {t('title')}
      </h2>
      <p>{head ? t('head', { number: head.number, at: format.dateTime(head.sealedAt, { dateStyle: 'medium', timeStyle: 'medium' }) }) : t('none')}</p>
      {head && <code className="block text-sm break-all">{head.hash}</code>}
      <p className="mt-2 max-w-prose text-muted">
        {t('published')} <a href="/audit/heads.atom">/audit/heads.atom</a>
      </p>
    </section>
  );
}
