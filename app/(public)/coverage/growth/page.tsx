import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { SetSelect } from '@/components/coverage/controls';
import { GrowthSpan, GrowthYears } from '@/components/coverage/growth';
import { MadeUpDays } from '@/components/coverage/made-up-days';
import { signed, signedPercent } from '@/components/coverage/percent';
import { RefusedQuery } from '@/components/refused';
import { DayField, KeptValues } from '@/components/ui/day-field';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { difference, growth } from '@/lib/coverage/compare';
import { AXES } from '@/lib/coverage/filter';
import { checkComparedDays, growthPageQuery, STEPS } from '@/lib/coverage/time-query';
import { readEditions } from '@/lib/db/demonstration';
import { reference } from '@/lib/db/reference';
import { PLATFORMS } from '@/lib/taxonomy/codes';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { setChoices } from '@/lib/web/sets';
import { askedWords } from '../words';
import { type GrowthQuery, type GrowthTable, growthTable } from './view';

const PATH = '/coverage/growth';

export async function generateMetadata() {
  return { title: (await getTranslations('growth'))('title') };
}

export default async function GrowthPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('growth');
  const read = await pageQuery(growthPageQuery, PATH, searchParams, (asked) => checkComparedDays(asked, today()));
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const query = read.change;
  const counted = await growthTable(query);
  if (!counted.accepted) return <RefusedQuery title={t('title')} findings={counted.findings} path={PATH} query={await searchParams} />;
  const table = counted.change;
  const [from = '', to = ''] = [table.days[0], table.days.at(-1)];
  const caption = t('caption', { what: await askedWords(table.filter, query), from, to });
  const Table = query.step === 'year' ? GrowthYears : GrowthSpan;
  return (
    <>
      <PageHeader oneSheet title={t('title')} lead={caption} />
      <MadeUpDays editions={await readEditions()} />
      <Said table={table} />
      <Filter query={query} from={from} to={to} />
      <Table by={query.by} caption={caption} days={table.days} rows={table.rows} totals={table.totals} />
      <p className="mt-3 max-w-prose text-sm text-muted">{t('definition')}</p>
      <p className="no-print mt-2 flex flex-wrap gap-x-6">
        <ExportLinks hrefOf={(format) => address(`${PATH}/export`, { ...query, scope: query.scope === 'own' ? 'own' : null, place: null, from, to, format })} />
        <Link href={address('/coverage/compare', { from, to, set: query.set, region: query.region, platform: query.platform, sector: query.sector })}>
          {t('toCompare')}
        </Link>
      </p>
    </>
  );
}

async function Said({ table: { days, totals } }: { table: GrowthTable }) {
  const t = await getTranslations('growth');
  const { first, second, difference: net, rate } = growth(difference(totals[0], totals.at(-1)));
  return (
    <p className="mb-3">
      {t('said', { from: days[0] ?? '', to: days.at(-1) ?? '', first: first ?? 0, second: second ?? 0, net: signed(net) })}
      {rate === null ? t('saidNoRate') : t('saidRate', { rate: signedPercent(rate), net: signed(net), first: first ?? 0 })}
    </p>
  );
}

async function Filter({ query, from, to }: { query: GrowthQuery; from: string; to: string }) {
  const t = await getTranslations('growth');
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const coverage = await getTranslations('coverage');
  const { regions } = await reference();
  const where = query.region.map((each) => regions.at(each, to)?.name ?? each).join('、');
  return (
    <FilterBar action={PATH}>
      <DayField name="from" label={field('from')} value={from} />
      <DayField name="to" label={field('to')} value={to} />
      <FilterSelect name="by" label={field('by')} value={query.by} empty={null} choices={AXES.map((value) => ({ value, label: code(`axis.${value}`) }))} />
      <FilterSelect name="step" label={field('step')} value={query.step} empty={null} choices={STEPS.map((value) => ({ value, label: t(`step.${value}`) }))} />
      <FilterSelect
        name="platform"
        label={field('platform')}
        value={query.platform[0]}
        empty={coverage('anyPlatform')}
        choices={PLATFORMS.map((value) => ({ value, label: code(`platform.${value}`) }))}
      />
      <SetSelect set={query.set} sets={await setChoices(to)} />
      <FilterText name="place" label={field('region')} hint={where || coverage('placeHint')} />
      <KeptValues
        values={{
          region: query.region,
          sector: query.sector,
          tier: query.tier,
          rank: query.rank,
          holder: query.holder,
          status: query.status,
          provenance: query.provenance,
        }}
      />
    </FilterBar>
  );
}
