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
export function recordWith(ask: Ask, actor: Actor, events: readonly Recorded[]): Promise<void> {
  return recordEach(
    ask,
    events.map((event) => ({ actor, event })),
  );
}

/** What somebody did. */
export type Done = { actor: Actor; event: Recorded };

/** The same of what several have done. */
export async function recordEach(ask: Ask, done: readonly Done[]): Promise<void> {
  const apart = await keepApart(
    ask,
    done.map(({ actor, event: { personal } }) => ({ actor, personal })),
  );
  const rows = done.map(({ actor, event }, index) => ({ ...doer(actor), ...kept(event), personal: apart[index] ?? null }));
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const { rows: some, values } = given(EVENT, rows.slice(from, from + AT_ONCE));
    await ask(
      `INSERT INTO audit_event (actor_id, actor_name, via, address, request_id, act, subject_type, subject_id, before, after, personal) SELECT row.* FROM ${some}`,
      values,
    );
  }
}

const EVENT = `"actorId" int, "actorName" text, via text, address text, "requestId" text, act text, "subjectType" text, "subjectId" text,
  before jsonb, after jsonb, personal text`;

function doer({ userId, name, via, from }: Actor) {
  // Nobody in particular cannot be found by an address, and so cannot be erased either.
  const address = userId === null ? (from?.address ?? null) : null;
  return { actorId: userId, actorName: userId === null ? name : `user-${userId}`, via, address, requestId: from?.requestId ?? null };
}

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
