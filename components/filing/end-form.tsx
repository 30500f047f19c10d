'use client';

import { Form, type FormAction } from '@/components/form/form';
import { AskedFor, SubmitFiling } from './asked-for';

type Props = { action: FormAction; account: number; before: Record<string, string>; filing: { id: number; version: number } | 'new' };

/** Asks for the end of an account, or once more after it was returned. */
export function EndForm({ action, account, before, filing }: Props) {
  return (
    <Form action={action} before={before} fields={['reason', 'links']} submit={<SubmitFiling again={filing !== 'new'} />}>
      {(tools) => (
        <>
          <input type="hidden" name="id" value={account} />
          <AskedFor tools={tools} filing={filing} />
        </>
      )}
    </Form>
  );
}
