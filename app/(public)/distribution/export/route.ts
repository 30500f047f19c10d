import { getLocale, getTranslations } from 'next-intl/server';
import type { Distribution } from '@/lib/coverage/distribution';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { distributionPageQuery } from '@/lib/coverage/query';
import { readEditions } from '@/lib/db/demonstration';
import { reference } from '@/lib/db/reference';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import type { Platform } from '@/lib/taxonomy/codes';
import { exportRoute, invented } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { whereWords } from '@/lib/web/sets';
import { type DistributionQuery, distributionAddress, platformView, shapesApart, sidesOf } from '../view';

export const GET = exportRoute(distributionPageQuery, '/distribution', async (query) => {
  const t = await getTranslations('distribution');
  const csv = await getTranslations('csv');
  const words = await getTranslations('export');
  const editions = await readEditions();
  const asked = await sidesOf(query, editions, today());
  if (!asked.accepted) return asked;
  const sides = asked.change;
  const tables = await Promise.all(sides.map(({ platform, filter }) => sideRows(query, platform, filter)));
  const rows = tables.flat();
  return accept({
    name: `${t('title')}-${sides.map(({ filter }) => filter.asOf).join('-')}`,
    header: (await header()).map(String),
    rows: [rows],
    total: rows.length,
    facts: [
      [words('content'), t('title')],
      ...(await invented(editions)),
      [csv('asOf'), sides.map(({ filter }) => filter.asOf).join('、')],
      [csv('definition'), t('definition')],
      [words('source'), words('fromRegister')],
    ],
    page: distributionAddress(query),
  });
});

async function header(): Promise<FileCell[]> {
  const t = await getTranslations('distribution');
  const field = await getTranslations('field');
  const csv = await getTranslations('csv');
  const figures = [t('accounts'), t('share'), csv('expected'), csv('covered'), t('rate'), t('shape')];
  return [field('platform'), field('asOf'), t('region'), t('scheme'), t('band'), ...figures];
}

async function sideRows(query: DistributionQuery, platform: Platform, filter: CoverageFilter): Promise<FileCell[][]> {
  const csv = await getTranslations('csv');
  const lists = await reference();
  const whole = (await whereWords(query, filter)) || csv('whole');
  const { shown } = await platformView(query, platform, filter);
  const places = [{ name: whole, shown }, ...(await shapesApart(query, filter, lists, (await getLocale()) === 'en'))];
  const rows = await Promise.all(places.map((place) => placeRows(platform, filter.asOf, place)));
  return rows.flat();
}

async function placeRows(platform: Platform, asOf: string, { name, shown }: { name: string; shown: Distribution }): Promise<FileCell[][]> {
  const code = await getTranslations('code');
  const csv = await getTranslations('csv');
  const place = [code(`platform.${platform}`), asOf, name, code(`scheme.${shown.scheme}`)];
  const shape = code(`shape.${shown.shape}`);
  const bands = shown.bands.map((band): FileCell[] => {
    const label = code(`band.${band.code}` as 'band.central');
    return [...place, label, band.accounts, band.share, band.expected, band.covered, band.rate, shape];
  });
  const beside: [string, number][] = [
    [csv('unclassified'), shown.unclassified],
    [csv('outside'), shown.outside],
  ];
  return [...bands, ...beside.filter(([, count]) => count > 0).map(([label, count]): FileCell[] => [...place, label, count, null, null, null, null, null])];
}
