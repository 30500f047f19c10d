import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { RefusedQuery } from '@/components/refused';
import { AbsenceForm } from '@/components/roster/forms';
import { address } from '@/components/ui/query';
import { savedQuery } from '@/lib/coverage/rules-query';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams } from '@/lib/web/page-query';
import { suggestAnyUnitAction } from '../../accounts/actions';
import { tellAbsenceAction } from '../actions';
import { formOf, Rosters } from '../held';

const PATH = '/desk/rosters/absences';

export async function generateMetadata() {
  return { title: (await getTranslations('rosters'))('absence') };
}

/** Where places tell which bodies of the template they do not have. */
export default async function AbsencesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('roster.confirm', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('rosters');
  const read = await pageQuery(savedQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('absence')} findings={read.findings} path={PATH} query={await searchParams} />;
  return (
    <Rosters actor={actor} what="absence" done={read.change.done !== undefined}>
      <AbsenceForm {...(await formOf(actor))} action={tellAbsenceAction} suggestUnit={suggestAnyUnitAction} />
    </Rosters>
  );
}
