import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { GroupForm } from '@/components/group/forms';
import { GroupList } from '@/components/group/group-table';
import { Empty, PageHeader } from '@/components/ui/page';
import { keepsGroup } from '@/lib/db/group-write';
import { listGroups } from '@/lib/db/groups';
import type { GroupView } from '@/lib/registry/group-views';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { suggestUnitAction } from '../accounts/actions';
import { makeGroupAction } from './actions';

export async function generateMetadata() {
  return { title: (await getTranslations('groups'))('title') };
}

export default async function DeskGroupsPage() {
  const actor = await requireAct('group.manage', '/desk/groups');
  if (!actor) return <Absent />;
  const t = await getTranslations('groups');
  const own: GroupView[] = [];
  for (const group of await listGroups(today())) if (await keepsGroup(actor, group, today())) own.push(group);
  return (
    <>
      <PageHeader title={t('title')} lead={t('mine')} />
      {own.length === 0 ? (
        <Empty title={t('none')} />
      ) : (
        <GroupList groups={own} hrefOf={({ id, until }) => (until === null ? `/desk/groups/${id}` : `/groups/${id}`)} />
      )}
      <h2 className="mt-6 mb-2">{t('manage')}</h2>
      <GroupForm action={makeGroupAction} before={{ from: today() }} editing={false} suggestUnit={suggestUnitAction} />
    </>
  );
}
