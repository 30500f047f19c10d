import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ComparisonMatrix } from '@/components/coverage/comparison';
import { SetSelect } from '@/components/coverage/controls';
import { MadeUpDays } from '@/components/coverage/made-up-days';
import { percent, signed, signedPercent } from '@/components/coverage/percent';
import { RefusedQuery } from '@/components/refused';
import { DayField, KeptValues } from '@/components/ui/day-field';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { COMPARED, growth } from '@/lib/coverage/compare';
import { AXES } from '@/lib/coverage/filter';
import { comparePageQuery } from '@/lib/coverage/time-query';
import { readEditions } from '@/lib/db/demonstration';
import { reference } from '@/lib/db/reference';
import { PLATFORMS } from '@/lib/taxonomy/codes';
import { pageQuery, type SearchParams } from '@/lib/web/page-query';
import { setChoices } from '@/lib/web/sets';
import { type Compared, type CompareQuery, checkCompare, compareAddress, compared, daysOf, sideWords } from './view';

const PATH = '/coverage/compare';

export async function generateMetadata() {
  return { title: (await getTranslations('compare'))('title') };
}

export default async function ComparePage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('compare');
  const read = await pageQuery(comparePageQuery, PATH, searchParams, checkCompare);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const query = read.change;
  const sides = await compared(query);
  if (!sides.accepted) return <RefusedQuery title={t('title')} findings={sides.findings} path={PATH} query={await searchParams} />;
  const words = await sideWords(query, sides.change);
  const { table } = sides.change;
  return (
    <>
      <PageHeader oneSheet title={t('title')} lead={t('lead', words)} />
      <MadeUpDays editions={await readEditions()} />
      <Said sides={sides.change} />
      <Filter query={query} sides={sides.change} />
      <ComparisonMatrix table={table} rowAxis={query.rows} columnAxis={query.columns} measure={query.measure} caption={t('caption', words)} />
      <p className="mt-3 max-w-prose text-sm text-muted">{t('definition')}</p>
      <ul className="no-print mt-2 flex flex-wrap gap-x-6">
        <li>
          <ExportLinks hrefOf={(format) => compareAddress(query, { format }, '/coverage/compare/export')} />
        </li>
        {query.set === undefined && query.toRegion === undefined && query.toPlatform === undefined && (
          <li>
            <Link href={address('/changes', { ...daysOf(sides.change), region: query.region, platform: query.platform })}>{t('toChanges')}</Link>
          </li>
        )}
        <li>
          <Link
            href={address('/coverage/growth', {
              ...daysOf(sides.change),
              set: query.set,
              region: query.region,
              platform: query.platform,
              sector: query.sector,
            })}
          >
            {t('toGrowth')}
          </Link>
        </li>
      </ul>
    </>
  );
}

/** What the figures say, in two sentences. */
async function Said({ sides: { table } }: { sides: Compared }) {
  const t = await getTranslations('compare');
  const { accounts, covered, rate } = table.totals;
  const { rate: growing } = growth(accounts);
  return (
    <p className="mb-3">
      {t('said', { first: accounts.first ?? 0, second: accounts.second ?? 0, difference: signed(accounts.difference), rate: signedPercent(growing) })}{' '}
      {rate.first !== null && rate.second !== null
        ? t('saidRate', {
            first: percent(rate.first, 1) ?? '—',
            second: percent(rate.second, 1) ?? '—',
            covered: covered.first ?? 0,
            coveredNow: covered.second ?? 0,
          })
        : t('saidNoRate')}
    </p>
  );
}

async function Filter({ query, sides }: { query: CompareQuery; sides: Compared }) {
  const t = await getTranslations('compare');
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const coverage = await getTranslations('coverage');
  const { regions, sectors } = await reference();
  const { from, to } = daysOf(sides);
  const axes = AXES.map((value) => ({ value, label: code(`axis.${value}`) }));
  const platforms = PLATFORMS.map((value) => ({ value, label: code(`platform.${value}`) }));
  const where = query.region.map((each) => regions.at(each, from)?.name ?? each).join('、');
  return (
    <FilterBar action={PATH}>
      <DayField name="from" label={t('from')} value={from} />
      <DayField name="to" label={t('to')} value={to} />
      <FilterSelect name="rows" label={field('rows')} value={query.rows} empty={null} choices={axes} />
      <FilterSelect name="columns" label={field('columns')} value={query.columns} empty={null} choices={axes} />
      <FilterSelect
        name="measure"
        label={field('measure')}
        value={query.measure}
        empty={null}
        choices={COMPARED.map((value) => ({ value, label: t(`measure.${value}`) }))}
      />
      <FilterSelect name="platform" label={field('platform')} value={query.platform[0]} empty={coverage('anyPlatform')} choices={platforms} />
      <SetSelect set={query.set} sets={await setChoices(to)} />
      <FilterText name="place" label={field('region')} hint={where || coverage('placeHint')} />
      <FilterSelect
        name="sector"
        label={field('sector')}
        value={query.sector.length === 1 ? query.sector[0] : undefined}
        choices={sectors.topLevel(to).map(({ code: value, name }) => ({ value, label: name }))}
      />
      <FilterSelect name="toPlatform" label={field('toPlatform')} value={query.toPlatform} empty={t('same')} choices={platforms} />
      <FilterText name="toRegion" label={field('toRegion')} value={query.toRegion} hint={t('same')} />
      <KeptValues
        values={{
          region: query.region,
          tier: query.tier,
          rank: query.rank,
          holder: query.holder,
          status: query.status,
          provenance: query.provenance,
          scope: query.scope === 'own' ? ['own'] : [],
        }}
      />
    </FilterBar>
  );
}
