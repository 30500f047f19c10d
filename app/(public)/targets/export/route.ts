import { getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import { targetsPageQuery } from '@/lib/coverage/targets-query';
import { readEditions } from '@/lib/db/demonstration';
import { measure } from '@/lib/db/targets';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import type { MeasuredTarget } from '@/lib/exchange/views';
import { exportRoute, invented } from '@/lib/web/export';
import { filterWords } from '@/lib/web/filter-words';
import { today } from '@/lib/web/page-query';
import { targetsWithin } from '../view';

export const GET = exportRoute(targetsPageQuery, '/targets', async ({ region }) => {
  const [t, csv, words] = [await getTranslations('targets'), await getTranslations('csv'), await getTranslations('export')];
  const all = await targetsWithin(region);
  const cells = await rowWriter();
  return accept({
    name: `${t('title')}-${today()}`,
    header: await header(),
    // Each is read for seven days: one after the other, as they are taken.
    rows: (async function* () {
      for (const target of all) yield [cells(await measure(target, today()))];
    })(),
    total: all.length,
    facts: [
      [words('content'), t('title')],
      ...(await invented(await readEditions())),
      [csv('filter'), await filterWords({ region, sector: [], tier: [], asOf: today() })],
      [csv('asOf'), today()],
      [csv('definition'), `${t('lead')}${t('formulas')}`],
      [words('source'), words('fromRegister')],
    ],
    page: address('/targets', { region }),
  });
});

async function header(): Promise<string[]> {
  const [t, field] = [await getTranslations('targets'), await getTranslations('field')];
  const [words, csv] = [await getTranslations('export'), await getTranslations('csv')];
  return [
    ...[words('number'), words('regionCode'), words('regionName'), field('regionSet'), field('sector'), field('tier'), field('platform')],
    ...[field('measure'), t('goal'), t('due'), t('asOf'), t('accounts'), csv('expected'), csv('covered'), t('progress'), t('needed')],
    ...[t('perMonth'), t('forecast'), t('months'), t('standing'), field('documentNo'), field('issuer'), field('documentDate')],
    ...[field('withdrawnOn'), field('withdrawnBy')],
  ];
}

/** Rates as numbers from 0 to 1, as in the other files; what cannot be told is empty. */
async function rowWriter(): Promise<(target: MeasuredTarget) => FileCell[]> {
  const [measures, code] = [await getTranslations('targetForm'), await getTranslations('code')];
  return ({ id, regionCode, region, set, sector, tier, platform, progress, ...target }) => [
    ...[String(id), regionCode, region, set, sector, tier && code(`tier.${tier}`), platform && code(`platform.${platform}`)],
    ...[
      measures(`measures.${target.measure}`),
      target.value,
      target.dueOn,
      progress.now.day,
      progress.now.accounts,
      progress.now.expected,
      progress.now.covered,
    ],
    ...[progress.amount, progress.needed, progress.perMonth, progress.forecast, progress.months, code(`targetStanding.${progress.standing}`)],
    ...[target.documentNo, target.issuer, target.documentDate, target.withdrawnOn, target.withdrawnBy],
  ];
}
