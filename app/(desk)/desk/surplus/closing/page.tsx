import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import { Absent } from '@/app/absent';
import { RefusedQuery } from '@/components/refused';
import { DifferenceTable } from '@/components/surplus/difference-table';
import { FilterSelect } from '@/components/ui/filter-bar';
import { Notice, PageHeader } from '@/components/ui/page';
import { address, type QueryValue } from '@/components/ui/query';
import type { Actor } from '@/lib/access/actor';
import { AXES, everything } from '@/lib/coverage/filter';
import { closable, readClosing, readSurplus } from '@/lib/db/surplus';
import { CLOSING_MEASURES, checkClosing, closingPageQuery } from '@/lib/reports/surplus-query';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { CLOSING, PATH, regionsOf, sharedOf } from '../view';

type Query = z.infer<typeof closingPageQuery>;

export async function generateMetadata() {
  return { title: (await getTranslations('closing'))('title') };
}

export default async function ClosingPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('filing.decide', address(CLOSING, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('closing');
  const read = await pageQuery(closingPageQuery, CLOSING, searchParams, checkClosing);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={CLOSING} query={await searchParams} />;
  const query = read.change;
  const { chosen, over } = await chosenOf(actor, query);
  const absent = query.close.filter((id) => !chosen.some((each) => each.id === id));
  const filter = { ...everything(today()), regions: query.region, sectors: query.sector, platforms: query.platform };
  const { before, after } = await readClosing(
    query.rows,
    query.columns,
    filter,
    chosen.map(({ id }) => id),
  );
  const gone = before.totals.accounts - after.totals.accounts;
  const left = before.totals.covered === null || after.totals.covered === null ? null : before.totals.covered - after.totals.covered;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: address(PATH, sharedOf(query)), name: t('back') }]} crumbsLabel={t('back')} />
      {over && <Notice tone="warn" title={(await getTranslations('surplus'))('over', over)} />}
      {absent.length > 0 && <Notice tone="warn" title={t('absent', { ids: absent.map((id) => `#${id}`).join('、') })} />}
      <p>{t('sentence', { chosen: chosen.length, before: before.totals.accounts, after: after.totals.accounts, gone })}</p>
      {left !== null && (
        <p className={left > 0 ? 'font-bold' : undefined}>
          {t('covered', { before: before.totals.covered ?? 0, after: after.totals.covered ?? 0, expected: before.totals.expected ?? 0, left })}
        </p>
      )}
      <ChosenList chosen={chosen} />
      <Controls query={query} />
      <DifferenceTable before={before} after={after} rowAxis={query.rows} columnAxis={query.columns} measure={query.measure} whole={query.show === 'whole'} />
    </>
  );
}

// Those that are named, and all of a kind, each once; of those that are named only what the actor governs.
async function chosenOf(actor: Actor, { close, all, region, sector, platform, weeks, fewer }: Query): Promise<Chosen> {
  const named = close.length > 0 ? await closable(actor, close, today()) : [];
  if (all === undefined) return { chosen: named, over: null };
  const found = await readSurplus(actor, { regions: regionsOf(actor, region), sectors: sector, platforms: platform }, { weeks, followers: fewer }, today());
  if ('over' in found) return { chosen: named, over: found };
  const ofKind = found.items.filter(({ kinds }) => kinds.includes(all));
  return { chosen: [...new Map([...named, ...ofKind].map(({ id, name }) => [id, { id, name }])).values()], over: null };
}

type Chosen = { chosen: { id: number; name: string }[]; over: { over: number; most: number } | null };

const SHOWN = 30;

async function ChosenList({ chosen }: { chosen: readonly { id: number; name: string }[] }) {
  const t = await getTranslations('closing');
  return (
    <details className="my-3">
      <summary className="cursor-pointer font-semibold">{t('chosen', { count: chosen.length })}</summary>
      <ul className="flex flex-wrap gap-x-4">
        {chosen.slice(0, SHOWN).map(({ id, name }) => (
          <li key={id}>
            <Link href={`/accounts/${id}`}>{name}</Link>
          </li>
        ))}
        {chosen.length > SHOWN && <li>{t('more', { count: chosen.length - SHOWN })}</li>}
      </ul>
    </details>
  );
}

async function Controls({ query }: { query: Query }) {
  const t = await getTranslations('closing');
  const list = await getTranslations('list');
  const axis = await getTranslations('code.axis');
  const field = await getTranslations('field');
  const kept: Record<string, QueryValue> = { ...sharedOf(query), close: query.close.map(String), all: query.all };
  const axes = AXES.map((value) => ({ value, label: axis(value) }));
  return (
    <form action={CLOSING} className="no-print mb-4 grid items-end gap-3 border border-line bg-surface px-3 py-3 sm:grid-cols-3 lg:grid-cols-5">
      {Object.entries(kept).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map((each) => each && <input key={`${name}${each}`} type="hidden" name={name} value={String(each)} />),
      )}
      <FilterSelect name="rows" label={field('rows')} value={query.rows} empty={null} choices={axes} />
      <FilterSelect name="columns" label={field('columns')} value={query.columns} empty={null} choices={axes} />
      <FilterSelect
        name="measure"
        label={t('measure')}
        value={query.measure}
        empty={null}
        choices={CLOSING_MEASURES.map((value) => ({ value, label: t(`measures.${value}`) }))}
      />
      <FilterSelect
        name="show"
        label={t('show')}
        value={query.show}
        empty={null}
        choices={(['changed', 'whole'] as const).map((value) => ({ value, label: t(`shows.${value}`) }))}
      />
      <button type="submit" className="button">
        {list('apply')}
      </button>
    </form>
  );
}
