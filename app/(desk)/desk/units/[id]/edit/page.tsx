import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { PageHeader } from '@/components/ui/page';
import { UnitForm } from '@/components/unit/unit-form';
import { reference } from '@/lib/db/reference';
import { readUnit } from '@/lib/db/unit-read';
import { regionLabel } from '@/lib/taxonomy/find';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { suggestRegionAction } from '../../../accounts/actions';
import { editUnitAction } from '../../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('unitForm'))('editTitle') };
}

export default async function EditUnitPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireAct('unit.edit', `/desk/units/${id}/edit`);
  const unit = actor && /^\d{1,9}$/.test(id) ? await readUnit(actor, Number(id)) : null;
  if (!unit?.mayEdit) return <Absent />;
  const t = await getTranslations('unitForm');
  const { regions } = await reference();
  const { now } = unit;
  const region = regions.at(now.regionCode, today());
  const before = {
    id: String(unit.id),
    version: String(unit.version),
    unit: now.name,
    region: region ? regionLabel(regions, region, today()) : now.region,
    sector: now.sectorCode,
    tier: now.tier,
    kind: now.kind,
    rank: now.rank,
    fillsChoice: now.standardBody ? 'yes' : 'no',
    uscc: unit.uscc,
    website: unit.website,
    hotline: unit.hotline,
  };
  return (
    <>
      <PageHeader title={t('editTitle')} lead={now.name} crumbs={[{ href: `/units/${unit.id}`, name: now.name }]} crumbsLabel={t('editTitle')} />
      <UnitForm
        action={editUnitAction}
        before={before}
        editing
        sectors={await sectorChoices(await getLocale())}
        today={today()}
        suggestRegion={suggestRegionAction}
      />
    </>
  );
}
