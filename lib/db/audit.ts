import type { Actor } from '@/lib/access/actor';
import type { Tx } from './client';
import type { Prisma } from './generated/client';

/** What was done to what. `before` and `after` hold only what changed. */
export type Recorded = {
  act: string;
  subjectType: 'account' | 'unit' | 'user' | 'session' | 'import' | 'dataset' | 'register';
  subjectId: string | number;
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
};

/** Writes the audit event of a change into the transaction that makes the change. */
export async function record(tx: Tx, actor: Actor, event: Recorded): Promise<void> {
  await tx.auditEvent.create({
    data: { ...event, subjectId: String(event.subjectId), actorId: actor.userId, actorName: actor.name, via: actor.via },
  });
}
