import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { RefusedQuery } from '@/components/refused';
import { ConfirmForm } from '@/components/roster/forms';
import { address } from '@/components/ui/query';
import { savedQuery } from '@/lib/coverage/rules-query';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams } from '@/lib/web/page-query';
import { confirmRosterAction } from './actions';
import { formOf, Rosters } from './held';

const PATH = '/desk/rosters';

export async function generateMetadata() {
  return { title: (await getTranslations('rosters'))('confirmation') };
}

/** Where places confirm that their roster is as the template has it. */
export default async function RostersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('roster.confirm', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('rosters');
  const read = await pageQuery(savedQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('confirmation')} findings={read.findings} path={PATH} query={await searchParams} />;
  return (
    <Rosters actor={actor} what="confirmation" done={read.change.done !== undefined}>
      <ConfirmForm {...(await formOf(actor))} action={confirmRosterAction} />
    </Rosters>
  );
}
