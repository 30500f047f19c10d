import { getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import { readEditions } from '@/lib/db/demonstration';
import { readSurplus } from '@/lib/db/surplus';
import { accept, finding, refuse } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import { ONE_PER_PLATFORM, type Surplus } from '@/lib/reports/surplus';
import { surplusPageQuery } from '@/lib/reports/surplus-query';
import { requireAct } from '@/lib/web/desk';
import { exportRoute, invented } from '@/lib/web/export';
import { filterWords } from '@/lib/web/filter-words';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { PATH, regionsOf, sharedOf } from '../view';

export async function GET(request: Request): Promise<Response> {
  const actor = await requireAct('filing.decide', PATH);
  return actor ? surplusFile(request) : new Response(null, { status: 404 });
}

const surplusFile = exportRoute(surplusPageQuery.omit({ place: true }), PATH, async (query) => {
  const [t, csv, words] = [await getTranslations('surplus'), await getTranslations('csv'), await getTranslations('export')];
  const { region, sector, platform, kind, weeks, fewer } = query;
  const actor = await currentActor();
  const found = await readSurplus(actor, { regions: regionsOf(actor, region), sectors: sector, platforms: platform }, { weeks, followers: fewer }, today());
  if ('over' in found) return refuse(finding('region', 'surplus-over', { over: found.over, most: found.most }));
  const items = found.items.filter(({ kinds }) => kind === undefined || kinds.includes(kind));
  const cells = await rowWriter();
  return accept({
    name: `${t('title')}-${today()}`,
    header: await header(),
    rows: [items.map(cells)],
    total: items.length,
    facts: [
      [words('content'), t('title')],
      ...(await invented(await readEditions())),
      [csv('filter'), await filterWords({ region, sector, platform, tier: [], asOf: today() }, [kind !== undefined && t(`kind.${kind}`)])],
      [csv('asOf'), today()],
      [csv('definition'), `${t('lead')}${t('means', { weeks, fewer, source: ONE_PER_PLATFORM })}`],
      [words('source'), words('fromRegister')],
    ],
    page: address(PATH, { ...sharedOf(query), kind }),
  });
});

async function header(): Promise<string[]> {
  const [t, words] = [await getTranslations('surplus.column'), await getTranslations('export')];
  return [
    words('number'),
    t('name'),
    t('platform'),
    words('unitNumber'),
    t('unit'),
    t('region'),
    t('followers'),
    t('lastPost'),
    t('seenOn'),
    t('why'),
    t('beside'),
  ];
}

async function rowWriter(): Promise<(item: Surplus) => FileCell[]> {
  const [t, code] = [await getTranslations('surplus'), await getTranslations('code.platform')];
  return ({ id, name, platform, unitId, unit, region, followers, lastPost, seenOn, kinds, kept, like }) => [
    ...[String(id), name, code(platform), String(unitId), unit, region, followers, lastPost, seenOn],
    kinds.map((kind) => t(`kind.${kind}`)).join('；'),
    [kept && t('beside', { name: kept.name }), like && t(`like.${like.likeness}`, { name: like.name })].filter(Boolean).join('；') || null,
  ];
}
