'use client';

import { useTranslations } from 'next-intl';
import { Form, type FormAction } from '@/components/form/form';

/** Takes a written batch back as a whole. */
export function UndoForm({ action, batch }: { action: FormAction; batch: number }) {
  const t = useTranslations('undoForm');
  return (
    <details className="mb-6">
      <summary>{t('title')}</summary>
      <p className="my-2 max-w-prose">{t('lead')}</p>
      <Form
        action={action}
        before={{}}
        submit={
          <>
            <input type="hidden" name="batch" value={batch} />
            <button type="submit" className="button">
              {t('undo')}
            </button>
          </>
        }
      >
        {() => null}
      </Form>
    </details>
  );
}
