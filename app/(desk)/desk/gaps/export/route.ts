import { getLocale, getTranslations } from 'next-intl/server';
import type { ListedGap } from '@/lib/coverage/gap';
import { gapsPageQuery } from '@/lib/coverage/gap-query';
import { listGaps } from '@/lib/db/gap-list';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import { requireAct } from '@/lib/web/desk';
import { exportRoute } from '@/lib/web/export';
import { filterWords } from '@/lib/web/filter-words';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { whereWords } from '@/lib/web/sets';
import { bodyOf, gapFilter, gapsAddress, PATH } from '../view';

/** The roster is laid out in memory anyway: a few hundred thousand bodies at most. */
const ALL = { skip: 0, take: Number.MAX_SAFE_INTEGER };

export async function GET(request: Request): Promise<Response> {
  const actor = await requireAct('gap.read', PATH);
  return actor ? gapsFile(request) : new Response(null, { status: 404 });
}

const gapsFile = exportRoute(gapsPageQuery.omit({ chased: true }), PATH, async (query) => {
  const actor = await currentActor();
  const t = await getTranslations('gaps');
  const field = await getTranslations('field');
  const words = await getTranslations('export');
  const csv = await getTranslations('csv');
  const code = await getTranslations('code');
  const { state, outcome, mine, sort, roster } = query;
  const asked = await gapFilter(query);
  if (!asked.accepted) return asked;
  const { items, total } = await listGaps(actor, { ...asked.change, state, outcome, mine: mine === 'yes' }, today(), { sort, ...ALL });
  const cells = await rowWriter();
  const said = [
    query.set !== undefined && (await whereWords(query, { ...asked.change, asOf: today() })),
    roster && t(`roster.${roster}`),
    state && code(`gapState.${state}`),
    outcome && code(`outcome.${outcome}`),
    mine && t('mine'),
  ];
  return accept({
    name: `${t('title')}-${today()}`,
    header: [
      ...[words('regionCode'), words('regionName'), field('sector'), field('tier'), field('platform'), t('body'), words('unitNumber'), t('rosterLabel')],
      ...[t('state'), t('times'), t('chasedOn'), t('due'), t('snoozedUntil'), t('repliedOn'), field('outcome'), t('promised'), t('openedSince'), t('assignee')],
    ],
    rows: [items.map(cells)],
    total,
    facts: [
      [words('content'), t('title')],
      [
        csv('filter'),
        await filterWords(
          { ...query, asOf: today() },
          said.map((each) => each || false),
        ),
      ],
      [csv('asOf'), today()],
      [csv('definition'), `${t('lead')}${t('stillExpected')}`],
      [words('source'), words('fromRegister')],
    ],
    page: gapsAddress({ ...query, page: 1, per: 50 }),
  });
});

async function rowWriter(): Promise<(gap: ListedGap) => FileCell[]> {
  const t = await getTranslations('gaps');
  const code = await getTranslations('code');
  const english = (await getLocale()) === 'en';
  return (gap) => {
    const { chase, covered } = gap;
    return [
      ...[gap.regionCode, gap.region, english ? gap.sectorEn : gap.sector, code(`tier.${gap.tier}`), code(`platform.${gap.platform}`), bodyOf(gap)],
      ...[gap.unitId === null ? null : String(gap.unitId), t(gap.estimated ? 'roster.estimated' : 'roster.confirmed')],
      ...[code(`gapState.${covered ? 'opened' : chase.state}`), chase.times, chase.chasedOn, chase.dueOn, chase.snoozedUntil, chase.repliedOn],
      ...[chase.outcome && code(`outcome.${chase.outcome}`), chase.promisedOn, gap.openedOn, gap.assignee],
    ];
  };
}
