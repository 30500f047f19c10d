import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { CountTable } from '@/components/gap/count-table';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { Empty, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { chaseCountsQuery } from '@/lib/coverage/gap-query';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams } from '@/lib/web/page-query';
import { PATH, placeOf } from '../view';
import { COUNTS, countsAsked } from './view';

export async function generateMetadata() {
  return { title: (await getTranslations('gaps'))('counts') };
}

export default async function ChaseCountsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('gap.read', address(COUNTS, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('gaps');
  const read = await pageQuery(chaseCountsQuery, COUNTS, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('counts')} findings={read.findings} path={COUNTS} query={await searchParams} />;
  const asked = await countsAsked(actor, read.change);
  if (!asked.accepted) return <RefusedQuery title={t('counts')} findings={asked.findings} path={COUNTS} query={await searchParams} />;
  const { rows, name, query } = asked.change;
  const total = rows.reduce((sum, { gaps }) => sum + gaps, 0);
  return (
    <>
      <PageHeader title={t('countsOf', { region: name })} lead={t('countsLead')} crumbs={[{ href: PATH, name: t('title') }]} crumbsLabel={t('title')} />
      {total === 0 ? (
        <Empty title={t('none')}>{t('noneNext')}</Empty>
      ) : (
        <CountTable rows={rows} place={placeOf(query)} caption={t('countsOf', { region: name })} />
      )}
      <p className="mt-3 max-w-prose text-sm text-muted">{t('stillExpected')}</p>
      <p className="mt-2">
        <ExportLinks hrefOf={(format) => address(`${COUNTS}/export`, { ...placeOf(query), format })} />
      </p>
    </>
  );
}
