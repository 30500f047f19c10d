'use client';

import { useTranslations } from 'next-intl';
import { Form, type FormAction } from '@/components/form/form';

/** Takes an official form away. */
export function RemoveForm({ action, form }: { action: FormAction; form: number }) {
  const t = useTranslations('formMapping');
  return (
    <details className="mt-8 mb-6">
      <summary>{t('remove')}</summary>
      <p className="my-2 max-w-prose">{t('removeLead')}</p>
      <Form
        action={action}
        before={{}}
        submit={
          <>
            <input type="hidden" name="form" value={form} />
            <button type="submit" className="button">
              {t('removeNow')}
            </button>
          </>
        }
      >
        {() => null}
      </Form>
    </details>
  );
}
