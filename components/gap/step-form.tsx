'use client';

import { useTranslations } from 'next-intl';
import { AreaField, SelectField, TextField } from '@/components/form/field';
import { Form, type FormAction, type FormTools } from '@/components/form/form';
import { type ChaseStep, OUTCOMES } from '@/lib/coverage/chase';
import type { Assignee } from '@/lib/coverage/gap';

type Props = { action: FormAction; gap: { text: string; seen: number }; step: ChaseStep; today: string; due: string; assignees: readonly Assignee[] };

const FIELDS: Record<ChaseStep, readonly ('day' | 'until' | 'outcome' | 'into' | 'assignee' | 'text')[]> = {
  chase: ['day', 'until', 'text'],
  reply: ['outcome', 'day', 'until', 'into', 'text'],
  assign: ['assignee', 'text'],
  snooze: ['until', 'text'],
  note: ['text'],
};

/** The form of one step; several stand on a page, so each names its fields for itself. */
export function StepForm({ action, gap, step, today, due, assignees }: Props) {
  const code = useTranslations('code.chaseStep');
  const field = useTranslations('field');
  const fields = FIELDS[step];
  const named = (name: string) => `${step}-${name}`;
  const before = { [named('day')]: today, [named('until')]: step === 'chase' ? due : '' };
  return (
    <section aria-label={code(step)} className="mb-3 border border-line px-4 py-3">
      <h3 className="mb-2 font-bold">{code(step)}</h3>
      <Form
        action={action}
        before={before}
        fields={fields.map(named)}
        names={Object.fromEntries(fields.map((name) => [named(name), field(name)]))}
        submit={
          <button type="submit" className={step === 'chase' || step === 'reply' ? 'button' : 'button button-plain'}>
            {code(step)}
          </button>
        }
      >
        {(tools) => (
          <>
            <input type="hidden" name="gap" value={gap.text} />
            <input type="hidden" name="seen" value={gap.seen} />
            <input type="hidden" name="step" value={step} />
            {fields.map((name) => (
              <StepField key={name} step={step} name={name} tools={tools} assignees={assignees} />
            ))}
          </>
        )}
      </Form>
    </section>
  );
}

type FieldProps = { step: ChaseStep; name: (typeof FIELDS)[ChaseStep][number]; tools: FormTools; assignees: readonly Assignee[] };

function StepField({ step, name, tools, assignees }: FieldProps) {
  const t = useTranslations('chaseForm');
  const code = useTranslations('code.outcome');
  const own = `${step}-${name}`;
  const shared = { name: own, errors: tools.errors(own), defaultValue: tools.value(own) };
  switch (name) {
    case 'day':
      return <TextField {...shared} label={t(step === 'reply' ? 'day.reply' : 'day.chase')} type="date" required />;
    case 'until':
      return (
        <TextField
          {...shared}
          label={t(step === 'reply' ? 'until.reply' : step === 'snooze' ? 'until.snooze' : 'until.chase')}
          hint={step === 'chase' ? t('dueHint') : undefined}
          type="date"
          required={step !== 'reply'}
        />
      );
    case 'outcome':
      return (
        <SelectField
          {...shared}
          label={t('outcome')}
          hint={t('outcomeHint')}
          empty={t('choose')}
          choices={OUTCOMES.map((value) => ({ value, label: code(value) }))}
          required
        />
      );
    case 'assignee':
      return (
        <SelectField {...shared} label={t('assignee')} empty={t('choose')} choices={assigneeChoices(assignees, (region) => t('office', { region }))} required />
      );
    case 'into':
      return <TextField {...shared} label={t('into')} hint={t('intoHint')} />;
    case 'text':
      return <AreaField {...shared} label={t(step === 'snooze' ? 'why' : 'text')} rows={2} required={step === 'snooze' || step === 'note'} />;
  }
}

function assigneeChoices(assignees: readonly Assignee[], office: (region: string) => string) {
  return assignees.map(({ value, name }) => ({ value, label: value.startsWith('office-') ? office(name) : name }));
}
