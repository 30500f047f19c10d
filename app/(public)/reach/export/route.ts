import { getTranslations } from 'next-intl/server';
import type { ReachMeasure, ReachRow } from '@/lib/coverage/reach';
import { measured } from '@/lib/coverage/reach';
import { checkReach, reachPageQuery } from '@/lib/coverage/reach-query';
import { readEditions } from '@/lib/db/demonstration';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import { exportRoute, invented } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { columnsOf } from '../columns';
import { measureNames, type ReachView, reachAddress, reachView, rowNames, sentenceOf, vintageNames } from '../view';

export const GET = exportRoute(
  reachPageQuery,
  '/reach',
  async (query) => {
    const [t, csv, words] = [await getTranslations('reach'), await getTranslations('csv'), await getTranslations('export')];
    const editions = await readEditions();
    const asked = await reachView(query, editions, today());
    if (!asked.accepted) return asked;
    const view = asked.change;
    const { filter, table, measure, vintage } = view;
    const [named, vintageName] = [await measureNames(), await vintageNames()];
    const [header = [], ...rows] = await fileRows(view);
    return accept({
      name: `${t('title')}-${filter.asOf}`,
      header: header.map(String),
      rows: [rows],
      total: rows.length,
      facts: [
        [words('content'), t('title')],
        ...(await invented(editions)),
        [csv('filter'), await sentenceOf(query, filter)],
        [csv('measure'), t('rankedBy', { measure: named(measure, vintage) })],
        [csv('asOf'), filter.asOf],
        [csv('definition'), `${t('definition')}${t('severalPlatforms')}`],
        ...(query.by === 'economic' || query.by === 'area' ? [[t('by'), t(`source.${query.by}`)] as [string, string]] : []),
        ...table.vintages.map((each): [string, string] => [
          t('populationOf'),
          t('population', { vintage: vintageName(each.vintage), years: each.years.join('、'), sources: each.sources.join('；') }),
        ]),
        [words('source'), words('fromRegister')],
      ],
      page: reachAddress({ ...query, asOf: filter.asOf }),
    });
  },
  checkReach,
);

async function fileRows(view: ReachView): Promise<FileCell[][]> {
  const [t, code] = [await getTranslations('reach'), await getTranslations('code.reachGrouping')];
  const { query, table, shown, measure, vintage } = view;
  const [named, vintageName, nameOf] = [await measureNames(), await vintageNames(), await rowNames(query)];
  const measures: ReachMeasure[] = ['accounts', ...(await columnsOf(view)).flatMap((each) => (each.measure === 'coefficient' ? [] : [each.measure]))];
  const head = [
    ...[t('rankedBy', { measure: named(measure, vintage) }), t('code'), code(query.by)],
    ...measures.map((each) => named(each)),
    t('syntheticColumn'),
    ...table.vintages.flatMap((each) => [
      named('coefficient', each.vintage),
      ...['people', 'year', 'source'].map((what) => `${t(`file.${what}` as 'file.people')}（${vintageName(each.vintage)}）`),
    ]),
  ];
  const rowOf = (row: ReachRow, rank: number | null): FileCell[] => [
    ...[rank, row.code, nameOf(row)],
    ...measures.map((each) => measured(row, each, null)),
    row.all.synthetic,
    ...table.vintages.flatMap((each) => {
      const its = row.coefficients.find((other) => other.vintage === each.vintage);
      return its ? [its.value, its.people, its.year, its.sources.join('；')] : [null, null, null, null];
    }),
  ];
  return [head, ...shown.ranked.map(({ item, rank }) => rowOf(item, rank)), ...[...shown.unranked, ...shown.apart, table.total].map((row) => rowOf(row, null))];
}
