import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { VerifyForm } from '@/components/account/verify-form';
import { coverageFilter, coveragePageQuery } from '@/lib/coverage/query';
import { readCoverage } from '@/lib/db/coverage';
import { today } from '@/lib/web/page-query';

export default async function HomePage() {
  const t = await getTranslations('home');
  const day = today();
  const filter = coverageFilter(coveragePageQuery.parse({}), day);
  const { cells, totals } = await readCoverage('tier', 'platform', filter);
  const on = (platform: string) => cells.filter(({ column }) => column === platform).reduce((sum, { accounts }) => sum + accounts, 0);
  return (
    <>
      <h1 className="mb-1">{t('title')}</h1>
      <p className="mb-6 max-w-prose text-muted">{t('lead')}</p>
      <section aria-labelledby="ask" className="mb-8 border border-line bg-surface p-4">
        <h2 id="ask" className="mb-2">
          {t('ask')}
        </h2>
        <VerifyForm query="" />
      </section>
      <section aria-labelledby="held">
        <h2 id="held" className="mb-2">
          {t('held')}
        </h2>
        <p>{t('counts', { total: totals.accounts, weibo: on('weibo'), wechat: on('wechat'), day })}</p>
        <ul className="mt-3 list-disc ps-5">
          <li>
            <Link href="/coverage">{t('toCoverage')}</Link>
          </li>
          <li>
            <Link href="/coverage?rows=sector&columns=tier&platform=wechat">{t('toLevels')}</Link>
          </li>
          <li>
            <Link href="/coverage/missing?platform=wechat&tier=provincial">{t('toMissing')}</Link>
          </li>
        </ul>
      </section>
    </>
  );
}
