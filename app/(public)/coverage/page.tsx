import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { CoverageControls } from '@/components/coverage/controls';
import { EditionNotice, onDay } from '@/components/coverage/edition-notice';
import { GridKeys } from '@/components/coverage/grid-keys';
import { Legend } from '@/components/coverage/legend';
import { MATRIX_ID, Matrix } from '@/components/coverage/matrix';
import { PictureLinks } from '@/components/coverage/picture-links';
import { TileMap } from '@/components/coverage/tile-map';
import { ViewBar } from '@/components/coverage/view-bar';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { Written } from '@/components/ui/written';
import { may } from '@/lib/access/acts';
import { leftOut, mappable } from '@/lib/coverage/arrangement';
import { provincesWithAccounts } from '@/lib/coverage/provinces';
import { checkView, coveragePageQuery } from '@/lib/coverage/query';
import { readEditions } from '@/lib/db/demonstration';
import { reference } from '@/lib/db/reference';
import { NATION } from '@/lib/taxonomy/regions';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { placeable } from '@/lib/web/placed';
import { currentActor } from '@/lib/web/session';
import { setChoices } from '@/lib/web/sets';
import { writtenRows } from '@/lib/web/written';
import { readView } from './arranged';
import { bodiesOf, Said } from './said';
import { keptBeside, tilesOf } from './tiles';
import { type CoveragePageQuery, coverageAddress, coverageLinks, crumbsTo, filterOf, sentenceOf } from './view';

export async function generateMetadata() {
  return { title: (await getTranslations('coverage'))('title') };
}

export default async function CoveragePage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('coverage');
  const [read, editions] = await Promise.all([pageQuery(coveragePageQuery, '/coverage', searchParams, checkView), readEditions()]);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path="/coverage" query={await searchParams} />;
  // The bare address opens on WeChat; an address with parameters means what it says.
  const bare = Object.keys(await searchParams).length === 0;
  const asked: CoveragePageQuery = bare ? { ...read.change, platform: ['wechat'] } : read.change;
  const narrowed = await filterOf(asked, editions, today());
  if (!narrowed.accepted) return <RefusedQuery title={t('title')} findings={narrowed.findings} path="/coverage" query={await searchParams} />;
  const filter = narrowed.change;
  // Doors lead to the same day, even where nobody said it.
  const query = filter.asOf === today() ? asked : { ...asked, asOf: filter.asOf };
  const { regions, sectors } = await reference();
  const nav = await getTranslations('nav');
  const sentence = await sentenceOf(query, filter);
  const actor = await currentActor();
  const view = await readView(query, filter);
  if (!view.accepted) return <RefusedQuery title={t('title')} findings={view.findings} path="/coverage" query={await searchParams} />;
  const { whole: table, shown, heat } = view.change;
  const links = coverageLinks(query, filter);
  const atNation = filter.regions.length === 0 || filter.regions[0] === NATION;
  return (
    <>
      <PageHeader title={t('title')} crumbs={crumbsTo(regions, query, filter.asOf, t('nation'))} crumbsLabel={nav('breadcrumb')} lead={sentence} />
      <Written place={placeable}>
        <EditionNotice editions={editions} shown={onDay(query.platform, filter.asOf)} today={today()} hrefOf={(day) => coverageAddress(query, { asOf: day })} />
        <Said table={table} query={query} filter={filter} bodies={await bodiesOf(filter)} />
        {query.rows === 'region' && atNation && <p className="mb-3">{t('anyRegion', provincesWithAccounts(table, regions, filter.asOf))}</p>}
        {table.totals.accounts === 0 && (
          <Notice tone="plain" title={t('noAccounts')}>
            {actor.userId === null ? t('noAccountsSignIn') : may(actor, 'account.register') && t('noAccountsRegister')}
          </Notice>
        )}
        <CoverageControls query={query} asOf={filter.asOf} sectors={sectors.topLevel(filter.asOf)} sets={await setChoices(filter.asOf)} />
        <ViewBar
          shown={query}
          hidden={leftOut(table, shown)}
          mappable={mappable(query)}
          hrefOf={(change) => coverageAddress(query, change)}
          swap={coverageAddress(query, { rows: query.columns, columns: query.rows, rowsBy: query.columnsBy, columnsBy: query.rowsBy })}
        />
        {query.map && (
          <TileMap
            {...tilesOf({ table, query, tree: regions, asOf: filter.asOf, links })}
            of={query.map}
            across={query.rows === 'region' ? { axis: query.columns, entries: table.columns } : { axis: query.rows, entries: table.rows }}
            kept={keptBeside(query, 'map')}
          />
        )}
        <Matrix
          table={shown}
          rowAxis={query.rows}
          columnAxis={query.columns}
          heat={heat}
          sorted={query}
          caption={sentence}
          links={links}
          written={writtenRows(JSON.stringify([await getLocale(), query, filter.regions]))}
          place={placeable}
        />
        <Legend heat={heat} />
        <p className="mt-3 text-sm text-muted">{t('definition')}</p>
      </Written>
      <GridKeys table={MATRIX_ID} view={coverageAddress(query)} />
      <p className="no-print mt-2 flex flex-wrap gap-x-6">
        <ExportLinks hrefOf={(format) => coverageAddress(query, { format }, '/coverage/export')} />
        <PictureLinks href={coverageAddress(query, {}, '/coverage/picture')} />
        <Link
          href={address('/coverage/missing', {
            set: query.set,
            region: query.region,
            scope: query.scope === 'own' ? 'own' : null,
            sector: query.sector,
            platform: query.platform,
            tier: query.tier,
            unitKind: query.unitKind,
            system: query.system,
            asOf: query.asOf,
          })}
        >
          {t('behind')}
        </Link>
        {(['compare', 'growth'] as const).map((page) => (
          <Link
            key={page}
            href={address(`/coverage/${page}`, {
              to: filter.asOf,
              set: query.set,
              region: query.set === undefined ? filter.regions : query.region,
              sector: query.sector,
              platform: query.platform,
              tier: query.tier,
            })}
          >
            {t(page === 'compare' ? 'toCompare' : 'toGrowth')}
          </Link>
        ))}
        <Link href={address('/firsts', { region: filter.regions, sector: query.sector, tier: query.tier })}>{t('toFirsts')}</Link>
        <Link href={address('/coverage/rules', { region: filter.regions.length === 1 ? filter.regions : null, asOf: query.asOf })}>{t('rules')}</Link>
      </p>
    </>
  );
}
