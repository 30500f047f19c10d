import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { StepView } from '@/lib/coverage/gap';
import { dayOf } from '@/lib/taxonomy/day';

/** What was done about a gap, step by step. */
export function GapHistory({ steps }: { steps: readonly StepView[] }) {
  const t = useTranslations('gaps');
  if (steps.length === 0) return <p>{t('noHistory')}</p>;
  return (
    <ol className="border-s-2 border-line ps-4">
      {steps.map((step) => (
        <li key={step.id} className="mb-3">
          <p>
            <span className="me-2 text-muted tabular-nums">{dayOf(step.at)}</span>
            <Told step={step} />
          </p>
          {step.text && <p className="whitespace-pre-wrap">{step.text}</p>}
        </li>
      ))}
    </ol>
  );
}

function Told({ step: { step, by, day, until, outcome, into, assignee } }: { step: StepView }) {
  const t = useTranslations('gaps');
  const code = useTranslations('code.outcome');
  const who = by ?? t('commandLine');
  if (step === 'assign') return t('told.assign', { who, assignee: assignee ?? '—' });
  if (step === 'snooze') return t('told.snooze', { who, until: until ?? '—' });
  if (step === 'chase') return t('told.chase', { who, day: day ?? '—', until: until ?? '—' });
  if (step === 'note') return t('told.note', { who });
  return (
    <>
      {t('told.reply', { who, day: day ?? '—', outcome: outcome === null ? '—' : code(outcome) })}
      {into && <Link href={into.href}>{into.name}</Link>}
      {until && t('told.promise', { until })}
    </>
  );
}
