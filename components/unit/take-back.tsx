'use client';

import { useTranslations } from 'next-intl';
import { Form, type FormAction } from '@/components/form/form';

/** Takes a reform back that was entered wrongly. */
export function TakeBackForm({ reform, action }: { reform: number; action: FormAction }) {
  const t = useTranslations('reforms');
  return (
    <Form
      action={action}
      before={{ id: String(reform) }}
      submit={
        <button type="submit" className="button">
          {t('back')}
        </button>
      }
    >
      {(tools) => (
        <>
          <p className="mb-3 max-w-prose">{t('backHint')}</p>
          <input type="hidden" name="id" value={tools.value('id')} />
        </>
      )}
    </Form>
  );
}
