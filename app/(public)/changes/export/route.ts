import { getTranslations } from 'next-intl/server';
import { listChanges } from '@/lib/db/changes';
import { readEditions } from '@/lib/db/demonstration';
import { accept } from '@/lib/decision';
import { changesQuery, checkDays } from '@/lib/registry/changes';
import { exportRoute, invented } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { changesAddress, filterOf, wordsOf } from '../view';

const ALL = { skip: 0, take: 1_000_000 };

export const GET = exportRoute(
  changesQuery,
  '/changes',
  async (query) => {
    const t = await getTranslations('changes');
    const code = await getTranslations('code.platform');
    const csv = await getTranslations('csv');
    const exported = await getTranslations('export');
    const filter = filterOf(query);
    const words = await wordsOf();
    const rows = (await listChanges(filter, ALL)).map((change) => {
      const { was, is } = words(change);
      const side = change.is ?? change.was;
      return [change.day, t(`kind.${change.kind}`), change.id, side?.name ?? null, code(change.platform), side?.unit ?? null, side?.region ?? null, was, is];
    });
    const head = (['day', 'kindOf', 'number', 'account', 'platform', 'unit', 'region', 'was', 'is'] as const).map((name) => t(`column.${name}`));
    return accept({
      name: `${t('title')}-${filter.from}-${filter.to}`,
      header: head,
      rows: [rows],
      total: rows.length,
      facts: [
        [exported('content'), t('title')],
        ...(await invented(await readEditions())),
        [csv('filter'), t('between', { from: filter.from, to: filter.to })],
        [csv('definition'), t('definition')],
        [exported('source'), exported('fromRegister')],
      ],
      page: changesAddress('/changes', query),
    });
  },
  (query) => checkDays(query, today()),
);
