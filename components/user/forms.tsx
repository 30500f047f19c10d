'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TextField } from '@/components/form/field';
import { Form, type FormAction, type FormTools } from '@/components/form/form';
import { Notice } from '@/components/ui/page';
import { GrantFields, type Lists } from './grant-fields';

/** Makes a user with a first grant; answers with the password, once. */
export function InviteForm({ action, ...lists }: Lists & { action: FormAction }) {
  const t = useTranslations('users');
  return (
    <Form action={action} before={{}} fields={['username', 'displayName', 'role', 'region', 'sector', 'grantUnit']} submit={<Submit text={t('create')} />}>
      {(tools) => (
        <>
          <OneTime tools={tools} />
          <TextField name="username" label={t('username')} required errors={tools.errors('username')} defaultValue={tools.value('username')} />
          <TextField name="displayName" label={t('displayName')} required errors={tools.errors('displayName')} defaultValue={tools.value('displayName')} />
          <GrantFields tools={tools} {...lists} />
        </>
      )}
    </Form>
  );
}

export function GrantForm({ action, userId, ...lists }: Lists & { action: FormAction; userId: number }) {
  const t = useTranslations('users');
  return (
    <Form action={action} before={{ id: String(userId) }} fields={['role', 'region', 'sector', 'grantUnit']} submit={<Submit text={t('grant')} />}>
      {(tools) => (
        <>
          <input type="hidden" name="id" value={userId} />
          <GrantFields tools={tools} {...lists} />
        </>
      )}
    </Form>
  );
}

/** One act on a user, with nothing to fill in. */
export function ActForm({ action, values, text, label }: { action: FormAction; values: Record<string, string | number>; text: string; label?: string }) {
  return (
    <Form
      action={action}
      before={{}}
      submit={
        <button type="submit" className="button button-plain" aria-label={label}>
          {text}
        </button>
      }
    >
      {(tools) => (
        <>
          <OneTime tools={tools} />
          {Object.entries(values).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        </>
      )}
    </Form>
  );
}

function Submit({ text }: { text: string }) {
  return (
    <button type="submit" className="button">
      {text}
    </button>
  );
}

function OneTime({ tools: { answer } }: { tools: FormTools }) {
  const t = useTranslations('users');
  const shown = answer?.shown;
  if (!shown?.password) return null;
  return (
    <Notice tone="good" title={t('once', { username: shown.username ?? '', password: shown.password })}>
      {shown.href && <Link href={shown.href}>{t('toUser')}</Link>}
    </Notice>
  );
}
