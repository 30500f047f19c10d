import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ListTable } from '@/components/ui/list-table';
import type { ChannelUnit } from '@/lib/coverage/channels';
import type { Tier } from '@/lib/taxonomy/codes';

/** The bodies or units behind a count, with their further channels. */
export function ChannelList({ items, sectors }: { items: readonly ChannelUnit[]; sectors: ReadonlyMap<string, string> }) {
  const t = useTranslations('channels');
  const code = useTranslations('code');
  return (
    <ListTable caption={t('unit')} heads={(['unit', 'region', 'sector', 'tier', 'state', 'website', 'hotline'] as const).map((head) => t(head))}>
      {items.map((item) => (
        <tr key={`${item.unitId}${item.regionCode}${item.sectorCode}${item.tier}`}>
          <th scope="row" className="font-normal">
            {item.unitId === null ? (
              <>
                {item.name} <span className="text-sm text-muted">{t('notRegistered')}</span>
              </>
            ) : (
              <Link href={`/units/${item.unitId}`}>{item.name}</Link>
            )}
          </th>
          <td>{item.region}</td>
          <td>{sectors.get(item.sectorCode) ?? item.sectorCode}</td>
          <td>{item.tier === null ? '—' : code(`tier.${item.tier as Tier}`)}</td>
          <td>{code(`channelState.${item.state}`)}</td>
          <td className="break-all">{item.website === null ? '—' : <a href={item.website}>{item.website}</a>}</td>
          <td className="whitespace-nowrap">{item.hotline ?? '—'}</td>
        </tr>
      ))}
    </ListTable>
  );
}
