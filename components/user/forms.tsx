'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TextField } from '@/components/form/field';
import { Form, type FormAction } from '@/components/form/form';
import { Notice } from '@/components/ui/page';
import { GrantFields, type Lists } from './grant-fields';

/** Makes a user with a first grant; answers with the password, once. */
export function InviteForm({ action, ...lists }: Lists & { action: FormAction }) {
  const t = useTranslations('users');
  return (
    <Form
      action={action}
      before={{}}
      fields={['username', 'displayName', 'role', 'region', 'sector', 'grantUnit']}
      submit={<Submit text={t('create')} />}
      told={oneTime}
    >
      {(tools) => (
        <>
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
      told={oneTime}
      submit={
        <button type="submit" className="button button-plain" aria-label={label}>
          {text}
        </button>
      }
    >
      {() => (
        <>
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

/** A user's name and password in the place of the form that made them, and where the user can be looked at. */
function oneTime([username = '', password = '', href]: string[]) {
  return <OneTime username={username} password={password} href={href} />;
}

function OneTime({ username, password, href }: { username: string; password: string; href?: string }) {
  const t = useTranslations('users');
  return (
    <Notice tone="good" title={t('once', { username, password })}>
      {href && <Link href={href}>{t('toUser')}</Link>}
    </Notice>
  );
}
