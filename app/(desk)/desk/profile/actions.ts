'use server';

import { changePassword } from '@/lib/db/passwords';
import { renameSelf } from '@/lib/db/profile';
import { endOtherSessions, endOwnSession } from '@/lib/db/sessions';
import { accept, type Decision } from '@/lib/decision';
import { action } from '@/lib/web/action';
import { currentHolder } from '@/lib/web/session';

export const renameSelfAction = action(async (actor, texts) => then('/desk/profile?done=name', await renameSelf(actor, texts)));

export const changePasswordAction = action(async (actor, texts) => {
  const holder = await currentHolder();
  const next = holder?.owes === 'password' ? '/desk' : '/desk/profile?done=password';
  return then(next, await changePassword(actor, texts, holder?.sessionId ?? ''));
});

export const endSessionAction = action(async (actor, { session = '' }) => then('/desk/profile?done=session', await endOwnSession(actor, session)));

export const endOthersAction = action(async (actor) =>
  then('/desk/profile?done=others', await endOtherSessions(actor, (await currentHolder())?.sessionId ?? '')),
);

function then(address: string, decision: Decision<null>): Decision<string> {
  return decision.accepted ? accept(address) : decision;
}
