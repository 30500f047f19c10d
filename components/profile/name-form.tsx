'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '@/components/form/field';
import { Form, type FormAction } from '@/components/form/form';

/** What others read of oneself. */
export function NameForm({ action, displayName }: { action: FormAction; displayName: string }) {
  const t = useTranslations('profile');
  const field = useTranslations('field');
  return (
    <Form
      action={action}
      before={{ displayName }}
      submit={
        <button type="submit" className="button">
          {t('saveName')}
        </button>
      }
    >
      {({ value, errors }) => (
        <TextField
          name="displayName"
          label={field('displayName')}
          hint={t('nameHint')}
          defaultValue={value('displayName')}
          errors={errors('displayName')}
          autoComplete="name"
          required
        />
      )}
    </Form>
  );
}
