import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { NoSuchPage } from '@/app/no-such-page';
import { PlatformBadge } from '@/components/account/list';
import { RefusedQuery } from '@/components/refused';
import { FilterBar, FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { ListFoot } from '@/components/ui/list-foot';
import { ListTable } from '@/components/ui/list-table';
import { Empty, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { listFound } from '@/lib/db/found';
import { reference } from '@/lib/db/reference';
import { STANDING_LINTS } from '@/lib/registry/filing-lint';
import { type FoundAccount, foundPageQuery } from '@/lib/registry/found';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';

const PATH = '/desk/found';
const PER_PAGE = 50;

export async function generateMetadata() {
  return { title: (await getTranslations('found'))('title') };
}

export default async function FoundPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('filing.decide', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('found');
  const nav = await getTranslations('nav');
  const list = await getTranslations('list');
  const read = await pageQuery(foundPageQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { page, region, scope, sector, lint } = read.change;
  const areas = region.map((code) => ({ region: code, scope }));
  const { items, total } = await listFound(actor, { areas, sectors: sector, lint }, today(), { skip: (page - 1) * PER_PAGE, take: PER_PAGE });
  const pages = Math.ceil(total / PER_PAGE);
  const href = (number: number) => address(PATH, { region, scope: scope === 'own' ? scope : null, sector, lint, page: number === 1 ? null : number });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/desk', name: nav('desk') }]} crumbsLabel={nav('breadcrumb')} />
      <Filter region={region} own={scope === 'own'} sector={sector} lint={lint} />
      <p className="mb-2 font-semibold">{list('total', { total })}</p>
      {total === 0 ? (
        <Empty title={t('none')}>{t('noneNext')}</Empty>
      ) : page > pages ? (
        <NoSuchPage page={page} pages={pages} href={href} />
      ) : (
        <FoundTable items={items} />
      )}
      <ListFoot page={page} pages={pages} href={href} />
    </>
  );
}

async function Filter({ region, own, sector, lint }: { region: readonly string[]; own: boolean; sector: readonly string[]; lint?: string }) {
  const t = await getTranslations('found');
  const field = await getTranslations('field');
  const first = await getTranslations('firstPage');
  const { regions } = await reference();
  const where = region.map((code) => regions.at(code, today())?.name ?? code).join('、');
  return (
    <FilterBar action={PATH}>
      <FilterText name="place" label={field('region')} hint={own ? first('own', { region: where }) : where} />
      {region.map((code) => (
        <input key={code} type="hidden" name="region" value={code} />
      ))}
      {own && <input type="hidden" name="scope" value="own" />}
      {sector.map((code) => (
        <input key={code} type="hidden" name="sector" value={code} />
      ))}
      <FilterSelect name="lint" label={t('problem')} value={lint} choices={STANDING_LINTS.map((value) => ({ value, label: t(`lint.${value}`) }))} />
    </FilterBar>
  );
}

async function FoundTable({ items }: { items: readonly FoundAccount[] }) {
  const t = await getTranslations('found');
  const field = await getTranslations('field');
  return (
    <ListTable caption={t('title')} heads={[field('name'), field('platform'), field('unit'), field('region'), t('problem'), t('mend')]}>
      {items.map(({ id, name, platform, unitId, unit, region, lints }) => (
        <tr key={id}>
          <th scope="row" className="font-normal">
            <Link href={`/accounts/${id}`}>{name}</Link>
          </th>
          <td>
            <PlatformBadge platform={platform} />
          </td>
          <td>
            <Link href={`/units/${unitId}`}>{unit}</Link>
          </td>
          <td>{region}</td>
          <td>{lints.map((lint) => t(`lint.${lint}`)).join('；')}</td>
          <td>
            <Link href={`/desk/accounts/${id}/edit`} aria-label={t('mendOf', { name })}>
              {t('mend')}
            </Link>
          </td>
        </tr>
      ))}
    </ListTable>
  );
}
