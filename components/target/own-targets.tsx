import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ListTable } from '@/components/ui/list-table';
import { Empty } from '@/components/ui/page';
import type { TargetView } from '@/lib/exchange/views';
import { useTargetWords } from './words';

/** Targets that somebody may change, each with the way to do it. */
export function OwnTargets({ targets }: { targets: readonly TargetView[] }) {
  const t = useTranslations('targets');
  const words = useTargetWords();
  if (targets.length === 0) return <Empty title={t('none')} />;
  return (
    <ListTable caption={t('manage')} heads={(['cell', 'goal', 'due', 'document', 'change'] as const).map((head) => t(head))}>
      {targets.map((target) => (
        <tr key={target.id}>
          <th scope="row" className="font-normal">
            <Link href={`/targets/${target.id}`}>{words.cell(target)}</Link>
          </th>
          <td>{words.goal(target)}</td>
          <td className="whitespace-nowrap">{target.dueOn}</td>
          <td>{[target.issuer, target.documentNo].filter(Boolean).join(' ')}</td>
          <td>
            {target.withdrawnOn === null ? (
              <Link href={`/desk/targets/${target.id}`} aria-label={`${t('change')}：${words.cell(target)}`}>
                {t('change')}
              </Link>
            ) : (
              t('withdrawn', { day: target.withdrawnOn, document: target.withdrawnBy ?? '—' })
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  );
}
