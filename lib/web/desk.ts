import type { Actor } from '@/lib/access/actor';
import { type Act, may } from '@/lib/access/acts';
import { refuseAct } from '@/lib/db/audit';
import { requireActor } from './session';

/** Who works here: signed in, and allowed the act; to others, null, the page is absent, and the attempt is recorded. */
export async function requireAct(act: Act, from: string): Promise<Actor | null> {
  const actor = await requireActor(from);
  if (may(actor, act)) return actor;
  await refuseAct(actor, act, { subjectType: 'page', subjectId: from });
  return null;
}
