import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { AddToSetForm, EndSetForm, TakeFromSetForm } from '@/components/target/forms';
import { ListTable } from '@/components/ui/list-table';
import { Notice, PageHeader } from '@/components/ui/page';
import { keepsSetsOf, type RegionSetView, readRegionSets } from '@/lib/db/region-sets';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { addToSetAction, endSetAction, takeFromSetAction } from '../../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('targets'))('sets') };
}

export default async function RegionSetPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireAct('target.record', `/desk/targets/sets/${id}`);
  const set = actor && (await readRegionSets()).find((each) => String(each.id) === id);
  if (!actor || !set || !(await keepsSetsOf(actor, set.regionCode))) return <Absent />;
  const t = await getTranslations('targets');
  const form = await getTranslations('targetForm');
  const known = { id, version: String(set.version) };
  return (
    <>
      <PageHeader
        title={set.name}
        lead={[set.region, set.issuer, set.documentNo, set.documentDate].filter(Boolean).join(' · ')}
        crumbs={[{ href: '/desk/targets/sets', name: t('sets') }]}
        crumbsLabel={t('sets')}
      />
      {set.until !== null && <Notice tone="warn" title={t('ended', { day: set.until })} />}
      <Members set={set} known={known} />
      <h2 className="mt-6 mb-2">{form('addTitle')}</h2>
      <AddToSetForm key={set.version} action={addToSetAction} before={{ ...known, from: today() }} />
      <h2 className="mt-6 mb-1">{form('endTitle')}</h2>
      <p className="mb-3 text-muted">{form('endHint')}</p>
      <EndSetForm action={endSetAction} before={{ ...known, until: today() }} />
    </>
  );
}

async function Members({ set, known }: { set: RegionSetView; known: { id: string; version: string } }) {
  const t = await getTranslations('targets');
  const form = await getTranslations('targetForm');
  return (
    <ListTable caption={t('members')} heads={[t('members'), t('since'), t('until'), form('take')]}>
      {set.members.map((member) => (
        <tr key={member.id}>
          <th scope="row" className="font-normal">
            {member.region}
          </th>
          <td>{member.from ?? t('always')}</td>
          <td>{member.until ?? t('open')}</td>
          <td>
            {member.until === null && (
              <TakeFromSetForm
                action={takeFromSetAction}
                before={{ ...known, member: String(member.id), [`until-${member.id}`]: today() }}
                region={member.region}
              />
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  );
}
