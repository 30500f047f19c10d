'use server';

import { changeGroup, endGroup, joinGroup, leaveGroup, makeGroup } from '@/lib/db/group-write';
import { accept } from '@/lib/decision';
import { action } from '@/lib/web/action';
import { atRow } from '@/lib/web/at-row';

export const makeGroupAction = action(async (actor, texts, day) => {
  const decision = await makeGroup(actor, texts, day);
  return decision.accepted ? accept(`/desk/groups/${decision.change}`) : decision;
});

export const changeGroupAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await changeGroup(actor, Number(id), texts, day);
  return decision.accepted ? accept(`/groups/${decision.change}`) : decision;
});

export const joinGroupAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await joinGroup(actor, Number(id), texts, day);
  return decision.accepted ? accept(`/desk/groups/${decision.change}`) : decision;
});

export const leaveGroupAction = action(async (actor, { id = '', member = '', ...texts }, day) => {
  const decision = await leaveGroup(actor, Number(id), Number(member), { ...texts, until: texts[`until-${member}`] }, day);
  return decision.accepted ? accept(`/desk/groups/${decision.change}`) : atRow(decision, 'until', member);
});

export const endGroupAction = action(async (actor, { id = '', ...texts }, day) => {
  const decision = await endGroup(actor, Number(id), texts, day);
  return decision.accepted ? accept(`/groups/${decision.change}`) : decision;
});
