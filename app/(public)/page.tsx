import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { VerifyForm } from '@/components/account/verify-form';
import { BandChart } from '@/components/coverage/distribution';
import { type Editions, openingDay } from '@/lib/coverage/edition';
import { coverageFilter, coveragePageQuery } from '@/lib/coverage/query';
import type { Scheme } from '@/lib/coverage/scheme';
import { readCoverage } from '@/lib/db/coverage';
import { readEditions } from '@/lib/db/demonstration';
import { readDistribution } from '@/lib/db/distribution';
import type { Platform } from '@/lib/taxonomy/codes';
import { today } from '@/lib/web/page-query';

export default async function HomePage() {
  const t = await getTranslations('home');
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
      <Shapes editions={await readEditions()} />
      <Held />
    </>
  );
}

// Each as it was reported: Weibo by rank, WeChat by tier.
const REPORTED: readonly { platform: Platform; scheme: Scheme }[] = [
  { platform: 'weibo', scheme: 'rank4' },
  { platform: 'wechat', scheme: 'tier3' },
];

async function Shapes({ editions }: { editions: Editions }) {
  const t = await getTranslations('home');
  return (
    <section aria-labelledby="shapes" className="mb-8">
      <h2 id="shapes" className="mb-1">
        {t('shapes')}
      </h2>
      <p className="max-w-prose">{t('shapesLead')}</p>
      <div className="mt-3 grid gap-8 md:grid-cols-2">
        {REPORTED.map((each) => (
          <ReportedShape key={each.platform} {...each} asOf={openingDay([each.platform], editions, today())} />
        ))}
      </div>
    </section>
  );
}

async function ReportedShape({ platform, scheme, asOf }: { platform: Platform; scheme: Scheme; asOf: string }) {
  const t = await getTranslations('home');
  const code = await getTranslations('code');
  const { of } = await readDistribution(coverageFilter(coveragePageQuery.parse({ platform: [platform] }), asOf));
  const shown = of(scheme, 'accounts');
  return (
    <div>
      <p className="mb-2 font-semibold">
        {t('shapeOf', { platform: code(`platform.${platform}`), asOf, scheme: code(`scheme.${scheme}`), shape: code(`shape.${shown.shape}`) })}
      </p>
      <BandChart views={[{ platform, asOf, shown, shapes: [] }]} scheme={scheme} basis="accounts" />
      <p className="mt-2">
        <Link href={`/distribution?scheme=${scheme}`}>{t('toDistribution')}</Link>
      </p>
    </div>
  );
}

async function Held() {
  const t = await getTranslations('home');
  const day = today();
  const { cells, totals } = await readCoverage('tier', 'platform', coverageFilter(coveragePageQuery.parse({}), day));
  const on = (platform: Platform) => cells.filter(({ column }) => column === platform).reduce((sum, { accounts }) => sum + accounts, 0);
  return (
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
  );
}
