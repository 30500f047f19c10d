import { getLocale, getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import { CHASE_STATES, OUTCOMES } from '@/lib/coverage/chase';
import { chaseCountsQuery } from '@/lib/coverage/gap-query';
import { accept } from '@/lib/decision';
import { requireAct } from '@/lib/web/desk';
import { exportRoute } from '@/lib/web/export';
import { filterWords } from '@/lib/web/filter-words';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { placeOf } from '../../view';
import { COUNTS, countsAsked } from '../view';

export async function GET(request: Request): Promise<Response> {
  const actor = await requireAct('gap.read', COUNTS);
  return actor ? countsFile(request) : new Response(null, { status: 404 });
}

const countsFile = exportRoute(chaseCountsQuery, COUNTS, async (asked) => {
  const t = await getTranslations('gaps');
  const words = await getTranslations('export');
  const csv = await getTranslations('csv');
  const code = await getTranslations('code');
  const english = (await getLocale()) === 'en';
  const counted = await countsAsked(await currentActor(), asked);
  if (!counted.accepted) return counted;
  const { rows, query, name: where } = counted.change;
  return accept({
    name: `${t('counts')}-${today()}`,
    header: [
      ...[words('regionCode'), words('regionName'), t('gaps')],
      ...CHASE_STATES.map((state) => code(`gapState.${state}`)),
      ...OUTCOMES.map((outcome) => code(`outcome.${outcome}`)),
      t('openedSince'),
    ],
    rows: [
      rows.map(({ code: region, name, nameEn, own, ...row }) => [
        ...[region, own ? t('own', { region: (english && nameEn) || name }) : (english && nameEn) || name, row.gaps],
        ...CHASE_STATES.map((state) => row[state]),
        ...OUTCOMES.map((outcome) => row.outcomes[outcome]),
        row.opened,
      ]),
    ],
    total: rows.length,
    facts: [
      [words('content'), t('counts')],
      [csv('filter'), await filterWords({ ...query, asOf: today() }, [query.set !== undefined && where, query.roster ? t(`roster.${query.roster}`) : false])],
      [csv('asOf'), today()],
      [csv('definition'), `${t('countsLead')}${t('stillExpected')}`],
      [words('source'), words('fromRegister')],
    ],
    page: address(COUNTS, placeOf(query)),
  });
});
