import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { SetTargetForm } from '@/components/target/forms';
import { PageHeader } from '@/components/ui/page';
import { readRegionSets } from '@/lib/db/region-sets';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { suggestRegionAction } from '../../accounts/actions';
import { setTargetAction } from '../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('targets'))('newTitle') };
}

export default async function NewTargetPage() {
  const actor = await requireAct('target.record', '/desk/targets/new');
  if (!actor) return <Absent />;
  const t = await getTranslations('targets');
  const sets = (await readRegionSets()).filter(({ until }) => until === null || until > today());
  return (
    <>
      <PageHeader title={t('newTitle')} crumbs={[{ href: '/desk/targets', name: t('back') }]} crumbsLabel={t('back')} />
      <SetTargetForm
        action={setTargetAction}
        before={{}}
        sectors={await sectorChoices(await getLocale())}
        sets={sets.map(({ name }) => ({ value: name, label: name }))}
        suggestRegion={suggestRegionAction}
      />
    </>
  );
}
