import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { PageHeader } from '@/components/ui/page';
import { UnitForm } from '@/components/unit/unit-form';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { suggestRegionAction } from '../../accounts/actions';
import { registerUnitAction } from '../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('unitForm'))('newTitle') };
}

export default async function NewUnitPage() {
  const actor = await requireAct('unit.register', '/desk/units/new');
  if (!actor) return <Absent />;
  const t = await getTranslations('unitForm');
  return (
    <>
      <PageHeader title={t('newTitle')} lead={t('newLead')} />
      <UnitForm
        action={registerUnitAction}
        before={{}}
        editing={false}
        sectors={await sectorChoices(await getLocale())}
        today={today()}
        suggestRegion={suggestRegionAction}
      />
    </>
  );
}
