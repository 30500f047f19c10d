import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { NoSuchPage } from '@/app/no-such-page';
import { RefusedQuery } from '@/components/refused';
import { SurplusTable } from '@/components/surplus/surplus-table';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { ListFoot } from '@/components/ui/list-foot';
import { Empty, Notice, PageHeader } from '@/components/ui/page';
import { address, orderOf, type QueryValue } from '@/components/ui/query';
import { reference } from '@/lib/db/reference';
import { readSurplus } from '@/lib/db/surplus';
import { ONE_PER_PLATFORM, SURPLUS_KINDS, type SurplusFound } from '@/lib/reports/surplus';
import { surplusPageQuery } from '@/lib/reports/surplus-query';
import { PLATFORMS } from '@/lib/taxonomy/codes';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { CLOSING, PATH, regionsOf, sharedOf } from './view';

export async function generateMetadata() {
  return { title: (await getTranslations('surplus'))('title') };
}

export default async function SurplusPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('filing.decide', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('surplus');
  const nav = await getTranslations('nav');
  const read = await pageQuery(surplusPageQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const query = read.change;
  const { region, sector, platform, weeks, fewer } = query;
  const found = await readSurplus(actor, { regions: regionsOf(actor, region), sectors: sector, platforms: platform }, { weeks, followers: fewer }, today());
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/desk', name: nav('desk') }]} crumbsLabel={nav('breadcrumb')} />
      <Filter query={query} />
      {'over' in found ? <Notice tone="warn" title={t('over', found)} /> : <Found found={found} query={query} />}
    </>
  );
}

type Query = Awaited<ReturnType<typeof surplusPageQuery.parse>>;

async function Found({ found, query }: { found: SurplusFound; query: Query }) {
  const t = await getTranslations('surplus');
  const list = await getTranslations('list');
  const { kind, page, per } = query;
  const items = found.items.filter(({ kinds }) => kind === undefined || kinds.includes(kind));
  const pages = Math.max(Math.ceil(items.length / per), 1);
  const at = (change: Record<string, QueryValue>) => address(PATH, { ...sharedOf(query), kind, ...orderOf('', per, ''), ...change });
  const href = (number: number) => at({ page: number === 1 ? null : number });
  return (
    <>
      <Counts found={found} query={query} />
      <p className="mb-2 flex flex-wrap gap-x-5">
        <span className="font-semibold">{list('total', { total: items.length })}</span>
        {items.length > 0 && <ExportLinks hrefOf={(format) => address(`${PATH}/export`, { ...sharedOf(query), kind, format })} />}
      </p>
      {items.length === 0 ? (
        <Empty title={t('none')}>{t('noneNext')}</Empty>
      ) : page > pages ? (
        <NoSuchPage page={page} pages={pages} href={href} />
      ) : (
        <SurplusTable items={items.slice((page - 1) * per, page * per)} action={CLOSING} kept={sharedOf(query)} />
      )}
      <ListFoot page={page} pages={pages} href={href} sizes={{ per, total: items.length, href: (each) => at(orderOf('', each, '')) }} />
    </>
  );
}

// How many of each, and of how many nobody knows; each kind is a door to its list and to what would be without it.
async function Counts({ found: { counts, unknown, total }, query }: { found: SurplusFound; query: Query }) {
  const t = await getTranslations('surplus');
  return (
    <div className="mb-4 max-w-prose">
      <p>{t('sentence', { total })}</p>
      <ul className="list-disc ps-5">
        {SURPLUS_KINDS.map((kind) => (
          <li key={kind}>
            <Link href={address(PATH, { ...sharedOf(query), kind })}>{t(`kind.${kind}`)}</Link> <span className="tabular-nums">{counts[kind]}</span>
            {kind === 'idle' && ` ${t('unknownIdle', { unknown: unknown.idle })}`}
            {kind === 'tiny' && ` ${t('unknownTiny', { unknown: unknown.tiny })}`}
            {counts[kind] > 0 && (
              <>
                {' '}
                <Link href={address(CLOSING, { ...sharedOf(query), all: kind })} aria-label={t('simulateAll', { kind: t(`kind.${kind}`) })}>
                  {t('simulate')}
                </Link>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted">{t('means', { weeks: query.weeks, fewer: query.fewer, source: ONE_PER_PLATFORM })}</p>
    </div>
  );
}

async function Filter({ query: { region, sector, platform, kind, weeks, fewer } }: { query: Query }) {
  const t = await getTranslations('surplus');
  const field = await getTranslations('field');
  const code = await getTranslations('code.platform');
  const { regions } = await reference();
  return (
    <FilterBar action={PATH}>
      <FilterText name="place" label={field('region')} hint={region.map((each) => regions.at(each, today())?.name ?? each).join('、')} />
      {region.map((each) => (
        <input key={each} type="hidden" name="region" value={each} />
      ))}
      <FilterSelect name="sector" label={field('sector')} value={sector[0]} choices={await sectorChoices(await getLocale())} />
      <FilterSelect name="platform" label={field('platform')} value={platform[0]} choices={PLATFORMS.map((value) => ({ value, label: code(value) }))} />
      <FilterSelect name="kind" label={t('kindLabel')} value={kind} choices={SURPLUS_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      <FilterText name="weeks" label={t('weeks')} value={String(weeks)} />
      <FilterText name="fewer" label={t('fewer')} value={String(fewer)} />
    </FilterBar>
  );
}
