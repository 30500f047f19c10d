import { getLocale, getTranslations } from 'next-intl/server';
import type { Crumb } from '@/components/ui/page';
import { address, type QueryValue } from '@/components/ui/query';
import { type Editions, openingDay } from '@/lib/coverage/edition';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { type Arranged, arranged, ELSEWHERE, type ReachMeasure, type ReachRow, type ReachTable } from '@/lib/coverage/reach';
import { type ReachQuery, reachFilter, reachOrder } from '@/lib/coverage/reach-query';
import { readReach } from '@/lib/db/reach-read';
import { reference } from '@/lib/db/reference';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { NATION, type RegionTree } from '@/lib/taxonomy/regions';
import { inSet, whereWords } from '@/lib/web/sets';

/** The address of this page with some parameters changed; defaults are left out. */
export function reachAddress({ by, sort, show, place: _, ...query }: ReachQuery, change: Record<string, QueryValue> = {}, path = '/reach'): string {
  const set = 'region' in change ? null : query.set;
  const plain = { by: by === 'region' ? null : by, sort: sort === '-followers' ? null : sort, show: show === 'all' ? null : show };
  return address(path, { ...plain, ...query, set, ...change });
}

/** What the page shows: `vintage` is whose population rows are ranked over, null where there is none at all. */
export type ReachView = {
  query: ReachQuery;
  filter: CoverageFilter;
  table: ReachTable;
  measure: ReachMeasure;
  vintage: string | null;
  /** Every row laid out, and those that are asked for. */
  all: Arranged;
  shown: Arranged;
};

/** Reads what the page asks: on the day that was said, else on that of the demonstration, else today. */
export async function reachView(query: ReachQuery, editions: Editions, today: Day): Promise<Decision<ReachView>> {
  const narrowed = await inSet(reachFilter(query, openingDay(query.platform, editions, today)), query);
  if (!narrowed.accepted) return narrowed;
  const filter = narrowed.change;
  const table = await readReach(query.by, filter, today);
  const vintage = query.vintage ?? table.vintages[0]?.vintage ?? null;
  if (query.vintage !== undefined && !table.vintages.some((each) => each.vintage === query.vintage))
    return refuse(finding('vintage', 'vintage-without-figures', { value: query.vintage, day: filter.asOf }));
  const order = { ...reachOrder(query.sort), vintage };
  const all = arranged(table.rows, { ...order, ends: 'all' });
  return accept({ query, filter, table, vintage, measure: order.measure, all, shown: arranged(table.rows, { ...order, ends: query.show }) });
}

/** What rows are called, in the person's language. */
export async function rowNames({ by }: ReachQuery): Promise<(row: ReachRow) => string> {
  const t = await getTranslations('reach');
  const code = await getTranslations('code');
  const coverage = await getTranslations('coverage');
  const english = (await getLocale()) === 'en';
  const list = { economic: 'economicRegion', area: 'bigArea', tier: 'tier', platform: 'platform' } as const;
  return (row) => {
    if (row.code === 'total') return coverage('total');
    if (row.code === ELSEWHERE) return t('elsewhere');
    const name = (english && row.nameEn) || row.name;
    if (by === 'region' || by === 'sector') return row.own ? coverage('own', { region: name }) : name;
    return code(`${list[by]}.${row.code}` as 'tier.central');
  };
}

/** What a measure is called; the coefficient with its population. */
export async function measureNames(): Promise<(measure: ReachMeasure, vintage?: string | null) => string> {
  const code = await getTranslations('code.reachMeasure');
  const t = await getTranslations('reach');
  const named = await vintageNames();
  return (measure, vintage) => (measure === 'coefficient' && vintage ? t('over', { measure: code(measure), vintage: named(vintage) }) : code(measure));
}

/** What a vintage is called; one that a file brought is called as the file says. */
export async function vintageNames(): Promise<(vintage: string) => string> {
  const code = await getTranslations('code.vintage');
  return (vintage) => (code.has(vintage as 'census-2020') ? code(vintage as 'census-2020') : vintage);
}

/** The regions above the one that is looked at. */
export function crumbsTo(tree: RegionTree, query: ReachQuery, asOf: Day, nation: string): Crumb[] {
  const [code, ...others] = query.region;
  const region = code === undefined || others.length || query.set !== undefined ? undefined : tree.at(code, asOf);
  if (!region || region.code === NATION) return [];
  return region.lineage.map((each) => ({
    href: reachAddress(query, { region: each === NATION ? null : each, vintage: null }),
    name: each === NATION ? nation : (tree.at(each, asOf)?.name ?? each),
  }));
}

/** What is asked, as a sentence: 微信 · 广东省 · 公安 · 按地区 · 截至 2014-12-31. */
export async function sentenceOf({ by, set, region }: ReachQuery, filter: CoverageFilter): Promise<string> {
  const t = await getTranslations('reach');
  const code = await getTranslations('code');
  const coverage = await getTranslations('coverage');
  const { sectors } = await reference();
  const english = (await getLocale()) === 'en';
  const named = (each: { name: string; nameEn: string | null } | undefined) => (english && each?.nameEn) || each?.name;
  const parts = [
    filter.platforms.map((each) => code(`platform.${each}`)),
    [await whereWords({ set, region }, filter)],
    filter.sectors.map((each) => named(sectors.byCode(each)) ?? each),
    filter.tiers.map((each) => code(`tier.${each}`)),
    filter.holders.map((each) => code(`holder.${each}`)),
  ].map((words) => words.join('、'));
  const [platform = '', where = '', ...rest] = parts;
  const what = [platform || coverage('anyPlatform'), where || coverage('nation'), ...rest.filter(Boolean)].join(' · ');
  return t('sentence', { what, by: code(`reachGrouping.${by}`), asOf: filter.asOf });
}
