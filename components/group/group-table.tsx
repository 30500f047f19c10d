import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ListTable } from '@/components/ui/list-table';
import type { GroupView } from '@/lib/registry/group-views';

/** Groups as a list; where `hrefOf` gives none, a group is only named. */
export function GroupList({ groups, hrefOf }: { groups: readonly GroupView[]; hrefOf(group: GroupView): string }) {
  const t = useTranslations('groups');
  const code = useTranslations('code');
  return (
    <ListTable caption={t('title')} heads={(['name', 'kind', 'leader', 'region', 'platforms', 'members', 'period'] as const).map((head) => t(head))}>
      {groups.map((group) => (
        <tr key={group.id}>
          <th scope="row" className="font-normal">
            <Link href={hrefOf(group)}>{group.name}</Link>
          </th>
          <td>{code(`groupKind.${group.kind}`)}</td>
          <td>
            <LeadLink group={group} />
          </td>
          <td>{group.region}</td>
          <td>{group.platforms.map((platform) => code(`platform.${platform}`)).join('、') || t('anyPlatform')}</td>
          <td>{group.members}</td>
          <td>
            <GroupPeriod group={group} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

export function LeadLink({ group: { lead, leadUnitId, leadAccountId } }: { group: GroupView }) {
  if (lead === null) return '—';
  return <Link href={leadUnitId === null ? `/accounts/${leadAccountId}` : `/units/${leadUnitId}`}>{lead}</Link>;
}

export function GroupPeriod({ group: { from, until } }: { group: Pick<GroupView, 'from' | 'until'> }) {
  const t = useTranslations('groups');
  return until === null ? t('from', { from: from ?? '—' }) : t('fromUntil', { from: from ?? '—', until });
}
