import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EditionNotice, onDay } from '@/components/coverage/edition-notice';
import { ReachControls } from '@/components/coverage/reach-controls';
import { ReachTable } from '@/components/coverage/reach-table';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { Badge, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { REACH_ENDS, type ReachRow } from '@/lib/coverage/reach';
import { checkReach, reachPageQuery } from '@/lib/coverage/reach-query';
import { readEditions } from '@/lib/db/demonstration';
import { reference } from '@/lib/db/reference';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { setChoices } from '@/lib/web/sets';
import { columnsOf, headOf } from './columns';
import { wordsOf } from './says';
import { crumbsTo, measureNames, type ReachView, reachAddress, reachView, rowNames, sentenceOf, vintageNames } from './view';

export async function generateMetadata() {
  return { title: (await getTranslations('reach'))('title') };
}

export default async function ReachPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('reach');
  const read = await pageQuery(reachPageQuery, '/reach', searchParams, checkReach);
  const editions = await readEditions();
  const asked = read.accepted ? await reachView(read.change, editions, today()) : read;
  if (!asked.accepted) return <RefusedQuery title={t('title')} findings={asked.findings} path="/reach" query={await searchParams} />;
  const view = asked.change;
  const { query, filter, table } = view;
  return (
    <div className={ONE_SHEET}>
      <Head view={view} />
      <EditionNotice
        editions={editions}
        shown={onDay(query.platform, filter.asOf)}
        today={today()}
        hrefOf={(day) => reachAddress(query, { asOf: day, vintage: null })}
      />
      {table.total.all.synthetic > 0 && (
        <p className="mb-2">
          <Badge tone="warn">{t('synthetic')}</Badge> {t('syntheticOf', { synthetic: table.total.all.synthetic, known: table.total.all.known })}
        </p>
      )}
      <Words view={view} />
      <ReachControls query={query} asOf={filter.asOf} sectors={(await reference()).sectors.topLevel(filter.asOf)} sets={await setChoices(filter.asOf)} />
      <Ends view={view} />
      <Table view={view} />
      <Definition view={view} />
      <Doors view={view} />
    </div>
  );
}

// With 37 rows of a nation, what is said above and below them leaves room for all on one A4 sheet.
const ONE_SHEET =
  'print:[&_[role=status]]:my-0 print:[&_[role=status]]:py-0 print:[&_h1]:text-[13pt] print:[&_header]:mb-0 print:[&_p]:my-0 print:[&_p]:text-[7pt] print:[&_p]:leading-tight print:[&_p>span]:text-[7pt] print:[&_p>span]:leading-tight';

async function Head({ view: { query, filter } }: { view: ReachView }) {
  const [t, coverage, nav] = [await getTranslations('reach'), await getTranslations('coverage'), await getTranslations('nav')];
  const { regions } = await reference();
  const crumbs = crumbsTo(regions, query, filter.asOf, coverage('nation'));
  return <PageHeader title={t('title')} crumbs={crumbs} crumbsLabel={nav('breadcrumb')} lead={await sentenceOf(query, filter)} />;
}

async function Words({ view }: { view: ReachView }) {
  return <p className="mb-4 max-w-prose print:max-w-none">{(await wordsOf(view)).join('')}</p>;
}

/** The first and the last of the ranking, or all of it. */
async function Ends({ view: { query } }: { view: ReachView }) {
  const t = await getTranslations('reach');
  return (
    <ul className="no-print mb-2 flex flex-wrap gap-x-4">
      {REACH_ENDS.map((show) => (
        <li key={show}>
          <Link
            href={reachAddress({ ...query, show })}
            aria-current={show === query.show ? 'true' : undefined}
            className={show === query.show ? 'font-bold' : ''}
          >
            {t(`show.${show}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

async function Table({ view }: { view: ReachView }) {
  const t = await getTranslations('reach');
  const { query, filter, table, measure, vintage, shown } = view;
  const [nameOf, named] = [await rowNames(query), await measureNames()];
  const hrefs: Partial<Record<typeof query.by, (row: ReachRow) => string>> = {
    region: ({ code }) => reachAddress(query, { region: code, vintage: null }),
    sector: ({ code }) => reachAddress(query, { by: null, sector: code, vintage: null }),
    tier: ({ code }) => reachAddress(query, { by: null, tier: code, vintage: null }),
    platform: ({ code }) => reachAddress(query, { by: null, platform: code, vintage: null }),
  };
  return (
    <ReachTable
      caption={`${await sentenceOf(query, filter)}${table.total.all.synthetic > 0 ? `（${t('synthetic')}）` : ''}`}
      rankedBy={t('rankedBy', { measure: named(measure, vintage) })}
      head={await headOf(view)}
      columns={await columnsOf(view)}
      shown={shown}
      total={table.total}
      nameOf={nameOf}
      hrefOf={(row) => (row.apart ? null : (hrefs[query.by]?.(row) ?? null))}
    />
  );
}

async function Definition({ view: { query, table } }: { view: ReachView }) {
  const [t, named] = [await getTranslations('reach'), await vintageNames()];
  return (
    <div className="mt-4 max-w-prose text-sm text-muted print:mt-1 print:max-w-none print:text-[6pt] print:leading-tight print:[&_p]:text-[6pt]">
      <p>{t('definition')}</p>
      {table.platforms.length > 1 && <p>{t('severalPlatforms')}</p>}
      {(query.by === 'economic' || query.by === 'area') && <p>{t(`source.${query.by}`)}</p>}
      {table.vintages.length > 0 ? (
        <>
          <p>{t('populations')}</p>
          <ul className="list-disc ps-5">
            {table.vintages.map(({ vintage, years, sources }) => (
              <li key={vintage}>{t('population', { vintage: named(vintage), years: years.join('、'), sources: sources.join('；') })}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t('noPopulation')}</p>
      )}
    </div>
  );
}

/** Ways on: the rows as a file, and the accounts and levels behind them. */
async function Doors({ view: { query, filter } }: { view: ReachView }) {
  const t = await getTranslations('reach');
  const nav = await getTranslations('nav');
  const { platform, set, region, sector, tier, holder } = query;
  // What knows no sets is asked of their regions.
  const shared = { platform, region: filter.regions, sector, tier, holder, asOf: filter.asOf };
  const axis = query.by === 'economic' || query.by === 'area' ? 'region' : query.by;
  return (
    <ul className="no-print mt-2 flex flex-wrap gap-x-6 gap-y-1">
      <li>
        <ExportLinks hrefOf={(format) => reachAddress(query, { format, asOf: filter.asOf }, '/reach/export')} />
      </li>
      <li>
        <a href={address('/api/v1/coverage', { rows: axis, columns: axis === 'platform' ? 'tier' : 'platform', ...shared })}>{t('api')}</a>
      </li>
      <li>
        <Link href={address('/coverage', { ...shared, set, region })}>{nav('coverage')}</Link>
      </li>
      <li>
        <Link href={address('/accounts', shared)}>{nav('accounts')}</Link>
      </li>
    </ul>
  );
}
