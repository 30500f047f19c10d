import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { figureWords } from '@/components/coverage/figures';
import { PUBLISHED_SHAPES, seriesOf } from '@/lib/coverage/published';
import { listPublished } from '@/lib/db/published';
import { accept } from '@/lib/decision';
import { exportRoute } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';

/** Every figure as its source says it, and the published shapes among what the file says of itself. */
export const GET = exportRoute(z.object({}), '/published', async () => {
  const [t, field, csv, words] = [
    await getTranslations('published'),
    await getTranslations('field'),
    await getTranslations('csv'),
    await getTranslations('export'),
  ];
  const figureOf = figureWords(t);
  const figures = await listPublished();
  // Series by series, as on the page: none is continued by another.
  const rows = [...new Set(figures.map(({ site }) => site))].flatMap((site) =>
    seriesOf(figures.filter((each) => each.site === site)).flatMap((series) =>
      series.figures.map(({ id, scope, countedBy, asOf, comparator, value, source }) => [
        ...[site, scope, countedBy, asOf, comparator, value],
        ...[figureOf({ comparator, value }), source],
        String(id),
      ]),
    ),
  );
  return accept({
    name: `${t('title')}-${today()}`,
    header: [field('site'), t('scope'), t('countedBy'), t('asOf'), field('comparator'), t('value'), t('said'), t('source'), words('number')],
    rows: [rows],
    total: rows.length,
    facts: [
      [words('content'), t('title')],
      [csv('definition'), t('lead', { figures: figures.length, series: seriesOf(figures).length })],
      [csv('asOf'), today()],
      ...(await shapesSaid()),
      [words('source'), words('eachItsOwn')],
    ],
    page: '/published',
  });
});

async function shapesSaid(): Promise<[string, string][]> {
  const [t, code] = [await getTranslations('published'), await getTranslations('code')];
  return PUBLISHED_SHAPES.map(({ key, platform, asOf, scheme, shape, source }) => {
    const said = { platform: code(`platform.${platform}`), asOf, scheme: code(`scheme.${scheme}`), says: t(`says.${key}`) };
    return [t('shapes'), `${t('claim', { ...said, shape: shape === null ? t('noVerdict') : code(`shape.${shape}`) })}${t('by', { source })}`];
  });
}
