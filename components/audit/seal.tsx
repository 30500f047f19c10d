import { useFormatter, useTranslations } from 'next-intl';
import type { BlockView, MailsView } from '@/lib/audit/views';

/** What of the audit is sealed, and where its heads are published. */
export function SealState({ head, mails }: { head: BlockView | undefined; mails: MailsView | null }) {
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
      <MailState mails={mails} />
    </section>
  );
}

function MailState({ mails }: { mails: MailsView | null }) {
  const t = useTranslations('audit.mail');
  const format = useFormatter();
  const at = (moment: Date) => format.dateTime(moment, { dateStyle: 'medium', timeStyle: 'medium' });
  if (mails === null) return <p className="mt-2 text-muted">{t('off')}</p>;
  const { sent, waiting } = mails;
  return (
    <>
      <p className="mt-2">{sent?.sentAt ? t('sent', { last: sent.last, at: at(sent.sentAt) }) : t('never')}</p>
      {waiting?.failure && <p className="font-bold text-wrong">{t('failed', { ...waiting, failure: waiting.failure, at: at(waiting.notBefore) })}</p>}
      {waiting && !waiting.failure && <p>{t('waiting', { first: waiting.first, last: waiting.last })}</p>}
    </>
  );
}
