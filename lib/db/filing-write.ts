import type { Actor } from '@/lib/access/actor';
import { hideMended } from '@/lib/audit/mask';
import { type FilingState, type Step, WAITING_STATES } from '@/lib/registry/filing';
import type { Day } from '@/lib/taxonomy/day';
import { afterWorkdays } from '@/lib/taxonomy/workday';
import { record } from './audit';
import type { Tx } from './client';
import { dateOf } from './days';
import type { Asked } from './filing-submit';
import type { Prisma } from './generated/client';
import { askIn } from './raw';
import type { Reference } from './reference';
import { filingDays } from './settings';
import { keepWaivers } from './waivers';

type Office = { officeCode: string; office: string[] };

/** Writes a filing that begins: it waits for its office from now on. */
export async function keepAsked(tx: Tx, actor: Actor, { place, waived, ...asked }: Asked, office: Office, lists: Reference, today: Day): Promise<number> {
  const { lineage, sectors, vertical, units } = place;
  const { id } = await tx.filing.create({
    data: {
      ...asked,
      present: asked.present ?? undefined,
      ...office,
      lineage: [...lineage],
      sectors: [...sectors],
      vertical,
      units: [...units],
      state: 'submitted',
      askedById: actor.userId,
      dueOn: await dueOn(tx, lists, 'submitted', today),
    },
  });
  await addStep(tx, actor, id, { step: 'submit', from: null, to: 'submitted' });
  await keepWaivers(askIn(tx), actor, id, waived);
  return id;
}

/** Until when the office is to act, where it is its turn. */
export async function dueOn(tx: Tx, { calendar }: Reference, state: FilingState, today: Day): Promise<Date | null> {
  return WAITING_STATES.includes(state) ? dateOf(afterWorkdays(calendar, today, await filingDays(tx))) : null;
}

export type StepTaken = {
  step: Step;
  from: FilingState | null;
  to: FilingState;
  day?: Day | null;
  reasons?: string[];
  text?: string | null;
  link?: string | null;
  difference?: Prisma.InputJsonObject;
};

/** Adds a step to a filing's history and to the audit. */
export async function addStep(tx: Tx, actor: Actor, filingId: number, { step, from, to, day = null, difference, ...said }: StepTaken): Promise<void> {
  await tx.filingEvent.create({
    data: { filingId, actorId: actor.userId, step, fromState: from, toState: to, day: dateOf(day), difference: difference && hideMended(difference), ...said },
  });
  await record(tx, actor, {
    act: `filing.${step}`,
    subjectType: 'filing',
    subjectId: filingId,
    before: from === null ? undefined : { state: from },
    after: { state: to, ...(day === null ? {} : { day }), ...(said.reasons?.length ? { reasons: said.reasons } : {}) },
  });
}
