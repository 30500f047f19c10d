import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { GroupList } from '@/components/group/group-table';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterText } from '@/components/ui/filter-bar';
import { Empty, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { may } from '@/lib/access/acts';
import { listGroups } from '@/lib/db/groups';
import { reference } from '@/lib/db/reference';
import { groupsPageQuery } from '@/lib/registry/group-query';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';

const PATH = '/groups';

export async function generateMetadata() {
  return { title: (await getTranslations('groups'))('title') };
}

export default async function GroupsPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('groups');
  const field = await getTranslations('field');
  const read = await pageQuery(groupsPageQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const [region] = read.change.region;
  const groups = await listGroups(today(), region);
  const { regions } = await reference();
  const manage = may(await currentActor(), 'group.manage') && (
    <Link className="button button-plain" href="/desk/groups">
      {t('manage')}
    </Link>
  );
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={manage} />
      <FilterBar action={PATH}>
        <FilterText name="place" label={field('region')} value={region && regions.at(region, today())?.name} />
      </FilterBar>
      {groups.length === 0 ? <Empty title={t('none')} /> : <GroupList groups={groups} hrefOf={({ id }) => `/groups/${id}`} />}
      {groups.length > 0 && (
        <p className="no-print mt-2">
          <ExportLinks hrefOf={(format) => address(`${PATH}/export`, { region: read.change.region, format })} />
        </p>
      )}
    </>
  );
}
