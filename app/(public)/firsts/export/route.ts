import { getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { firstsPageQuery } from '@/lib/coverage/time-query';
import { readEditions } from '@/lib/db/demonstration';
import { readFirsts } from '@/lib/db/firsts';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import type { Platform } from '@/lib/taxonomy/codes';
import { exportRoute, invented } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { entryWords } from '../../coverage/compare/view';
import { askedWords } from '../../coverage/words';
import { type FirstsQuery, firstsAsked } from '../view';

export const GET = exportRoute(firstsPageQuery, '/firsts', async (query) => {
  const [t, csv, words] = [await getTranslations('firsts'), await getTranslations('csv'), await getTranslations('export')];
  const [field, axis] = [await getTranslations('field'), await getTranslations('code.axis')];
  const asked = firstsAsked(query);
  const rows = (await Promise.all(asked.map(({ platform, filter }) => platformRows(query, platform, filter)))).flat();
  const asOf = query.asOf ?? today();
  return accept({
    name: `${t('title')}-${asOf}`,
    header: [
      ...[field('platform'), words('code'), axis(query.by), t('order'), t('day'), t('account'), words('number')],
      ...[field('unit'), t('alike'), t('undated')],
    ],
    rows: [rows],
    total: rows.length,
    facts: [
      [words('content'), t('lead', { kind: axis(query.by) })],
      ...(await invented(await readEditions())),
      [csv('filter'), (await Promise.all(asked.map(({ filter }) => askedWords(filter)))).join('；')],
      [csv('asOf'), asOf],
      [csv('definition'), t('definition')],
      [words('source'), words('fromRegister')],
    ],
    page: address('/firsts', { ...query, scope: query.scope === 'own' ? 'own' : null, place: null, asOf }),
  });
});

/** One row an opening; an entry of which no opening is told has one row with nothing but the number of those without a day. */
async function platformRows(query: FirstsQuery, platform: Platform, filter: CoverageFilter): Promise<FileCell[][]> {
  const t = await getTranslations('firsts');
  const code = await getTranslations('code.platform');
  const nameOf = await entryWords();
  const firsts = await readFirsts(query.by, query.holder, filter);
  return firsts.flatMap(({ entry, first, perhaps, undated }): FileCell[][] => {
    const at = [code(platform), entry.code, nameOf(query.by, entry)];
    const told = [...first.map((each) => ({ ...each, order: t('first') })), ...perhaps.map((each) => ({ ...each, order: t('perhaps') }))];
    if (told.length === 0) return undated > 0 ? [[...at, null, null, null, null, null, null, undated]] : [];
    return told.map(({ order, opened, name, id, unit, alike }) => [...at, order, opened, name, String(id), unit, alike, undated]);
  });
}
