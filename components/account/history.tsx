import { useTranslations } from 'next-intl';
import { accountEvents } from '@/lib/registry/history';
import type { AccountView, RelationView } from '@/lib/registry/views';

/** What happened to an account, newest first, in sentences. */
export function AccountHistory({ account, relations }: { account: AccountView; relations: readonly RelationView[] }) {
  const t = useTranslations('changes.account');
  const told = accountEvents({ ...account, relations }).map(({ day, kind, facts }) => ({ day, text: t(kind as 'opened', facts as { unit: string }) }));
  return <TimeLine told={told} />;
}

/** Sentences, each with its day. */
export function TimeLine({ told }: { told: readonly { day: string | null; text: string }[] }) {
  const t = useTranslations('changes');
  return (
    <ol className="border-s-2 border-line ps-4">
      {told.map(({ day, text }) => (
        <li key={`${day}${text}`} className="mb-2">
          <span className="block text-sm text-muted">{day ?? t('sinceEver')}</span>
          {text}
        </li>
      ))}
    </ol>
  );
}
