import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { GroupPeriod, LeadLink } from '@/components/group/group-table';
import { GroupMatrix } from '@/components/group/matrix';
import { MemberTable } from '@/components/group/members';
import { GroupReach } from '@/components/group/reach';
import { RefusedQuery } from '@/components/refused';
import { ListFoot } from '@/components/ui/list-foot';
import { Facts, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { keepsGroup } from '@/lib/db/group-write';
import { membersOf, readGroup, summaryOf, unitsInNoGroup } from '@/lib/db/groups';
import { groupPageQuery } from '@/lib/registry/group-query';
import type { GroupView } from '@/lib/registry/group-views';
import type { Day } from '@/lib/taxonomy/day';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';

type Params = { params: Promise<{ id: string }>; searchParams: SearchParams };

const PER = 50;
/** Posts are summed over so many days unless somebody says from when. */
const USUAL_DAYS = 30;

async function groupOf({ params }: Params, day: Day): Promise<GroupView | null> {
  const { id } = await params;
  return /^\d{1,9}$/.test(id) ? readGroup(Number(id), day) : null;
}

export async function generateMetadata(params: Params) {
  return { title: (await groupOf(params, today()))?.name ?? (await getTranslations('errors'))('notFound') };
}

export default async function GroupPage(params: Params) {
  const present = await groupOf(params, today());
  if (!present) return <Absent />;
  const path = `/groups/${present.id}`;
  const read = await pageQuery(groupPageQuery, path, params.searchParams);
  if (!read.accepted) return <RefusedQuery title={present.name} findings={read.findings} path={path} query={await params.searchParams} />;
  const { asOf = today(), page } = read.change;
  const period = { from: read.change.from ?? daysBefore(asOf, USUAL_DAYS - 1), to: asOf };
  const group = (await groupOf(params, asOf)) ?? present;
  const members = await membersOf(group.id, asOf, period);
  const summary = await summaryOf(group, members, asOf);
  const t = await getTranslations('groups');
  const english = (await getLocale()) === 'en';
  return (
    <>
      <Head group={group} />
      <GroupFacts group={group} />
      <p className="mt-4">
        {t('summary', {
          ...{ day: asOf, members: members.length, open: summary.open },
          ...{ regions: summary.table.rows.filter(({ total }) => total > 0).length, sectors: summary.table.sectors.length },
        })}
      </p>
      <DayForm path={path} asOf={asOf} from={period.from} />
      <GroupMatrix table={summary.table} leadCode={group.regionCode} english={english} />
      <GroupReach summary={summary} period={period} />
      <MemberTable members={members} />
      <InNone group={group} day={asOf} page={page} hrefOf={(number) => address(path, { ...read.change, page: number === 1 ? null : number })} />
    </>
  );
}

function daysBefore(day: Day, count: number): Day {
  return new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);
}

async function Head({ group }: { group: GroupView }) {
  const t = await getTranslations('groups');
  const keeps = group.until === null && (await keepsGroup(await currentActor(), group, today()));
  const door = keeps && (
    <Link className="button button-plain" href={`/desk/groups/${group.id}`}>
      {t('edit')}
    </Link>
  );
  return <PageHeader title={group.name} crumbs={[{ href: '/groups', name: t('back') }]} crumbsLabel={t('back')} actions={door} />;
}

async function GroupFacts({ group }: { group: GroupView }) {
  const t = await getTranslations('groups');
  const code = await getTranslations('code');
  const former = group.names.filter(({ name }) => name !== group.name).map(({ name, from, until }) => `${name}（${from} – ${until ?? ''}）`);
  return (
    <Facts
      facts={[
        [t('kind'), code(`groupKind.${group.kind}`)],
        [t('leader'), <LeadLink key="lead" group={group} />],
        [t('region'), group.region],
        [t('platforms'), group.platforms.map((platform) => code(`platform.${platform}`)).join('、') || t('anyPlatform')],
        [t('period'), <GroupPeriod key="period" group={group} />],
        ...(former.length ? [[t('formerNames'), former.join('、')] as const] : []),
        ...(group.note ? [[t('note'), group.note] as const] : []),
      ]}
    />
  );
}

async function DayForm({ path, asOf, from }: { path: string; asOf: Day; from: Day }) {
  const t = await getTranslations('groups');
  return (
    <form action={path} className="no-print mt-3 flex flex-wrap items-end gap-3">
      <label>
        <span className="block text-sm font-semibold">{t('asOfDay')}</span>
        <input name="asOf" type="date" className="input" defaultValue={asOf} />
      </label>
      <label>
        <span className="block text-sm font-semibold">{t('periodFrom')}</span>
        <input name="from" type="date" className="input" defaultValue={from} />
      </label>
      <button type="submit" className="button button-plain">
        {t('show')}
      </button>
    </form>
  );
}

async function InNone({ group, day, page, hrefOf }: { group: GroupView; day: Day; page: number; hrefOf(page: number): string }) {
  const t = await getTranslations('groups');
  const { items, total } = await unitsInNoGroup(group.regionCode, day, (page - 1) * PER, PER);
  return (
    <section aria-labelledby="in-none" className="mt-6">
      <h2 id="in-none" className="mb-2">
        {t('inNone', { region: group.region })}
      </h2>
      <p className="mb-2">{total === 0 ? t('inNoneEmpty') : t('inNoneTotal', { total })}</p>
      <ul className="gap-x-6 sm:columns-2 lg:columns-3">
        {items.map(({ id, name }) => (
          <li key={id}>
            <Link href={`/units/${id}`}>{name}</Link>
          </li>
        ))}
      </ul>
      <ListFoot page={page} pages={Math.ceil(total / PER)} href={hrefOf} />
    </section>
  );
}
