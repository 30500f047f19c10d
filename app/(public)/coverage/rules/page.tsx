import { getTranslations } from 'next-intl/server';
import { ExpectationTable } from '@/components/expectation/rule-table';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterText } from '@/components/ui/filter-bar';
import { Empty, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { expectationRulesQuery } from '@/lib/coverage/rules-query';
import { expectationRules } from '@/lib/db/expectation-rules';
import { reference } from '@/lib/db/reference';
import { regionLabel } from '@/lib/taxonomy/find';
import { NATION } from '@/lib/taxonomy/regions';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';

const PATH = '/coverage/rules';

export async function generateMetadata() {
  return { title: (await getTranslations('expectations'))('title') };
}

/** Which units should have accounts on a day, where, and by which document. */
export default async function ExpectationRulesPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('expectations');
  const missing = await getTranslations('missing');
  const coverage = await getTranslations('coverage');
  const read = await pageQuery(expectationRulesQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { region: [code = NATION] = [], asOf = today() } = read.change;
  const { regions } = await reference();
  const region = regions.at(code, asOf);
  if (!region) throw new Error(`No region ${code} on ${asOf}.`);
  const name = code === NATION ? coverage('nation') : regionLabel(regions, region, asOf);
  const rules = await expectationRules(region, asOf);
  const title = t('onDay', { region: name, day: asOf });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/coverage', name: missing('back') }]} crumbsLabel={missing('back')} />
      <FilterBar action={PATH}>
        <FilterText name="place" label={t('region')} value={code === NATION ? '' : name} hint={t('regionHint')} />
        <label>
          <span className="block text-sm font-semibold">{t('day')}</span>
          <input name="asOf" type="date" className="input" defaultValue={asOf} />
        </label>
      </FilterBar>
      <h2 className="mb-2">{title}</h2>
      {rules.length > 0 && (
        <p className="mb-2">
          <ExportLinks hrefOf={(format) => address(`${PATH}/export`, { region: code === NATION ? null : code, asOf, format })} />
        </p>
      )}
      {rules.length ? <ExpectationTable rules={rules} caption={title} /> : <Empty title={t('none')} />}
      <p className="mt-3 max-w-prose text-sm text-muted">{t('note')}</p>
    </>
  );
}
