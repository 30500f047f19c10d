import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { NoSuchPage } from '@/app/no-such-page';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterSelect, FilterText, KeptOrder } from '@/components/ui/filter-bar';
import { ListFoot } from '@/components/ui/list-foot';
import { Badge, Empty, PageHeader } from '@/components/ui/page';
import { address, orderOf, type QueryValue } from '@/components/ui/query';
import { UnitTable } from '@/components/unit/list';
import { may } from '@/lib/access/acts';
import { reference } from '@/lib/db/reference';
import { listUnits } from '@/lib/db/unit-list';
import { unitsPageQuery } from '@/lib/registry/query';
import { TIERS } from '@/lib/taxonomy/codes';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { filterOf } from './view';

export async function generateMetadata() {
  return { title: (await getTranslations('units'))('title') };
}

export default async function UnitsPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('units');
  const list = await getTranslations('list');
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const reforms = await getTranslations('reforms');
  const read = await pageQuery(unitsPageQuery, '/units', searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path="/units" query={await searchParams} />;
  const { page, per, sort, place: _, ...query } = read.change;
  const { items, total } = await listUnits(filterOf(query), today(), { sort, skip: (page - 1) * per, take: per });
  const { regions, sectors } = await reference();
  const where = query.region.map((each) => regions.at(each, today())?.name ?? each).join('、');
  const english = (await getLocale()) === 'en';
  const pages = Math.ceil(total / per);
  const at = (change: Record<string, QueryValue>) => address('/units', { ...query, ...orderOf(sort, per), ...change });
  const toPage = (number: number) => at({ page: number === 1 ? null : number });
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={where || t('lead')}
        actions={
          may(await currentActor(), 'unit.register') && (
            <Link className="button" href="/desk/units/new">
              {t('register')}
            </Link>
          )
        }
      />
      <FilterBar action="/units">
        <FilterText name="q" label={field('q')} value={query.q} hint={t('searchHint')} />
        <FilterText name="place" label={field('region')} hint={where || t('placeHint')} />
        {query.region.map((each) => (
          <input key={each} type="hidden" name="region" value={each} />
        ))}
        <FilterSelect
          name="sector"
          label={field('sector')}
          value={query.sector[0]}
          choices={sectors.topLevel(today()).map((each) => ({ value: each.code, label: english ? each.nameEn : each.name }))}
        />
        <FilterSelect name="tier" label={field('tier')} value={query.tier[0]} choices={TIERS.map((each) => ({ value: each, label: code(`tier.${each}`) }))} />
        <FilterSelect name="provisional" label={field('provisional')} value={query.provisional} choices={[{ value: 'yes', label: t('provisionalOnly') }]} />
        <FilterSelect
          name="ended"
          label={reforms('endedBadge')}
          value={query.ended}
          empty={reforms('notEnded')}
          choices={[{ value: 'yes', label: reforms('endedOnly') }]}
        />
        <KeptOrder sort={sort} per={per} />
      </FilterBar>
      <p className="mb-2 flex flex-wrap gap-x-6">
        <span className="font-semibold">{list('total', { total })}</span>
        {total > 0 && <ExportLinks hrefOf={(format) => address('/units/export', { ...query, sort: sort === 'name' ? null : sort, format })} />}
      </p>
      {total === 0 ? (
        <Empty title={t('none')}>{t('noneNext')}</Empty>
      ) : page > pages ? (
        <NoSuchPage page={page} pages={pages} href={toPage} />
      ) : (
        <UnitTable
          items={items}
          provisional={<Badge tone="warn">{t('provisional')}</Badge>}
          sort={sort}
          sortHref={(by) => at({ sort: by === 'name' ? null : by })}
        />
      )}
      <ListFoot page={page} pages={pages} href={toPage} sizes={{ per, total, href: (each) => at(orderOf(sort, each)) }} />
    </>
  );
}
