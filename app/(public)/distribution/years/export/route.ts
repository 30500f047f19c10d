import { getTranslations } from 'next-intl/server';
import { figureWords } from '@/components/coverage/figures';
import { address } from '@/components/ui/query';
import { ofYear } from '@/lib/coverage/published';
import { coverageFilter } from '@/lib/coverage/query';
import { BANDS } from '@/lib/coverage/scheme';
import { yearsPageQuery } from '@/lib/coverage/time-query';
import { readEditions } from '@/lib/db/demonstration';
import { readYears, type YearEnd } from '@/lib/db/years';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import type { Platform } from '@/lib/taxonomy/codes';
import { exportRoute, invented } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { askedWords } from '../../../coverage/words';
import { figuresAsked, type YearsQuery } from '../view';

export const GET = exportRoute(yearsPageQuery, '/distribution/years', async (query) => {
  const [t, csv, words, code] = [await getTranslations('years'), await getTranslations('csv'), await getTranslations('export'), await getTranslations('code')];
  const platforms: Platform[] = query.platform.length ? [...new Set(query.platform)] : ['weibo', 'wechat'];
  const filter = coverageFilter({ ...query, platform: platforms }, today());
  const years = await readYears(query.scheme, query.basis, filter);
  const rows = (await Promise.all(platforms.map((platform) => yearRows(query, platform, years.get(platform) ?? [])))).flat();
  return accept({
    name: `${t('title')}-${filter.asOf}`,
    header: await header(query),
    rows: [rows],
    total: rows.length,
    facts: [
      [words('content'), t('lead', { scheme: code(`scheme.${query.scheme}`), basis: code(`basis.${query.basis}`) })],
      ...(await invented(await readEditions())),
      [csv('filter'), await askedWords(filter)],
      [csv('asOf'), filter.asOf],
      [csv('definition'), t('definition')],
      [words('source'), words('fromRegister')],
    ],
    page: address('/distribution/years', { ...query, scope: query.scope === 'own' ? 'own' : null, place: null, asOf: filter.asOf }),
  });
});

const FIGURES = ['accounts', 'share', 'expected', 'covered', 'rate'] as const;

async function header({ scheme }: YearsQuery): Promise<string[]> {
  const [t, field, code] = [await getTranslations('years'), await getTranslations('field'), await getTranslations('code')];
  const [distribution, csv] = [await getTranslations('distribution'), await getTranslations('csv')];
  const labels = {
    accounts: distribution('accounts'),
    share: distribution('share'),
    expected: csv('expected'),
    covered: csv('covered'),
    rate: distribution('rate'),
  };
  const bands = BANDS[scheme].flatMap((band) => FIGURES.map((figure) => `${code(`band.${band}` as 'band.central')} ${labels[figure]}`));
  return [field('platform'), t('day'), t('total'), t('institutions'), t('officials'), ...bands, t('shape'), t('published')];
}

async function yearRows(query: YearsQuery, platform: Platform, years: readonly YearEnd[]): Promise<FileCell[][]> {
  const [t, code] = [await getTranslations('years'), await getTranslations('code')];
  const figureOf = figureWords(await getTranslations('published'));
  const figures = await figuresAsked(query, platform);
  return years.map(({ day, shown, institutions, officials }) => {
    const bands = BANDS[query.scheme].flatMap((name): FileCell[] => {
      const band = shown.bands.find((each) => each.code === name);
      return FIGURES.map((figure) => band?.[figure] ?? null);
    });
    const beside = ofYear(figures, day).map((figure) => `${figureOf(figure)}${t('figure', figure)}`);
    return [code(`platform.${platform}`), day, shown.total, institutions, officials, ...bands, code(`shape.${shown.shape}`), beside.join('；') || null];
  });
}
