import { getTranslations } from 'next-intl/server';
import type { ReachColumn } from '@/components/coverage/reach-table';
import type { ReachMeasure, Vintage } from '@/lib/coverage/reach';
import { measureNames, type ReachView, reachAddress } from './view';

/** The columns that what was asked needs: each platform for itself where there are several, a coefficient for each population. */
export async function columnsOf(view: ReachView): Promise<ReachColumn[]> {
  const { table, query } = view;
  const named = await measureNames();
  const each = query.by === 'platform' || table.platforms.length < 2 ? [] : table.platforms;
  const measures: ReachMeasure[] = ['known', ...each, 'followers', 'mean', 'median'];
  return [
    ...measures.map((measure) => columnOf(view, measure, null, named(measure))),
    ...table.vintages.map((vintage) => columnOf(view, 'coefficient', vintage, named('coefficient', vintage.vintage))),
  ];
}

function columnOf({ query, vintage: over, measure: shown }: ReachView, measure: ReachMeasure, vintage: Vintage | null, label: string): ReachColumn {
  const same = shown === measure && !isByName(query.sort) && (vintage === null || vintage.vintage === over);
  const sorted = same ? (query.sort.startsWith('-') ? ('descending' as const) : ('ascending' as const)) : undefined;
  const sort = (sorted === 'descending' ? measure : `-${measure}`) as typeof query.sort;
  return { measure, vintage, label, sorted, href: reachAddress({ ...query, sort }, { vintage: vintage?.vintage ?? null }) };
}

function isByName(sort: ReachView['query']['sort']): boolean {
  return sort === 'name' || sort === '-name';
}

/** The column of names: in the order of the list, or the other way round. */
export async function headOf({ query }: ReachView): Promise<Pick<ReachColumn, 'label' | 'sorted' | 'href'>> {
  const code = await getTranslations('code.reachGrouping');
  const sorted = query.sort === 'name' ? 'ascending' : query.sort === '-name' ? 'descending' : undefined;
  return { label: code(query.by), sorted, href: reachAddress({ ...query, sort: sorted === 'ascending' ? '-name' : 'name' }, { vintage: null }) };
}
