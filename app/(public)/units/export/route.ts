import { getLocale, getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import { readEditions } from '@/lib/db/demonstration';
import { reference } from '@/lib/db/reference';
import type { TextRow } from '@/lib/db/stream';
import { streamUnits } from '@/lib/db/unit-list';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import { unitsPageQuery } from '@/lib/registry/query';
import { exportRoute, invented } from '@/lib/web/export';
import { filterWords } from '@/lib/web/filter-words';
import { today } from '@/lib/web/page-query';
import { filterOf } from '../view';

export const GET = exportRoute(unitsPageQuery, '/units', async ({ page: _, place: __, sort, ...query }) => {
  const t = await getTranslations('units');
  const words = await getTranslations('export');
  const csv = await getTranslations('csv');
  const field = await getTranslations('field');
  const reforms = await getTranslations('reforms');
  const cells = await rowWriter();
  const filter = filterOf(query);
  const { total, rows, stop } = await streamUnits(filter, today(), sort);
  const more = [filter.provisional && t('provisionalOnly'), Boolean(filter.ended) && reforms('endedOnly')];
  return accept({
    name: `${t('title')}-${today()}`,
    header: [
      ...[words('unitNumber'), t('name'), field('uscc'), field('kind'), words('regionCode'), words('regionName'), field('sector'), field('tier')],
      ...[field('rank'), field('standardBody'), field('provisional'), t('accounts'), words('ended'), field('website'), field('hotline')],
    ],
    rows: (async function* () {
      for await (const batch of rows) yield batch.map(cells);
    })(),
    total,
    stop,
    facts: [
      [words('content'), t('title')],
      ...(await invented(await readEditions())),
      [csv('filter'), await filterWords({ ...query, asOf: today() }, more)],
      [csv('asOf'), today()],
      [csv('definition'), words('unitsDefinition')],
      [words('source'), words('fromRegister')],
    ],
    page: address('/units', { ...query, sort: sort === 'name' ? null : sort }),
  });
});

async function rowWriter(): Promise<(row: TextRow) => FileCell[]> {
  const code = await getTranslations('code');
  const { sectors } = await reference();
  const name = (await getLocale()) === 'en' ? 'nameEn' : 'name';
  const yes = (value: string | null | undefined) => (value === 't' ? '✓' : null);
  return ([id, unit, uscc, kind, region, place, sector, tier, rank, body, provisional, accounts, ended, website, hotline]) => [
    ...[id ?? null, unit ?? null, uscc ?? null, code(`unitKind.${kind}` as 'unitKind.court'), region ?? null, place ?? null],
    ...[
      sectors.byCode(sector ?? '')?.[name] ?? null,
      tier ? code(`tier.${tier}` as 'tier.central') : null,
      rank ? code(`rank.${rank}` as 'rank.bureau') : null,
    ],
    ...[yes(body), yes(provisional), Number(accounts), ended ?? null, website ?? null, hotline ?? null],
  ];
}
