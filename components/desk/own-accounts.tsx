import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PlatformBadge } from '@/components/account/list';
import { ListTable } from '@/components/ui/list-table';
import type { OwnAccount } from '@/lib/registry/update-duty';

/** Whoever files for accounts sees which runs out of days first. */
export function OwnAccountTable({ items }: { items: readonly OwnAccount[] }) {
  const t = useTranslations('firstPage');
  const field = useTranslations('field');
  return (
    <ListTable caption={t('ownAccounts')} heads={[field('name'), field('platform'), field('unit'), t('lastUpdate'), t('daysLeft')]}>
      {items.map(({ id, name, platform, unit, lastUpdate, daysLeft }) => (
        <tr key={id}>
          <th scope="row" className="font-normal">
            <Link href={`/accounts/${id}`}>{name}</Link>
          </th>
          <td>
            <PlatformBadge platform={platform} />
          </td>
          <td>{unit}</td>
          <td className="whitespace-nowrap">{lastUpdate ?? '—'}</td>
          <td className="whitespace-nowrap">
            <DaysLeft days={daysLeft} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

function DaysLeft({ days }: { days: number | null }) {
  const t = useTranslations('firstPage');
  if (days === null) return '—';
  return days < 0 ? <strong className="text-wrong">{t('late', { days: -days })}</strong> : t('left', { days });
}
