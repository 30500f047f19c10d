import type { Actor } from '@/lib/access/actor';
import { type Act, may } from '@/lib/access/acts';
import { requireActor } from './session';

/** Who works here: signed in, and allowed the act; to others, null, the page is absent. */
export async function requireAct(act: Act, from: string): Promise<Actor | null> {
  const actor = await requireActor(from);
  return may(actor, act) ? actor : null;
}
