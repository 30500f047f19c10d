'use server';

import type { Look } from '@/components/account/contact';
import { lookAtContact } from '@/lib/db/account-contact';
import { currentActor } from '@/lib/web/session';

export async function lookAction(_before: Look, form: FormData): Promise<Look> {
  const account = String(form.get('account'));
  const decision = await lookAtContact(await currentActor(), /^\d{1,9}$/.test(account) ? Number(account) : 0);
  return decision.accepted ? decision.change : 'refused';
}
