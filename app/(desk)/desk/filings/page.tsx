import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { NoSuchPage } from '@/app/no-such-page';
import { FilingTable } from '@/components/filing/filing-table';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterSelect } from '@/components/ui/filter-bar';
import { ListFoot } from '@/components/ui/list-foot';
import { Empty, Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { countFilings, listFilings } from '@/lib/db/filing-read';
import { reference } from '@/lib/db/reference';
import { FILING_KINDS, FILING_STATES } from '@/lib/registry/filing';
import { DUES, FILING_SORTS, type FilingView, filingsPageQuery } from '@/lib/registry/filing-query';
import { dayOf } from '@/lib/taxonomy/day';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { decideManyAction } from './actions';
import { PATH, viewsFor } from './view';

const PER_PAGE = 50;

export async function generateMetadata() {
  return { title: (await getTranslations('filings'))('title') };
}

export default async function FilingsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('filing.read', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('filings');
  const read = await pageQuery(filingsPageQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const views = viewsFor(actor);
  const { page, decided, view = views[0] ?? 'all', ...filter } = read.change;
  const { region, scope, sector, ...narrowed } = filter;
  const areas = region.map((code) => ({ region: code, scope }));
  const { items, total } = await listFilings(actor, { view, ...narrowed, areas, sectors: sector }, today(), { skip: (page - 1) * PER_PAGE, take: PER_PAGE });
  const pages = Math.max(Math.ceil(total / PER_PAGE), 1);
  const rows = items.map(({ askedAt, ...row }) => ({ ...row, askedOn: dayOf(askedAt) }));
  const href = (number: number) => address(PATH, { view, ...filter, scope: scope === 'own' ? scope : null, page: number === 1 ? null : number });
  return (
    <>
      <Top actor={actor} />
      {decided !== undefined && <Notice tone="good" title={t('decided', { decided })} />}
      <Views views={views} view={view} />
      <Filter view={view} {...narrowed} kept={{ region, scope: scope === 'own' ? [scope] : [], sector }} />
      <Within region={region} own={scope === 'own'} sector={sector} />
      {total === 0 ? (
        <Empty title={t('none')}>{t('noneNext')}</Empty>
      ) : (
        <p className="mb-2">
          <ExportLinks hrefOf={(format) => address(`${PATH}/export`, { view, ...filter, scope: scope === 'own' ? scope : null, format })} />
        </p>
      )}
      {page > pages ? (
        <NoSuchPage page={page} pages={pages} href={href} />
      ) : (
        <FilingTable rows={rows} decides={may(actor, 'filing.decide')} action={decideManyAction} />
      )}
      <ListFoot page={page} pages={pages} href={href} />
    </>
  );
}

async function Top({ actor }: { actor: Actor }) {
  const t = await getTranslations('filings');
  const nav = await getTranslations('nav');
  const counts = await countFilings(actor, today());
  return (
    <PageHeader
      title={t('title')}
      crumbs={[{ href: '/desk', name: nav('desk') }]}
      crumbsLabel={nav('breadcrumb')}
      lead={
        <>
          <p>{t('lead')}</p>
          {may(actor, 'filing.decide') && <p>{t('waiting', counts)}</p>}
          {may(actor, 'filing.submit') && <p>{t('mine', counts)}</p>}
        </>
      }
      actions={
        may(actor, 'filing.submit') && (
          <Link className="button" href="/desk/filings/new">
            {t('newOpening')}
          </Link>
        )
      }
    />
  );
}

async function Views({ views, view }: { views: readonly FilingView[]; view: FilingView }) {
  const t = await getTranslations('filings');
  const code = await getTranslations('code.filingView');
  return (
    <nav aria-label={t('views')} className="mb-2">
      <ul className="flex flex-wrap gap-x-5">
        {views.map((each) => (
          <li key={each}>
            <Link
              href={address(PATH, { view: each })}
              aria-current={each === view ? 'page' : undefined}
              className="inline-block py-1.5 aria-[current=page]:font-bold aria-[current=page]:no-underline"
            >
              {code(each)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type Filtered = { view: string; kind?: string; state?: string; due?: string; sort?: string; kept: Record<string, readonly string[]> };

async function Filter({ view, kind, state, due, sort, kept }: Filtered) {
  const field = await getTranslations('field');
  const t = await getTranslations('filings');
  const code = await getTranslations('code');
  const list = await getTranslations('list');
  return (
    <FilterBar action={PATH}>
      <input type="hidden" name="view" value={view} />
      {Object.entries(kept).flatMap(([name, values]) => values.map((value) => <input key={`${name}${value}`} type="hidden" name={name} value={value} />))}
      <FilterSelect name="kind" label={t('kind')} value={kind} choices={FILING_KINDS.map((value) => ({ value, label: code(`filingKind.${value}`) }))} />
      <FilterSelect
        name="state"
        label={field('state')}
        value={state}
        choices={FILING_STATES.map((value) => ({ value, label: code(`filingState.${value}`) }))}
      />
      <FilterSelect name="due" label={field('due')} value={due} choices={DUES.map((value) => ({ value, label: code(`due.${value}`) }))} />
      <FilterSelect
        name="sort"
        label={list('order')}
        value={sort}
        empty={t('dueFirst')}
        choices={FILING_SORTS.map((value) => ({ value, label: list(value) }))}
      />
    </FilterBar>
  );
}

// Where the first page has led from one of its numbers.
async function Within({ region, own, sector }: { region: readonly string[]; own: boolean; sector: readonly string[] }) {
  const t = await getTranslations('filings');
  const { regions, sectors } = await reference();
  const name = region.map((code) => regions.at(code, today())?.name ?? code).join('、');
  const system = sector.map((code) => sectors.byCode(code)?.name ?? code).join('、');
  if (!name && !system) return null;
  return (
    <p className="mb-3">{[name && t(own ? 'inOwn' : 'inRegion', { region: name }), system && t('ofSector', { sector: system })].filter(Boolean).join(' ')}</p>
  );
}
