import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { ChangeTargetForm, WithdrawTargetForm } from '@/components/target/forms';
import { useTargetWords } from '@/components/target/words';
import { PageHeader } from '@/components/ui/page';
import { mayChangeTarget } from '@/lib/db/target-set';
import { readTarget } from '@/lib/db/targets';
import type { TargetView } from '@/lib/exchange/views';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { changeTargetAction, withdrawTargetAction } from '../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('targets'))('change') };
}

export default async function ChangeTargetPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireAct('target.record', `/desk/targets/${id}`);
  const target = actor && /^\d{1,9}$/.test(id) ? await readTarget(Number(id), today()) : null;
  if (!actor || !target || target.withdrawnOn !== null || !(await mayChangeTarget(actor, target, today()))) return <Absent />;
  const t = await getTranslations('targets');
  const form = await getTranslations('targetForm');
  const { measure, value, dueOn, documentNo, issuer, documentDate, revision } = target;
  const known = { id, revision: String(revision) };
  const said = measure === 'rate' ? `${Number((value * 100).toFixed(6))}%` : String(value);
  return (
    <>
      <PageHeader title={t('change')} lead={<Cell target={target} />} crumbs={[{ href: `/targets/${id}`, name: t('back') }]} crumbsLabel={t('back')} />
      <h2 className="mb-1">{form('changeTitle')}</h2>
      <p className="mb-3 text-muted">{form('changeHint')}</p>
      <ChangeTargetForm
        action={changeTargetAction}
        before={{ ...known, value: said, dueOn, documentNo, issuer: issuer ?? '', documentDate: documentDate ?? '' }}
      />
      <h2 className="mt-8 mb-1">{form('withdrawTitle')}</h2>
      <p className="mb-3 text-muted">{form('withdrawHint')}</p>
      <WithdrawTargetForm action={withdrawTargetAction} before={{ ...known, withdrawnOn: today() }} />
    </>
  );
}

function Cell({ target }: { target: TargetView }) {
  const words = useTargetWords();
  return `${words.cell(target)}：${words.goal(target)}`;
}
