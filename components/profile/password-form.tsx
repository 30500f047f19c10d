'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '@/components/form/field';
import { Form, type FormAction } from '@/components/form/form';

const FIELDS = [
  ['passwordNow', 'current-password'],
  ['passwordNew', 'new-password'],
  ['passwordAgain', 'new-password'],
] as const;

/** The old password, and the new one twice. Nothing of them is ever sent back. */
export function PasswordForm({ action, username, min }: { action: FormAction; username: string; min: number }) {
  const t = useTranslations('profile');
  const field = useTranslations('field');
  return (
    <Form
      action={action}
      before={{}}
      fields={FIELDS.map(([name]) => name)}
      submit={
        <button type="submit" className="button">
          {t('changePassword')}
        </button>
      }
    >
      {({ errors }) => (
        <>
          {/* Whose password it is, for the browser that keeps it. */}
          <input type="text" name="username" autoComplete="username" defaultValue={username} hidden readOnly />
          {FIELDS.map(([name, autoComplete]) => (
            <TextField
              key={name}
              name={name}
              type="password"
              label={field(name)}
              hint={name === 'passwordNew' ? t('passwordHint', { min }) : undefined}
              autoComplete={autoComplete}
              errors={errors(name)}
              required
            />
          ))}
        </>
      )}
    </Form>
  );
}
