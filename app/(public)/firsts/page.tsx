import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Firsts } from '@/components/coverage/firsts';
import { MadeUpDays } from '@/components/coverage/made-up-days';
import { RefusedQuery } from '@/components/refused';
import { DayField, KeptValues } from '@/components/ui/day-field';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { FIRST_KINDS } from '@/lib/coverage/firsts';
import { firstsPageQuery } from '@/lib/coverage/time-query';
import { readEditions } from '@/lib/db/demonstration';
import { readFirsts } from '@/lib/db/firsts';
import { reference } from '@/lib/db/reference';
import { HOLDERS, PLATFORMS, type Platform, TIERS } from '@/lib/taxonomy/codes';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { entryWords } from '../coverage/compare/view';
import { askedWords } from '../coverage/words';
import { type FirstsQuery, firstsAsked } from './view';

const PATH = '/firsts';

export async function generateMetadata() {
  return { title: (await getTranslations('firsts'))('title') };
}

export default async function FirstsPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('firsts');
  const read = await pageQuery(firstsPageQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const query = read.change;
  const axis = await getTranslations('code.axis');
  return (
    <>
      <PageHeader oneSheet title={t('title')} lead={t('lead', { kind: axis(query.by) })} />
      <MadeUpDays editions={await readEditions()} />
      <Filter query={query} />
      <div className="beside">
        {firstsAsked(query).map((side) => (
          <OfPlatform key={side.platform} query={query} {...side} />
        ))}
      </div>
      <p className="mt-4 max-w-prose text-sm text-muted">{t('definition')}</p>
      <p className="no-print mt-2 flex flex-wrap gap-x-6">
        <ExportLinks
          hrefOf={(format) =>
            address(`${PATH}/export`, { ...query, scope: query.scope === 'own' ? 'own' : null, place: null, asOf: query.asOf ?? today(), format })
          }
        />
        <Link href={address('/accounts', { region: query.region, sector: query.sector, tier: query.tier, holder: query.holder, sort: 'opened' })}>
          {t('toAccounts')}
        </Link>
      </p>
    </>
  );
}

async function OfPlatform({ query, platform, filter }: { query: FirstsQuery; platform: Platform; filter: CoverageFilter }) {
  const axis = await getTranslations('code.axis');
  const firsts = await readFirsts(query.by, query.holder, filter);
  const nameOf = await entryWords();
  const heading = await askedWords(filter);
  return (
    <section aria-labelledby={`firsts-${platform}`} className="mt-6">
      <h2 id={`firsts-${platform}`}>{heading}</h2>
      <Firsts
        caption={heading}
        kind={axis(query.by)}
        platform={platform}
        rows={firsts.map(({ entry, ...told }) => ({ code: entry.code, name: nameOf(query.by, entry), ...told }))}
      />
    </section>
  );
}

async function Filter({ query }: { query: FirstsQuery }) {
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const coverage = await getTranslations('coverage');
  const { regions, sectors } = await reference();
  const choices = <T extends string>(all: readonly T[], name: (each: T) => string) => all.map((value) => ({ value, label: name(value) }));
  const both = `${code('platform.weibo')}、${code('platform.wechat')}`;
  const where = query.region.map((each) => regions.at(each, query.asOf ?? today())?.name ?? each).join('、');
  return (
    <FilterBar action={PATH}>
      <FilterSelect name="by" label={field('by')} value={query.by} empty={null} choices={choices(FIRST_KINDS, (each) => code(`axis.${each}`))} />
      <FilterSelect
        name="platform"
        label={field('platform')}
        value={query.platform[0]}
        empty={both}
        choices={choices(PLATFORMS, (each) => code(`platform.${each}`))}
      />
      <FilterSelect name="holder" label={field('holder')} value={query.holder} empty={null} choices={choices(HOLDERS, (each) => code(`holder.${each}`))} />
      <FilterSelect name="tier" label={field('tier')} value={query.tier[0]} choices={choices(TIERS, (each) => code(`tier.${each}`))} />
      <FilterSelect
        name="sector"
        label={field('sector')}
        value={query.sector[0]}
        choices={sectors.topLevel(query.asOf ?? today()).map(({ code: value, name }) => ({ value, label: name }))}
      />
      <FilterText name="place" label={field('region')} hint={where || coverage('placeHint')} />
      <DayField name="asOf" label={field('asOf')} value={query.asOf ?? today()} />
      <KeptValues values={{ region: query.region, scope: query.scope === 'own' ? ['own'] : [] }} />
    </FilterBar>
  );
}
