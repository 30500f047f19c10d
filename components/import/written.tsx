import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Notice } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import type { BatchView } from '@/lib/exchange/views';

export type Scope = { platform: string[]; sector: string[]; tier: string[] };

/** What was written, and where to look next. Passwords of new users are handed out once. */
export async function Written({ batch: { id, kind, counts }, scope, open }: { batch: BatchView; scope: Scope; open: number }) {
  const t = await getTranslations('imports');
  return (
    <Notice tone="good" title={t('written', { written: counts.written })}>
      {kind === 'accounts' && <Link href={address('/coverage', { ...scope, rows: 'region', columns: 'sector' })}>{t('toCoverage')}</Link>}
      {kind === 'users' && (
        <p>
          {t('usersReset')} <Link href="/desk/users">{t('toUsers')}</Link>
        </p>
      )}
      {open > 0 && (
        <form action={`/desk/imports/${id}/passwords`} method="post" encType="multipart/form-data">
          <p>{t('passwordsHint', { open })}</p>
          <button type="submit" className="button mt-2">
            {t('takePasswords')}
          </button>
        </form>
      )}
    </Notice>
  );
}
