import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { BandChart, PlatformFigures, type PlatformView, SchemeVerdicts } from '@/components/coverage/distribution';
import { DistributionControls } from '@/components/coverage/distribution-controls';
import { EditionNotice } from '@/components/coverage/edition-notice';
import { ApartShapes } from '@/components/coverage/region-shapes';
import { LevelWords } from '@/components/coverage/said';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { APART, distributionPageQuery } from '@/lib/coverage/query';
import { levelFact } from '@/lib/coverage/words';
import { readEditions } from '@/lib/db/demonstration';
import { reference } from '@/lib/db/reference';
import { HOLDERS } from '@/lib/taxonomy/codes';
import { NATION } from '@/lib/taxonomy/regions';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { setChoices, whereWords } from '@/lib/web/sets';
import { apartScheme, crumbsTo, type DistributionQuery, distributionAddress, platformView, shapesApart, sidesOf } from './view';

export async function generateMetadata() {
  return { title: (await getTranslations('distribution'))('title') };
}

export default async function DistributionPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('distribution');
  const read = await pageQuery(distributionPageQuery, '/distribution', searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path="/distribution" query={await searchParams} />;
  const query = read.change;
  const editions = await readEditions();
  const asked = await sidesOf(query, editions, today());
  if (!asked.accepted) return <RefusedQuery title={t('title')} findings={asked.findings} path="/distribution" query={await searchParams} />;
  const sides = asked.change;
  const [filter] = sides.map((side) => side.filter);
  const views = await Promise.all(sides.map(({ platform, filter }) => platformView(query, platform, filter)));
  return (
    <>
      <Head query={query} asOf={views[0]?.asOf ?? today()} where={filter ? await whereWords(query, filter) : ''} />
      <LevelWords facts={views.map((view) => levelFact(view.shown, view))} />
      <EditionNotice
        editions={editions}
        shown={views}
        today={today()}
        hrefOf={(day) => distributionAddress(query, { asOf: day, weiboAsOf: null, wechatAsOf: null })}
      />
      <DistributionControls
        query={query}
        views={views}
        sectors={(await reference()).sectors.topLevel(views[0]?.asOf ?? today())}
        sets={await setChoices(today())}
      />
      <Figures views={views} query={query} />
      <SchemeVerdicts views={views} scheme={query.scheme} href={(scheme, basis) => distributionAddress({ ...query, scheme, basis })} />
      <Switches query={query} />
      <div className="beside">
        {sides.map((side) => (
          <Multiples key={side.platform} query={query} {...side} />
        ))}
      </div>
      <p className="mt-4 text-sm text-muted">{t('definition')}</p>
      <Doors query={query} views={views} regions={filter?.regions ?? []} />
    </>
  );
}

async function Head({ query, asOf, where }: { query: DistributionQuery; asOf: string; where: string }) {
  const t = await getTranslations('distribution');
  const coverage = await getTranslations('coverage');
  const code = await getTranslations('code');
  const nav = await getTranslations('nav');
  const { regions, sectors } = await reference();
  const what = [
    ...query.sector.map((each) => sectors.byCode(each)?.name ?? each),
    ...query.holder.map((each) => code(`holder.${each}`)),
    ...query.tier.map((each) => code(`tier.${each}`)),
    ...query.rank.map((each) => code(`rank.${each}`)),
  ].join('、');
  const sentence = t('sentence', { where: where || coverage('nation'), scheme: code(`scheme.${query.scheme}`), basis: code(`basis.${query.basis}`) });
  return (
    <PageHeader
      oneSheet
      title={t('title')}
      crumbs={crumbsTo(regions, query, asOf, coverage('nation'))}
      crumbsLabel={nav('breadcrumb')}
      lead={what ? t('with', { what, sentence }) : sentence}
    />
  );
}

