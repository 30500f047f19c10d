import { getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import { difference, growth } from '@/lib/coverage/compare';
import { checkComparedDays, growthPageQuery } from '@/lib/coverage/time-query';
import { readEditions } from '@/lib/db/demonstration';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import { exportRoute, invented } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { entryWords } from '../../compare/view';
import { askedWords } from '../../words';
import { type GrowthQuery, type GrowthTable, growthTable } from '../view';

export const GET = exportRoute(
  growthPageQuery,
  '/coverage/growth',
  async (query) => {
    const t = await getTranslations('growth');
    const csv = await getTranslations('csv');
    const words = await getTranslations('export');
    const counted = await growthTable(query);
    if (!counted.accepted) return counted;
    const table = counted.change;
    const [from = '', to = ''] = [table.days[0], table.days.at(-1)];
    const rows = await growthRows(query, table);
    return accept({
      name: `${t('title')}-${from}-${to}`,
      header: await header(query, table),
      rows: [rows],
      total: rows.length,
      facts: [
        [words('content'), `${t('title')}（${t(`step.${query.step}`)}）`],
        ...(await invented(await readEditions())),
        [csv('filter'), t('caption', { what: await askedWords(table.filter, query), from, to })],
        [csv('asOf'), to],
        [csv('definition'), t('definition')],
        [words('source'), words('fromRegister')],
      ],
      page: address('/coverage/growth', { ...query, place: null, from, to }),
    });
  },
  (asked) => checkComparedDays(asked, today()),
);

async function header({ by }: GrowthQuery, { days }: GrowthTable): Promise<string[]> {
  const t = await getTranslations('growth');
  const words = await getTranslations('export');
  const axis = await getTranslations('code.axis');
  const columns = days.flatMap((day, index) => [t('on', { day }), ...(index > 0 ? [`${day} ${t('net')}`, `${day} ${t('rate')}`] : [])]);
  return [words('code'), axis(by), ...columns];
}

// Each day with what came since the one before it, as on the page; the last row is the sum.
async function growthRows({ by }: GrowthQuery, { rows, totals }: GrowthTable): Promise<FileCell[][]> {
  const coverage = await getTranslations('coverage');
  const nameOf = await entryWords();
  const figures = (counts: readonly (number | null)[]) =>
    counts.flatMap((count, index): FileCell[] => {
      const { difference: net, rate } = growth(difference(counts[index - 1], count));
      return [count, ...(index > 0 ? [net, rate] : [])];
    });
  return [...rows.map(({ entry, counts }) => [entry.code, nameOf(by, entry), ...figures(counts)]), [null, coverage('total'), ...figures(totals)]];
}
