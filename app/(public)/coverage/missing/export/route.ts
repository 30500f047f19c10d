import { getLocale, getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import { openingDay } from '@/lib/coverage/edition';
import { checkVertical, missingPageQuery } from '@/lib/coverage/query';
import type { ExpectedBody } from '@/lib/coverage/views';
import { streamExpected } from '@/lib/db/coverage';
import { readEditions } from '@/lib/db/demonstration';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import { exportRoute, invented } from '@/lib/web/export';
import { filterWords } from '@/lib/web/filter-words';
import { today } from '@/lib/web/page-query';
import { whereWords } from '@/lib/web/sets';
import { missingFilter } from '../view';

export const GET = exportRoute(
  missingPageQuery,
  '/coverage/missing',
  async ({ page: _, per: __, show, sort, roster, vertical, ...query }) => {
    const t = await getTranslations('missing');
    const words = await getTranslations('export');
    const csv = await getTranslations('csv');
    const editions = await readEditions();
    const asked = await missingFilter({ ...query, vertical }, openingDay(query.platform, editions, today()));
    if (!asked.accepted) return asked;
    const filter = asked.change;
    const { total, rows } = await streamExpected(filter, { missingOnly: show === 'missing', roster, sort });
    const cells = await rowWriter();
    return accept({
      name: `${t('title')}-${filter.asOf}`,
      header: [words('regionCode'), words('regionName'), t('sector'), (await getTranslations('field'))('tier'), t('body'), words('unitNumber'), t('state')],
      rows: (async function* () {
        for await (const bodies of rows) yield bodies.map(cells);
      })(),
      total,
      facts: [
        [words('content'), t(show === 'missing' ? 'showMissing' : 'showAll')],
        ...(await invented(editions)),
        [
          csv('filter'),
          await filterWords({ ...query, asOf: filter.asOf }, [
            query.set !== undefined && (await whereWords(query, filter)),
            roster ? t(`roster.${roster}`) : false,
            vertical ? t('withoutVertical') : false,
          ]),
        ],
        [csv('asOf'), filter.asOf],
        [csv('definition'), words('missingDefinition')],
        [words('source'), words('fromRegister')],
      ],
      page: address('/coverage/missing', {
        ...{ ...query, roster, vertical, scope: query.scope === 'own' ? 'own' : null, asOf: filter.asOf },
        ...{ show: show === 'all' ? show : null, sort: sort === 'region' ? null : sort },
      }),
    });
  },
  checkVertical,
);

async function rowWriter(): Promise<(body: ExpectedBody) => FileCell[]> {
  const t = await getTranslations('missing');
  const code = await getTranslations('code.tier');
  const english = (await getLocale()) === 'en';
  const stateOf = ({ covered, estimated, subordinateOnly }: ExpectedBody) =>
    covered ? t('covered') : [t(estimated ? 'notRegistered' : 'confirmedMissing'), ...(subordinateOnly ? [t('subordinateOnly')] : [])].join('；');
  return (body) => [
    ...[body.regionCode, body.region, english ? body.sectorEn : body.sector, code(body.tier), body.unit ?? `${body.region}${body.bodyName}`],
    ...[body.unitId === null ? null : String(body.unitId), stateOf(body)],
  ];
}
