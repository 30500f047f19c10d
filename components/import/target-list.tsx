import { useFormatter, useTranslations } from 'next-intl';
import { ListTable } from '@/components/ui/list-table';
import type { TargetView } from '@/lib/exchange/views';

/** 目标任务: what documents ask for, by which day. */
export function TargetList({ targets }: { targets: readonly TargetView[] }) {
  const t = useTranslations('imports');
  return (
    <ListTable caption={t('targets')} heads={(['cell', 'value', 'dueOn', 'document'] as const).map((head) => t(`target.${head}`))}>
      {targets.map((target) => (
        <Target key={target.id} target={target} />
      ))}
    </ListTable>
  );
}

function Target({ target: { region, set, sector, tier, platform, measure, value, dueOn, documentNo, issuer, documentDate } }: { target: TargetView }) {
  const t = useTranslations('imports');
  const code = useTranslations('code');
  const format = useFormatter();
  const day = (text: string) => format.dateTime(new Date(text), { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <tr>
      <th scope="row" className="font-normal">
        {[set ?? region, sector, tier && code(`tier.${tier}`), platform && code(`platform.${platform}`)].filter(Boolean).join(' · ')}
      </th>
      <td>{t(`target.${measure}`, { value })}</td>
      <td>{day(dueOn)}</td>
      <td>{[issuer, documentNo, documentDate && day(documentDate)].filter(Boolean).join(' ')}</td>
    </tr>
  );
}
