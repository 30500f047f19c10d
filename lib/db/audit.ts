import type { Actor } from '@/lib/access/actor';
import type { Act } from '@/lib/access/acts';
import type { AuditAct, SubjectType } from '@/lib/audit/acts';
import { hideContacts } from '@/lib/audit/mask';
import { type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { keepApart, type Personal } from './audit-personal';
import { type Tx, transaction } from './client';
import type { Prisma } from './generated/client';
import { type Ask, askIn, given } from './raw';

type Subject = { subjectType: SubjectType; subjectId: string | number };

/**
 * What was done to what. `before` and `after` hold only what changed; of contacts in them only that there were
 * some is kept. `personal` is what of before and after is the actor's own name or the like, which can be erased.
 */
export type Recorded = Subject & {
  act: AuditAct;
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
  personal?: Personal;
};

/** Writes the audit event of a change into the transaction that makes the change. */
export async function record(tx: Tx, actor: Actor, event: Recorded): Promise<void> {
  await recordAll(tx, actor, [event]);
}

const AT_ONCE = 5000;

/** The same of many changes at once. */
export function recordAll(tx: Tx, actor: Actor, events: readonly Recorded[]): Promise<void> {
  return recordWith(askIn(tx), actor, events);
}

/** The same within a transaction that is not Prisma's. */
export async function recordWith(ask: Ask, actor: Actor, events: readonly Recorded[]): Promise<void> {
  const name = actor.userId === null ? actor.name : `user-${actor.userId}`;
  const { address = null, requestId = null } = actor.from ?? {};
  const apart = await keepApart(
    ask,
    actor,
    events.map(({ personal }) => personal),
  );
  const rows = events.map((event, index) => ({ ...kept(event), personal: apart[index] }));
  // Nobody in particular cannot be found by an address, and so cannot be erased either.
  const open = actor.userId === null ? address : null;
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const { rows: some, values } = given(EVENT, rows.slice(from, from + AT_ONCE), 5);
    await ask(
      `INSERT INTO audit_event (actor_id, actor_name, via, address, request_id, act, subject_type, subject_id, before, after, personal)
       SELECT $1::int, $2::text, $3::text, $4::text, $5::text, row.* FROM ${some}`,
      [actor.userId, name, actor.via, open, requestId, ...values],
    );
  }
}

const EVENT = 'act text, "subjectType" text, "subjectId" text, before jsonb, after jsonb, personal text';

function kept({ before, after, subjectId, personal: _, ...event }: Recorded) {
  return {
    ...event,
    subjectId: String(subjectId).replaceAll('\0', '\uFFFD').slice(0, 500), // an address may hold anything
    before: before && hideContacts(before as object),
    after: after && hideContacts(after as object),
  };
}

/** Records what changes nothing else: a look, an export. */
export function recordAlone(actor: Actor, event: Recorded): Promise<void> {
  return transaction((tx) => record(tx, actor, event));
}

/**
 * Refuses an act and records the attempt, in a transaction of its own. What nobody in particular
 * attempts is not recorded: anybody could fill the audit from outside.
 */
export async function refuseAct(actor: Actor, tried: Act, subject: Subject): Promise<Decision<never>> {
  return refuseOutside(actor, tried, subject, finding(null, 'not-allowed'));
}

/** The same, for want of a grant that reaches the thing: with what the person is told, which may be that it is absent. */
export async function refuseOutside(actor: Actor, tried: Act, subject: Subject, ...findings: Finding[]): Promise<Decision<never>> {
  if (actor.userId !== null) await recordAlone(actor, { act: 'access.refuse', ...subject, after: { tried } });
  return refuse(...findings);
}
