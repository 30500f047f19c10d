'use server';

import { relate, unrelate } from '@/lib/db/relations';
import { accept, finding, refuse } from '@/lib/decision';
import { RELATIONS } from '@/lib/registry/relation';
import { isCode } from '@/lib/taxonomy/codes';
import { isDay } from '@/lib/taxonomy/day';
import { action } from '@/lib/web/action';

export const relateAction = action(async (actor, { id = '', version = '', kind = '', unit = '', from = '', until = '' }, day) => {
  const wrong = [
    ...(isCode(RELATIONS, kind) ? [] : [finding('kind', 'relation-kind-needed')]),
    ...(isDay(from) ? [] : [finding('from', 'date-form', { value: from })]),
    ...(until === '' || isDay(until) ? [] : [finding('until', 'date-form', { value: until })]),
  ];
  if (wrong.length || !isCode(RELATIONS, kind)) return refuse(...wrong);
  const decision = await relate(actor, Number(id), Number(version), { kind, unit, from, until: until || null }, day);
  return decision.accepted ? accept(`/desk/accounts/${decision.change}/relations`) : decision;
});

export const unrelateAction = action(async (actor, { id = '', version = '', relation = '', then, ...texts }, day) => {
  const until = texts[`until${relation}`] ?? '';
  if (then !== 'remove' && !isDay(until)) return refuse(finding(`until${relation}`, 'date-form', { value: until }));
  const ended = { relationId: Number(relation) || 0, until: then === 'remove' ? null : until };
  const decision = await unrelate(actor, Number(id), Number(version), ended, day);
  return decision.accepted ? accept(`/desk/accounts/${decision.change}/relations`) : decision;
});
