import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { NoSuchPage } from '@/app/no-such-page';
import { EventTable } from '@/components/audit/event-table';
import { EventFilterBar } from '@/components/audit/filter';
import { AuditTabs } from '@/components/audit/tabs';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { ListFoot } from '@/components/ui/list-foot';
import { Empty, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { may } from '@/lib/access/acts';
import { eventsQuery } from '@/lib/audit/query';
import { listEvents } from '@/lib/db/audit-read';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams } from '@/lib/web/page-query';
import { filterOf, PATH } from './view';

const PER_PAGE = 50;

export async function generateMetadata() {
  return { title: (await getTranslations('audit'))('eventsTitle') };
}

export default async function EventsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('audit.read', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('audit');
  const list = await getTranslations('list');
  const read = await pageQuery(eventsQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('eventsTitle')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { page, ...query } = read.change;
  const { items, total } = await listEvents(actor, filterOf(read.change), { skip: (page - 1) * PER_PAGE, take: PER_PAGE });
  const pages = Math.ceil(total / PER_PAGE);
  const toPage = (number: number) => address(PATH, { ...query, page: number === 1 ? null : number });
  return (
    <>
      <PageHeader
        title={t('eventsTitle')}
        actions={may(actor, 'audit.export') && <ExportLinks hrefOf={(format) => address(`${PATH}/export`, { ...query, format })} />}
      />
      <AuditTabs at="events" />
      <EventFilterBar query={read.change} />
      <p className="mb-2 font-semibold">{list('total', { total })}</p>
      {total === 0 ? <Empty title={t('noEvents')} /> : page > pages ? <NoSuchPage page={page} pages={pages} href={toPage} /> : <EventTable events={items} />}
      <ListFoot page={page} pages={pages} href={toPage} />
    </>
  );
}