function Figures({ views, query }: { views: readonly PlatformView[]; query: DistributionQuery }) {
  const [left] = views;
  const chart = <BandChart views={views.slice(0, 2)} scheme={query.scheme} basis={query.basis} />;
  return (
    <div className="grid items-start gap-6 md:grid-cols-2 xl:grid-cols-[1fr_minmax(16rem,26rem)_1fr] print:grid-cols-[1fr_60mm_1fr] print:gap-2">
      <div className="order-2 min-w-0 xl:order-1 print:order-1">{left && <PlatformFigures view={left} />}</div>
      <div className="order-1 md:col-span-2 xl:order-2 xl:col-span-1 print:order-2 print:col-span-1">{chart}</div>
      <div className="order-3 min-w-0">
        {views.slice(1).map((view) => (
          <PlatformFigures key={view.platform} view={view} />
        ))}
      </div>
    </div>
  );
}

/** What the small multiples are of, and whose accounts: institutions and officials apart. */
async function Switches({ query }: { query: DistributionQuery }) {
  const t = await getTranslations('distribution');
  const code = await getTranslations('code.holder');
  const by = APART.map((each) => ({ name: t(`by.${each}`), href: distributionAddress({ ...query, apart: each }), here: query.apart === each }));
  const both = { name: t('anyHolder'), href: distributionAddress(query, { holder: null }), here: query.holder.length !== 1 };
  const holders = HOLDERS.map((each) => ({
    name: code(each),
    href: distributionAddress(query, { holder: each }),
    here: query.holder.length === 1 && query.holder[0] === each,
  }));
  return (
    <nav aria-label={t('switches')} className="no-print mt-6 flex flex-wrap gap-x-10 gap-y-1">
      {[by, [both, ...holders]].map((links) => (
        <ul key={links[0]?.name} className="flex flex-wrap gap-x-5">
          {links.map(({ name, href, here }) => (
            <li key={name}>
              <Link href={href} scroll={false} aria-current={here ? 'true' : undefined} className="inline-block py-1 aria-[current]:font-bold">
                {name}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

async function Multiples({ query, platform, filter }: { query: DistributionQuery; platform: PlatformView['platform']; filter: CoverageFilter }) {
  const t = await getTranslations('distribution');
  const code = await getTranslations('code');
  const shapes = await shapesApart(query, filter, await reference(), (await getLocale()) === 'en');
  if (!shapes.length) return null;
  const nation = query.set === undefined && (filter.regions[0] ?? NATION) === NATION;
  const scheme = apartScheme(query);
  const words = { platform: code(`platform.${platform}`), scheme: code(`scheme.${scheme}`), asOf: filter.asOf };
  return (
    <ApartShapes
      platform={platform}
      scheme={scheme}
      apart={query.apart}
      heading={t(query.apart === 'sector' ? 'sectorsOf' : nation ? 'regionsOf' : query.set === undefined ? 'regionsBelow' : 'regionsInSet', words)}
      shapes={shapes}
      order={query.order}
      hrefOf={(order) => distributionAddress({ ...query, order })}
      tiles={nation && query.apart === 'region'}
    />
  );
}

/** Ways on: the figures as a file, for programs, and the bodies behind them. */
async function Doors({ query, views, regions }: { query: DistributionQuery; views: readonly PlatformView[]; regions: readonly string[] }) {
  const t = await getTranslations('distribution');
  const code = await getTranslations('code');
  const { scheme, basis, region, set, sector, tier, rank, holder, status, provenance, scope } = query;
  // What knows no sets is asked of their regions.
  const shared = { scheme, basis, region: regions, scope: scope === 'own' ? scope : null, sector, tier, rank, holder, status, provenance };
  return (
    <ul className="no-print mt-2 flex flex-wrap gap-x-6 gap-y-1">
      <li>
        <ExportLinks hrefOf={(format) => distributionAddress(query, { format }, '/distribution/export')} />
      </li>
      <li>
        <Link href={address('/distribution/years', { ...shared, platform: query.platform })}>{t('toYears')}</Link>
      </li>
      {views.map(({ platform, asOf }) => (
        <li key={platform}>
          <a href={address('/api/v1/distribution', { ...shared, platform, asOf })}>
            {t('api')}：{code(`platform.${platform}`)}
          </a>
        </li>
      ))}
      {views.map(({ platform, asOf }) => (
        <li key={platform}>
          <Link href={address('/coverage/missing', { platform, set, region, sector, tier, asOf })}>
            {t('toCoverage')}：{code(`platform.${platform}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
