import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { type Actor, NOBODY } from '@/lib/access/actor';
import { sessionActor } from '@/lib/db/sessions';
import { authOptions } from './auth';
import { requestFrom } from './from';

/** Who asks: the user of a session that still holds, else nobody. Read once per request. */
export const currentActor = cache(async (): Promise<Actor> => {
  await connection(); // a build has no settings and nobody asks
  const session: { sid?: unknown } | null = await getServerSession(authOptions());
  const actor = (typeof session?.sid === 'string' && (await sessionActor(session.sid))) || NOBODY;
  return { ...actor, from: requestFrom() };
});

/** Who asks, sent to sign in first where it is nobody. */
export async function requireActor(from: string): Promise<Actor> {
  const actor = await currentActor();
  if (actor.userId === null) redirect(`/sign-in?callbackUrl=${encodeURIComponent(from)}`);
  return actor;
}
