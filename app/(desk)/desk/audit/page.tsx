import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { NoSuchPage } from '@/app/no-such-page';
import { EventTable } from '@/components/audit/event-table';
import { DaysBar } from '@/components/audit/filter';
import { SealState } from '@/components/audit/seal';
import { AuditTabs } from '@/components/audit/tabs';
import { RefusedQuery } from '@/components/refused';
import { ListFoot } from '@/components/ui/list-foot';
import { Empty, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import type { Actor } from '@/lib/access/actor';
import { daysOrRecent, EXCEPTIONS, type Exception } from '@/lib/audit/exceptions';
import { exceptionsQuery } from '@/lib/audit/query';
import { readMails } from '@/lib/db/audit-mail';
import { ANY_EVENT, countExceptions, latestBlocks, listEvents } from '@/lib/db/audit-read';
import { mailSettings } from '@/lib/env';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';

const PATH = '/desk/audit';
const PER_PAGE = 50;

type Days = { from: string | null; until: string | null };

export async function generateMetadata() {
  return { title: (await getTranslations('audit'))('title') };
}

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('audit.read', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('audit');
  const read = await pageQuery(exceptionsQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { kind, page, from, until } = read.change;
  const days = daysOrRecent({ from, until }, today());
  const [head] = await latestBlocks(1);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <AuditTabs at="exceptions" />
      <DaysBar kind={kind} {...days} />
      <Kinds actor={actor} days={days} kind={kind} />
      <Exceptions actor={actor} days={days} kind={kind} page={page} />
      <SealState head={head} mails={mailSettings() && (await readMails())} />
    </>
  );
}

async function Kinds({ actor, days, kind }: { actor: Actor; days: Days; kind?: Exception }) {
  const t = await getTranslations('audit');
  const counts = await countExceptions(actor, days);
  return (
    <ul className="mb-4 grid max-w-4xl grid-cols-2 gap-3 lg:grid-cols-4">
      {EXCEPTIONS.map((each) => (
        <li key={each} className={`border p-3 ${each === kind ? 'border-accent' : 'border-line'} bg-surface`}>
          <Link href={address(PATH, { kind: each === kind ? null : each, ...days })} aria-current={each === kind ? 'true' : undefined} prefetch={false}>
            {t(`exception.${each}`)}
          </Link>
          <span className="block text-xl font-bold tabular-nums">{counts[each]}</span>
        </li>
      ))}
    </ul>
  );
}

async function Exceptions({ actor, days, kind, page }: { actor: Actor; days: Days; kind?: Exception; page: number }) {
  const t = await getTranslations('audit');
  const list = await getTranslations('list');
  const filter = { ...ANY_EVENT, ...days, exceptions: kind ? [kind] : EXCEPTIONS };
  const { items, total } = await listEvents(actor, filter, { skip: (page - 1) * PER_PAGE, take: PER_PAGE });
  const pages = Math.ceil(total / PER_PAGE);
  const toPage = (number: number) => address(PATH, { kind, ...days, page: number === 1 ? null : number });
  if (total === 0) return <Empty title={t('noExceptions')} />;
  if (page > pages) return <NoSuchPage page={page} pages={pages} href={toPage} />;
  return (
    <>
      <p className="mb-2 font-semibold">{list('total', { total })}</p>
      <EventTable events={items} />
      <ListFoot page={page} pages={pages} href={toPage} />
    </>
  );
}
