import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { TargetLine } from '@/components/target/target-line';
import { TargetPast } from '@/components/target/target-past';
import { Forecast, StandingBadge } from '@/components/target/target-table';
import { useTargetWords } from '@/components/target/words';
import { Facts, Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { reference } from '@/lib/db/reference';
import { mayChangeTarget } from '@/lib/db/target-set';
import { measure, pastOf, readTarget } from '@/lib/db/targets';
import type { MeasuredTarget } from '@/lib/exchange/views';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';

type Params = { params: Promise<{ id: string }> };
/** Month-ends of the line: a year of them. */
const MONTHS = 12;

async function targetOf({ params }: Params) {
  const { id } = await params;
  return /^\d{1,9}$/.test(id) ? readTarget(Number(id), today()) : null;
}

export async function generateMetadata(params: Params) {
  const target = await targetOf(params);
  return {
    title: target ? [(await getTranslations('targets'))('title'), target.set ?? target.region].join('：') : (await getTranslations('errors'))('notFound'),
  };
}

export default async function TargetPage(params: Params) {
  const target = await targetOf(params);
  if (!target) return <Absent />;
  const t = await getTranslations('targets');
  const measured = await measure(target, today(), MONTHS);
  const { regions } = await reference();
  const names = target.setId === null ? [] : measured.regions.map((code) => regions.everAt(code).at(-1)?.name ?? code);
  const mayChange = target.withdrawnOn === null && (await mayChangeTarget(await currentActor(), target, today()));
  return (
    <>
      <Head target={measured} mayChange={mayChange} />
      {target.withdrawnOn !== null && <Notice tone="warn" title={t('withdrawn', { day: target.withdrawnOn, document: target.withdrawnBy ?? '—' })} />}
      <TargetFacts target={measured} names={names} />
      <TargetLine target={measured} />
      <TargetPast target={measured} past={await pastOf(target.id)} />
      <p className="mt-4 max-w-prose text-sm text-muted">{t('formulas')}</p>
    </>
  );
}

async function Head({ target, mayChange }: { target: MeasuredTarget; mayChange: boolean }) {
  const t = await getTranslations('targets');
  const door = mayChange && (
    <Link className="button button-plain" href={`/desk/targets/${target.id}`}>
      {t('change')}
    </Link>
  );
  return <PageHeader title={<Title target={target} />} crumbs={[{ href: '/targets', name: t('back') }]} crumbsLabel={t('back')} actions={door} />;
}

function Title({ target }: { target: MeasuredTarget }) {
  const words = useTargetWords();
  return `${words.cell(target)}：${words.goal(target)}`;
}

function TargetFacts({ target, names }: { target: MeasuredTarget; names: readonly string[] }) {
  const words = useTargetWords();
  const t = useTranslations('targets');
  const { progress, sectorCode, tier, platform, issuer, documentNo, documentDate } = target;
  const where = target.setId === null ? { region: target.regions } : { set: target.setId };
  const question = { ...where, sector: sectorCode, tier, platform };
  return (
    <Facts
      facts={[
        [t('standing'), <StandingBadge key="standing" standing={progress.standing} />],
        [t('asOf'), progress.now.day],
        [t('progress'), words.amount(target, progress)],
        [t('needed'), words.needed(target, progress.needed)],
        [t('perMonth'), words.perMonth(progress.perMonth)],
        [t('forecast'), <Forecast key="forecast" target={target} />],
        [t('due'), target.dueOn],
        [t('document'), [issuer, documentNo, documentDate].filter(Boolean).join(' ')],
        ...(names.length ? [[t('members'), names.join('、')] as const] : []),
        [
          t('coverage'),
          target.regions.length > 0 && (
            <Link key="coverage" href={address('/coverage', { ...question, measure: target.measure === 'rate' ? 'rate' : 'accounts', asOf: progress.now.day })}>
              {t('coverage')}
            </Link>
          ),
        ],
      ]}
    />
  );
}
