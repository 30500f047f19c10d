import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ListTable } from '@/components/ui/list-table';
import type { MemberView } from '@/lib/registry/group-views';

/** Who is in a group, with what is known of each. */
export function MemberTable({ members }: { members: readonly MemberView[] }) {
  const t = useTranslations('groups');
  const code = useTranslations('code');
  if (members.length === 0) return null;
  return (
    <section aria-labelledby="members" className="mt-6">
      <h2 id="members" className="mb-2">
        {t('list')}
      </h2>
      <ListTable caption={t('list')} heads={(['account', 'unit', 'state', 'joined', 'posts', 'followers'] as const).map((head) => t(head))}>
        {members.map((member) => (
          <tr key={member.id}>
            <th scope="row" className="font-normal">
              <Link href={`/accounts/${member.accountId}`}>{member.name}</Link>{' '}
              <span className="text-sm whitespace-nowrap text-muted">{code(`platform.${member.platform}`)}</span>
            </th>
            <td>{member.unitId === null ? '—' : <Link href={`/units/${member.unitId}`}>{member.unit}</Link>}</td>
            <td>{member.status === null ? t('notYet') : code(`status.${member.status}`)}</td>
            <td className="whitespace-nowrap">{member.from}</td>
            <td>{member.posts ?? '—'}</td>
            <td>
              {member.followers ?? '—'} {member.followersOn && <span className="text-sm text-muted">{member.followersOn}</span>}
            </td>
          </tr>
        ))}
      </ListTable>
    </section>
  );
}
