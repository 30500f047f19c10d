import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { PlatformBadge, StatusBadge } from '@/components/account/list';
import { VerifyForm } from '@/components/account/verify-form';
import { Notice, PageHeader } from '@/components/ui/page';
import { verify } from '@/lib/db/verify';
import type { Match, Verification, VerifyVerdict } from '@/lib/registry/verify';
import { secondsToWait } from '@/lib/web/limit';
import type { SearchParams } from '@/lib/web/page-query';
import { answerWith } from '@/lib/web/request';

export async function generateMetadata() {
  return { title: (await getTranslations('verify'))('title') };
}

export default async function VerifyPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('verify');
  const { q } = await searchParams;
  const query = ([q].flat()[0] ?? '').trim().slice(0, 500);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="mb-6 max-w-3xl">
        <VerifyForm query={query} />
      </div>
      {query && <Answered query={query} />}
    </>
  );
}

async function Answered({ query }: { query: string }) {
  const t = await getTranslations('verify');
  const wait = await secondsToWait('verify');
  if (wait === null) return <Answer answer={await verify(query)} />;
  answerWith(429, { 'retry-after': String(wait) });
  return <Notice tone="wrong">{t('tooMany', { seconds: wait })}</Notice>;
}

const TONES: Record<VerifyVerdict, 'good' | 'warn' | 'plain'> = {
  official: 'good',
  'formerly-official': 'warn',
  'not-registered': 'warn',
  'cannot-tell': 'plain',
  'unknown-platform': 'plain',
  candidates: 'plain',
};

async function Answer({ answer }: { answer: Verification }) {
  const t = await getTranslations('verify');
  const { verdict, account, candidates, why, query } = answer;
  return (
    <section aria-label={t('answer')} className="max-w-3xl">
      <Notice tone={TONES[verdict]} title={t(`verdict.${verdict}`)}>
        <p>{t(`meaning.${verdict}`, { query: query.slice(0, 80) })}</p>
        {why && <p>{t(`why.${why}`)}</p>}
      </Notice>
      {(account ? [account] : candidates).map((match) => (
        <MatchCard key={match.id} match={match} />
      ))}
    </section>
  );
}

async function MatchCard({ match }: { match: Match }) {
  const t = await getTranslations('verify');
  const field = await getTranslations('field');
  const code = await getTranslations('code.provenance');
  return (
    <article className="mb-3 border border-line p-3">
      <h2>
        <Link href={`/accounts/${match.id}`}>{match.name}</Link> {match.formerly && <span className="text-base font-normal text-muted">{t('formerName')}</span>}
      </h2>
      <p className="flex flex-wrap gap-x-3">
        <PlatformBadge platform={match.platform} />
        <StatusBadge status={match.status} />
        {match.provenance === 'synthetic' && <span>{code('synthetic')}</span>}
      </p>
      <p>
        {field('unit')}：<Link href={`/units/${match.unitId}`}>{match.unit}</Link>（{match.region}）
      </p>
      <p>
        {field('platformId')}：{match.platformId ?? '—'}；{field('handle')}：{match.handle ?? '—'}
      </p>
    </article>
  );
}
