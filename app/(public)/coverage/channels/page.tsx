import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { NoSuchPage } from '@/app/no-such-page';
import { ChannelList } from '@/components/coverage/channel-list';
import { ChannelTable } from '@/components/coverage/channel-table';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { ListFoot } from '@/components/ui/list-foot';
import { Empty, PageHeader } from '@/components/ui/page';
import { orderOf, type QueryValue } from '@/components/ui/query';
import { CHANNEL_SUBJECTS } from '@/lib/coverage/channels';
import { channelsPageQuery } from '@/lib/coverage/channels-query';
import { listChannels, readChannels } from '@/lib/db/channels';
import { reference } from '@/lib/db/reference';
import { TIERS } from '@/lib/taxonomy/codes';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { type ChannelsQuery, channelsAddress, channelsFilter } from './view';

const PATH = '/coverage/channels';

export async function generateMetadata() {
  return { title: (await getTranslations('channels'))('title') };
}

export default async function ChannelsPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('channels');
  const read = await pageQuery(channelsPageQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { page, per, ...query } = read.change;
  const filter = channelsFilter(query, today());
  const table = await readChannels(query.of, filter);
  const english = (await getLocale()) === 'en';
  return (
    <>
      <PageHeader
        oneSheet
        title={t('title')}
        lead={t(query.of === 'bodies' ? 'leadBodies' : 'leadUnits', { asOf: filter.asOf })}
        crumbs={[{ href: '/coverage', name: t('back') }]}
        crumbsLabel={t('back')}
      />
      <Subjects query={query} />
      <Filter query={query} english={english} />
      <p className="no-print mb-2">
        <ExportLinks hrefOf={(format) => channelsAddress(query, { format }, `${PATH}/export`)} />
      </p>
      <ChannelTable
        table={table}
        english={english}
        regionHref={({ code, own }) => (own ? null : channelsAddress(query, { region: code, state: null }))}
        stateHref={({ code, own }, state) => `${channelsAddress(query, { region: code, scope: own ? 'own' : null, state })}#behind`}
      />
      {query.of === 'units' && <p className="mt-1 text-sm text-muted">{t('onePlusTwoNote')}</p>}
      {query.state && <Behind query={query} page={page} per={per} english={english} />}
    </>
  );
}

async function Subjects({ query }: { query: ChannelsQuery }) {
  const t = await getTranslations('channels');
  return (
    <nav aria-label={t('title')} className="no-print mb-3 flex flex-wrap gap-x-5">
      {CHANNEL_SUBJECTS.map((of) => (
        <Link
          key={of}
          href={channelsAddress({ ...query, of })}
          aria-current={of === query.of ? 'page' : undefined}
          className="aria-[current]:font-bold aria-[current]:no-underline"
        >
          {t(`of.${of}`)}
        </Link>
      ))}
    </nav>
  );
}

async function Filter({ query, english }: { query: ChannelsQuery; english: boolean }) {
  const field = await getTranslations('field');
  const code = await getTranslations('code.tier');
  const { regions, sectors } = await reference();
  const day = query.asOf ?? today();
  const where = query.region.map((each) => regions.at(each, day)?.name ?? each).join('、');
  return (
    <FilterBar action={PATH}>
      {query.of === 'units' && <input type="hidden" name="of" value="units" />}
      {query.region.map((each) => (
        <input key={each} type="hidden" name="region" value={each} />
      ))}
      <FilterText name="place" label={field('region')} hint={where} />
      <FilterSelect
        name="sector"
        label={field('sector')}
        value={query.sector[0]}
        choices={sectors.topLevel(day).map((each) => ({ value: each.code, label: english ? each.nameEn : each.name }))}
      />
      <FilterSelect name="tier" label={field('tier')} value={query.tier[0]} choices={TIERS.map((each) => ({ value: each, label: code(each) }))} />
      <label>
        <span className="block text-sm font-semibold">{field('asOf')}</span>
        <input name="asOf" type="date" className="input" defaultValue={query.asOf} />
      </label>
    </FilterBar>
  );
}

async function Behind({ query, page, per, english }: { query: ChannelsQuery; page: number; per: number; english: boolean }) {
  const t = await getTranslations('channels');
  const code = await getTranslations('code.channelState');
  const list = await getTranslations('list');
  const { sectors } = await reference();
  const { items, total } = await listChannels(query.of, channelsFilter(query, today()), { state: query.state, skip: (page - 1) * per, take: per });
  const pages = Math.ceil(total / per);
  const at = (change: Record<string, QueryValue>) => channelsAddress(query, { ...orderOf('name', per), ...change });
  const toPage = (number: number) => at({ page: number === 1 ? null : number });
  const sectorNames = new Map(sectors.all.map((each) => [each.code, english ? each.nameEn : each.name]));
  return (
    <section aria-labelledby="behind" className="mt-6">
      <h2 id="behind" className="mb-2">
        {t('listTitle', { state: query.state ? code(query.state) : '' })} <span className="text-base font-normal">{list('total', { total })}</span>
      </h2>
      {total === 0 ? (
        <Empty title={t('none')} />
      ) : page > pages ? (
        <NoSuchPage page={page} pages={pages} href={toPage} />
      ) : (
        <ChannelList items={items} sectors={sectorNames} />
      )}
      <ListFoot page={page} pages={pages} href={toPage} sizes={{ per, total, href: (each) => at(orderOf('name', each)) }} />
    </section>
  );
}
