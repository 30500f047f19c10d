import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { RefusedQuery } from '@/components/refused';
import { ListTable } from '@/components/ui/list-table';
import { PageHeader } from '@/components/ui/page';
import { readDatasets, reference } from '@/lib/db/reference';
import { covers, type Day } from '@/lib/taxonomy/day';
import { FILTERS } from '@/lib/taxonomy/query';
import { NATION, type Region, type RegionTree } from '@/lib/taxonomy/regions';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';

const query = z.object({ region: FILTERS.region, asOf: FILTERS.asOf, show: z.enum(['current', 'abolished']).default('current') });

export async function generateMetadata() {
  return { title: (await getTranslations('regions'))('title') };
}

export default async function RegionsPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('regions');
  const read = await pageQuery(query, '/regions', searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path="/regions" query={await searchParams} />;
  const { region: [code = NATION] = [], show, asOf = today() } = read.change;
  const { regions } = await reference();
  const here = regions.at(code, asOf);
  const listed = show === 'abolished' ? regions.all.filter((region) => region.until !== null && region.until <= asOf) : regions.children(code, asOf);
  return (
    <>
      <PageHeader
        title={show === 'abolished' ? t('abolished') : (here?.name ?? t('title'))}
        lead={t('lead')}
        crumbs={(here?.lineage ?? []).map((each) => ({ href: `/regions?region=${each}`, name: regions.at(each, asOf)?.name ?? each }))}
        crumbsLabel={t('title')}
      />
      <p className="no-print mb-3">
        {show === 'abolished' ? <Link href="/regions">{t('showCurrent')}</Link> : <Link href="/regions?show=abolished">{t('showAbolished')}</Link>}
      </p>
      <RegionTable regions={regions} listed={listed} asOf={asOf} ended={show === 'abolished'} />
      <Sources />
    </>
  );
}

async function RegionTable({ regions, listed, asOf, ended }: { regions: RegionTree; listed: readonly Region[]; asOf: Day; ended: boolean }) {
  const t = await getTranslations('regions');
  const code = await getTranslations('code');
  const successor = ({ successorId }: Region) => (successorId === null ? undefined : regions.byId(successorId));
  return (
    <ListTable caption={t('title')} heads={[t('code'), t('name'), t('kind'), ended ? t('until') : t('aliases'), ended ? t('successor') : t('below')]}>
      {listed.map((region) => (
        <tr key={region.id}>
          <td>{region.code}</td>
          <th scope="row" className="font-normal">
            {covers(region, asOf) ? <Link href={`/coverage?rows=region&columns=sector&region=${region.code}`}>{region.name}</Link> : region.name}
          </th>
          <td>{code(`kind.${region.kind}`)}</td>
          <td>{ended ? region.until : region.aliases.join('、')}</td>
          <td>
            {ended ? (
              successor(region) ? (
                `${successor(region)?.name}（${successor(region)?.code}）`
              ) : (
                t('noSuccessor')
              )
            ) : (
              <Below count={regions.children(region.code, asOf).length} code={region.code} />
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

async function Below({ count, code }: { count: number; code: string }) {
  return count === 0 ? '—' : <Link href={`/regions?region=${code}`}>{count}</Link>;
}

async function Sources() {
  const t = await getTranslations('regions');
  return (
    <>
      <h2 className="mt-6 mb-2">{t('sources')}</h2>
      <ul className="list-disc ps-5 text-sm">
        {(await readDatasets()).map(({ name, title, source, edition, loadedCount, expectedCount }) => (
          <li key={name}>{t('source', { title, edition, source, loaded: loadedCount, expected: expectedCount })}</li>
        ))}
      </ul>
    </>
  );
}
