import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { PublishedShapes } from '@/components/coverage/figures';
import { MadeUpDays } from '@/components/coverage/made-up-days';
import { YearsTable } from '@/components/coverage/years';
import { RefusedQuery } from '@/components/refused';
import { DayField, KeptValues } from '@/components/ui/day-field';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { Empty, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { BASES } from '@/lib/coverage/distribution';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { coverageFilter } from '@/lib/coverage/query';
import { SCHEMES } from '@/lib/coverage/scheme';
import { yearsPageQuery } from '@/lib/coverage/time-query';
import { readEditions } from '@/lib/db/demonstration';
import { reference } from '@/lib/db/reference';
import { readYears, type YearEnd } from '@/lib/db/years';
import { HOLDERS, PLATFORMS, type Platform } from '@/lib/taxonomy/codes';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { askedWords } from '../../coverage/words';
import { figuresAsked, type YearsQuery } from './view';

const PATH = '/distribution/years';

export async function generateMetadata() {
  return { title: (await getTranslations('years'))('title') };
}

export default async function YearsPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('years');
  const read = await pageQuery(yearsPageQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const query = read.change;
  const platforms: Platform[] = query.platform.length ? [...new Set(query.platform)] : ['weibo', 'wechat'];
  const filter = coverageFilter({ ...query, platform: platforms }, today());
  const years = await readYears(query.scheme, query.basis, filter);
  const code = await getTranslations('code');
  const words = { scheme: code(`scheme.${query.scheme}`), basis: code(`basis.${query.basis}`) };
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead', words)} />
      <MadeUpDays editions={await readEditions()} />
      <Filter query={query} />
      {platforms.map((platform) => (
        <Years key={platform} query={query} filter={{ ...filter, platforms: [platform] }} platform={platform} years={years.get(platform) ?? []} />
      ))}
      <PublishedShapes platforms={platforms} />
      <p className="mt-4 max-w-prose text-sm text-muted">{t('definition')}</p>
      <ul className="no-print mt-2 flex flex-wrap gap-x-6">
        <li>
          <ExportLinks
            hrefOf={(format) => address(`${PATH}/export`, { ...query, scope: query.scope === 'own' ? 'own' : null, place: null, asOf: filter.asOf, format })}
          />
        </li>
        <li>
          <Link href="/published">{t('toPublished')}</Link>
        </li>
        <li>
          <Link href={address('/distribution', { scheme: query.scheme, basis: query.basis, region: query.region, sector: query.sector })}>
            {t('toDistribution')}
          </Link>
        </li>
      </ul>
    </>
  );
}

type YearsProps = { query: YearsQuery; filter: CoverageFilter; platform: Platform; years: readonly YearEnd[] };

async function Years({ query, filter, platform, years }: YearsProps) {
  const t = await getTranslations('years');
  const heading = t('of', { what: await askedWords(filter) });
  return (
    <section aria-labelledby={`years-${platform}`} className="mt-6">
      <h2 id={`years-${platform}`}>{heading}</h2>
      {years.length === 0 ? (
        <Empty title={t('none')} />
      ) : (
        <YearsTable
          caption={heading}
          scheme={query.scheme}
          basis={query.basis}
          years={years}
          figures={await figuresAsked(query, platform)}
          hrefOf={(day) => address('/distribution', { ...query, place: null, platform, asOf: day })}
        />
      )}
    </section>
  );
}

async function Filter({ query }: { query: YearsQuery }) {
  const t = await getTranslations('distribution');
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const coverage = await getTranslations('coverage');
  const { regions, sectors } = await reference();
  const choices = <T extends string>(all: readonly T[], name: (each: T) => string) => all.map((value) => ({ value, label: name(value) }));
  const both = `${code('platform.weibo')}、${code('platform.wechat')}`;
  const where = query.region.map((each) => regions.at(each, today())?.name ?? each).join('、');
  return (
    <FilterBar action={PATH}>
      <FilterSelect name="scheme" label={t('scheme')} value={query.scheme} empty={null} choices={choices(SCHEMES, (each) => code(`scheme.${each}`))} />
      <FilterSelect name="basis" label={t('basis')} value={query.basis} empty={null} choices={choices(BASES, (each) => code(`basis.${each}`))} />
      <FilterSelect
        name="platform"
        label={field('platform')}
        value={query.platform[0]}
        empty={both}
        choices={choices(PLATFORMS, (each) => code(`platform.${each}`))}
      />
      <FilterSelect
        name="holder"
        label={field('holder')}
        value={query.holder[0]}
        empty={t('anyHolder')}
        choices={choices(HOLDERS, (each) => code(`holder.${each}`))}
      />
      <FilterSelect
        name="sector"
        label={field('sector')}
        value={query.sector[0]}
        choices={sectors.topLevel(today()).map(({ code: value, name }) => ({ value, label: name }))}
      />
      <FilterText name="place" label={field('region')} hint={where || coverage('placeHint')} />
      <DayField name="asOf" label={field('asOf')} value={query.asOf ?? today()} />
      <KeptValues
        values={{
          region: query.region,
          tier: query.tier,
          rank: query.rank,
          status: query.status,
          provenance: query.provenance,
          scope: query.scope === 'own' ? ['own'] : [],
        }}
      />
    </FilterBar>
  );
}
