'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TextField } from '@/components/form/field';
import { Form, type FormAction } from '@/components/form/form';
import { Notice } from '@/components/ui/page';

/** Asks for the password, to begin or to end the second step. */
export function PasswordAsked({ action, button, plain = false }: { action: FormAction; button: string; plain?: boolean }) {
  const field = useTranslations('field');
  return (
    <Form
      action={action}
      before={{}}
      submit={
        <button type="submit" className={plain ? 'button button-plain' : 'button'}>
          {button}
        </button>
      }
    >
      {({ errors }) => (
        <TextField name="passwordNow" type="password" label={field('passwordNow')} autoComplete="current-password" errors={errors('passwordNow')} required />
      )}
    </Form>
  );
}

/**
 * Answers with recovery codes: to the first right code, later to the password. One form for
 * both, so that the codes stand in its place when the page is drawn anew.
 */
export function CodesForm({ action, confirmed }: { action: FormAction; confirmed: boolean }) {
  const t = useTranslations('profile');
  const field = useTranslations('field');
  return (
    <Form
      action={action}
      before={{}}
      told={(codes) => <RecoveryCodes codes={codes} />}
      submit={
        <button type="submit" className={confirmed ? 'button button-plain' : 'button'}>
          {t(confirmed ? 'renewCodes' : 'confirmCode')}
        </button>
      }
    >
      {({ errors }) =>
        confirmed ? (
          <TextField name="passwordNow" type="password" label={field('passwordNow')} autoComplete="current-password" errors={errors('passwordNow')} required />
        ) : (
          <TextField name="code" label={field('code')} hint={t('codeHint')} inputMode="numeric" autoComplete="one-time-code" errors={errors('code')} required />
        )
      }
    </Form>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations('profile');
  return (
    <Notice tone="good" title={t('codesTitle')}>
      <p>{t('codesLead')}</p>
      <ul className="my-3 grid max-w-sm grid-cols-2 gap-x-6 font-mono text-lg">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p>
        <Link href="/desk">{t('codesKept')}</Link>
      </p>
    </Notice>
  );
}
