import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import { type BatchView, VERDICTS } from '@/lib/exchange/views';

type ReasonCount = { reason: string; rows: number };

/** How many rows have which verdict; each leads to those rows. */
export async function Verdicts({ counts, chosen, path }: { counts: BatchView['counts']; chosen: string | undefined; path: string }) {
  const t = await getTranslations('imports');
  const code = await getTranslations('code.verdict');
  return (
    <nav aria-label={t('byVerdict')} className="mb-2">
      <ul className="flex flex-wrap gap-x-5">
        {[undefined, ...VERDICTS].map((verdict) => (
          <li key={verdict ?? 'all'}>
            <Link
              href={address(path, { verdict })}
              aria-current={verdict === chosen ? 'page' : undefined}
              className="inline-block py-1.5 aria-[current=page]:font-bold aria-[current=page]:no-underline"
            >
              {verdict ? code(verdict) : t('allRows')} {verdict ? counts[verdict] : counts.rows}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** For what reasons how many rows are spoken of; a reason is called by its sentence without what it is about. */
export async function Reasonings({ counts, chosen, verdict, path }: { counts: ReasonCount[]; chosen?: string; verdict?: string; path: string }) {
  const t = await getTranslations('imports');
  const reason = await getTranslations('reason');
  if (counts.length === 0) return null;
  return (
    <details className="mb-2" open={chosen !== undefined}>
      <summary>{t('reasons')}</summary>
      <nav aria-label={t('reasons')}>
        <ul className="flex flex-wrap gap-x-5">
          <li>
            <Link href={address(path, { verdict })}>{t('allReasons')}</Link>
          </li>
          {counts.map((each) => (
            <li key={each.reason}>
              <Link
                href={address(path, { verdict, reason: each.reason })}
                aria-current={each.reason === chosen ? 'page' : undefined}
                className="inline-block py-1 aria-[current=page]:font-bold aria-[current=page]:no-underline"
              >
                {String(reason.raw(each.reason as 'not-found')).replace(/\{(\w+), (select|plural)[^}]*(\{[^}]*\}[^}]*)*\}|\{\w+\}/g, '…')} {each.rows}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}
