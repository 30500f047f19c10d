'use client';

import { useTranslations } from 'next-intl';
import { SelectField, TextField } from '@/components/form/field';
import { Form, type FormAction, type FormTools } from '@/components/form/form';
import { ERASURE_REASONS } from '@/lib/access/erasure';

/** Erases a user: with the reason, and the user's name typed once more. */
export function EraseUserForm({ action, id, username }: { action: FormAction; id: number; username: string }) {
  const t = useTranslations('users');
  return (
    <Form action={action} before={{}} fields={['eraseReason', 'confirm']} submit={<Submit text={t('eraseSubmit')} />}>
      {(tools) => (
        <>
          <input type="hidden" name="id" value={id} />
          <Reason tools={tools} />
          <TextField
            name="confirm"
            label={t('eraseConfirm')}
            hint={t('eraseConfirmHint', { username })}
            defaultValue={tools.value('confirm')}
            errors={tools.errors('confirm')}
            required
          />
        </>
      )}
    </Form>
  );
}

/** Erases whom to call about an account. */
export function EraseContactForm({ action, id, version }: { action: FormAction; id: number; version: number }) {
  const t = useTranslations('erasure');
  return (
    <Form action={action} before={{ version: String(version) }} fields={['eraseReason']} submit={<Submit text={t('contactSubmit')} />}>
      {(tools) => (
        <>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="version" value={tools.version} />
          <Reason tools={tools} />
        </>
      )}
    </Form>
  );
}

function Reason({ tools }: { tools: FormTools }) {
  const t = useTranslations('erasure');
  return (
    <SelectField
      name="eraseReason"
      label={t('reason')}
      choices={ERASURE_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      empty={t('choose')}
      defaultValue={tools.value('eraseReason')}
      errors={tools.errors('eraseReason')}
      required
    />
  );
}

function Submit({ text }: { text: string }) {
  return (
    <button type="submit" className="button">
      {text}
    </button>
  );
}
