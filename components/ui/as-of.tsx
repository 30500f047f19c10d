import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Notice } from './page';

/** That a page shows a day gone by, and the way back to the present. */
export function AsOfNotice({ day, path, absent }: { day: string; path: string; absent: boolean }) {
  const t = useTranslations('changes');
  return (
    <Notice tone={absent ? 'warn' : 'plain'} title={t(absent ? 'notYet' : 'asOf', { day })}>
      {!absent && <p>{t('asOfHint')}</p>}
      <p>
        <Link href={path}>{t('present')}</Link>
      </p>
    </Notice>
  );
}

/** Asks for the page as it was on a day. */
export function AsOfForm({ day, path }: { day?: string; path: string }) {
  const t = useTranslations('changes');
  return (
    <form action={path} className="no-print mt-4 flex flex-wrap items-end gap-3">
      <label>
        <span className="block text-sm font-semibold">{t('askDay')}</span>
        <input name="asOf" type="date" className="input" defaultValue={day ?? ''} />
      </label>
      <button type="submit" className="button button-plain">
        {t('show')}
      </button>
    </form>
  );
}
