import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { VerifyForm } from '@/components/account/verify-form';
import { BandChart } from '@/components/coverage/distribution';
import { LevelWords } from '@/components/coverage/said';
import { type Editions, openingDay } from '@/lib/coverage/edition';
import { everything } from '@/lib/coverage/filter';
import type { Scheme } from '@/lib/coverage/scheme';
import { levelFact } from '@/lib/coverage/words';
import { readEditions } from '@/lib/db/demonstration';
import { readDistribution } from '@/lib/db/distribution';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { today } from '@/lib/web/page-query';

export default async function HomePage() {
  const t = await getTranslations('home');
  const editions = await readEditions();
  return (
    <>
      <h1 className="mb-1">{t('title')}</h1>
      <p className="mb-3 max-w-prose text-muted">{t('lead')}</p>
      <Said editions={editions} />
      <section aria-labelledby="ask" className="mb-8 border border-line bg-surface p-4">
        <h2 id="ask" className="mb-2">
          {t('ask')}
        </h2>
        <VerifyForm query="" />
      </section>
      <Shapes editions={editions} />
      <Held editions={editions} />
    </>
  );
}

// Each as it was reported: Weibo by rank, WeChat by tier.
const REPORTED: readonly { platform: Platform; scheme: Scheme }[] = [
  { platform: 'weibo', scheme: 'rank4' },
  { platform: 'wechat', scheme: 'tier3' },
];

// Counted once for the shape and the figure.
const held = cache((platform: Platform, day: Day) => readDistribution({ ...everything(day), platforms: [platform] }));

async function Said({ editions }: { editions: Editions }) {
  const facts = await Promise.all(
    REPORTED.map(async ({ platform, scheme }) => {
      const asOf = openingDay([platform], editions, today());
      return levelFact((await held(platform, asOf)).of(scheme, 'accounts'), { platform, asOf });
    }),
  );
  return <LevelWords facts={facts} />;
}

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
  const shown = (await held(platform, asOf)).of(scheme, 'accounts');
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

async function Held({ editions }: { editions: Editions }) {
  const t = await getTranslations('home');
  return (
    <section aria-labelledby="held">
      <h2 id="held" className="mb-2">
        {t('held')}
      </h2>
      {REPORTED.map(({ platform }) => (
        <HeldOn key={platform} platform={platform} day={openingDay([platform], editions, today())} />
      ))}
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

// Two platforms on two days are two figures: they are not added.
async function HeldOn({ platform, day }: { platform: Platform; day: string }) {
  const t = await getTranslations('home');
  const code = await getTranslations('code.platform');
  const count = (await held(platform, day)).of('tier5', 'accounts').total;
  return <p>{t('counts', { platform: code(platform), count, day })}</p>;
}
