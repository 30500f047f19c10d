import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ListTable } from '@/components/ui/list-table';
import { Badge } from '@/components/ui/page';
import { LEAST_MONTHS, type TargetStanding } from '@/lib/coverage/target';
import type { MeasuredTarget } from '@/lib/exchange/views';
import { useTargetWords } from './words';

const WARNS: readonly TargetStanding[] = ['missed', 'behind'];

/** Whether a target is on its way: in words, and in a frame where it is not. */
export function StandingBadge({ standing }: { standing: TargetStanding }) {
  const code = useTranslations('code.targetStanding');
  return <Badge tone={standing === 'withdrawn' ? 'closed' : WARNS.includes(standing) ? 'warn' : 'plain'}>{code(standing)}</Badge>;
}

/** 目标任务 with how far each is. */
export function TargetTable({ targets }: { targets: readonly MeasuredTarget[] }) {
  const t = useTranslations('targets');
  const heads = ['cell', 'goal', 'due', 'progress', 'needed', 'perMonth', 'forecast', 'standing', 'document'] as const;
  return (
    <ListTable caption={t('title')} heads={heads.map((head) => t(head))}>
      {targets.map((target) => (
        <Row key={target.id} target={target} />
      ))}
    </ListTable>
  );
}

function Row({ target }: { target: MeasuredTarget }) {
  const words = useTargetWords();
  const { id, progress, dueOn, issuer, documentNo } = target;
  return (
    <tr>
      <th scope="row" className="font-normal">
        <Link href={`/targets/${id}`}>{words.cell(target)}</Link>
      </th>
      <td>{words.goal(target)}</td>
      <td className="whitespace-nowrap">{dueOn}</td>
      <td>{words.amount(target, progress)}</td>
      <td>{words.needed(target, progress.needed)}</td>
      <td>{words.perMonth(progress.perMonth)}</td>
      <td>
        <Forecast target={target} />
      </td>
      <td>
        <StandingBadge standing={progress.standing} />
      </td>
      <td>{[issuer, documentNo].filter(Boolean).join(' ')}</td>
    </tr>
  );
}

/** What it will be when due, and from how many months that is told. */
export function Forecast({ target }: { target: MeasuredTarget }) {
  const t = useTranslations('targets');
  const words = useTargetWords();
  const { forecast, months, standing } = target.progress;
  if (forecast !== null) {
    return (
      <>
        {words.value(target, forecast)} <span className="text-sm text-muted">{t('byMonths', { months })}</span>
      </>
    );
  }
  const few = standing === 'too-few-months' || standing === 'reached';
  return few && months < LEAST_MONTHS ? <span className="text-sm text-muted">{t('tooFew', { months, least: LEAST_MONTHS })}</span> : '—';
}
