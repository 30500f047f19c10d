import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { EnterSetForm } from '@/components/target/forms';
import { ListTable } from '@/components/ui/list-table';
import { Empty, PageHeader } from '@/components/ui/page';
import { regionsOf } from '@/lib/coverage/region-set';
import { keepsSetsOf, type RegionSetView, readRegionSets } from '@/lib/db/region-sets';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { suggestRegionAction } from '../../accounts/actions';
import { enterSetAction } from '../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('targets'))('sets') };
}

export default async function RegionSetsPage() {
  const actor = await requireAct('target.record', '/desk/targets/sets');
  if (!actor) return <Absent />;
  const t = await getTranslations('targets');
  const sets = await readRegionSets();
  const kept = new Set<number>();
  for (const { id, regionCode } of sets) if (await keepsSetsOf(actor, regionCode)) kept.add(id);
  return (
    <>
      <PageHeader title={t('sets')} lead={t('setsLead')} crumbs={[{ href: '/desk/targets', name: t('back') }]} crumbsLabel={t('back')} />
      {sets.length === 0 ? <Empty title={t('setsNone')} /> : <Sets sets={sets} kept={kept} />}
      <h2 className="mt-6 mb-2">{t('setNew')}</h2>
      <EnterSetForm action={enterSetAction} before={{}} suggestRegion={suggestRegionAction} />
    </>
  );
}

async function Sets({ sets, kept }: { sets: readonly RegionSetView[]; kept: ReadonlySet<number> }) {
  const t = await getTranslations('targets');
  const field = await getTranslations('field');
  return (
    <ListTable caption={t('sets')} heads={[field('setName'), t('keeper'), t('count'), t('title'), t('document')]}>
      {sets.map((set) => (
        <tr key={set.id}>
          <th scope="row" className="font-normal">
            {kept.has(set.id) ? <Link href={`/desk/targets/sets/${set.id}`}>{set.name}</Link> : set.name}
          </th>
          <td>{set.region}</td>
          <td>{set.until !== null && set.until <= today() ? t('ended', { day: set.until }) : regionsOf(set, today()).length}</td>
          <td>{t('targetsOf', { count: set.targets })}</td>
          <td>{[set.issuer, set.documentNo, set.documentDate].filter(Boolean).join(' ')}</td>
        </tr>
      ))}
    </ListTable>
  );
}
