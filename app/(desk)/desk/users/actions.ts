'use server';

import { grantRole, inviteUser, resetPassword, revokeGrant, setDisabled } from '@/lib/db/user-admin';
import { eraseUser } from '@/lib/db/user-erase';
import { accept } from '@/lib/decision';
import { action, telling } from '@/lib/web/action';

export const inviteAction = telling(async (actor, texts, day) => {
  const made = await inviteUser(actor, texts, day);
  return made.accepted ? accept([made.change.username, made.change.password, `/desk/users/${made.change.userId}`]) : made;
});

export const resetPasswordAction = telling(async (actor, { id = '' }, day) => {
  const made = await resetPassword(actor, Number(id), day);
  return made.accepted ? accept([made.change.username, made.change.password]) : made;
});

export const grantAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await grantRole(actor, Number(id), texts, day);
  return decision.accepted ? accept(`/desk/users/${decision.change}`) : decision;
});

export const revokeAction = action(async (actor, { grant = '' }, day) => {
  const decision = await revokeGrant(actor, Number(grant), day);
  return decision.accepted ? accept(`/desk/users/${decision.change}`) : decision;
});

export const eraseUserAction = action(async (actor, { id = '', eraseReason, confirm }, day) => {
  const decision = await eraseUser(actor, Number(id), { reason: eraseReason, confirm }, day);
  return decision.accepted ? accept(`/desk/users/${decision.change}`) : decision;
});

export const disableAction = action(async (actor, { id = '', disabled }, day) => {
  const decision = await setDisabled(actor, Number(id), disabled === 'yes', day);
  return decision.accepted ? accept(`/desk/users/${decision.change}`) : decision;
});
