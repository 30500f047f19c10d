import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { type Actor, NOBODY } from '@/lib/access/actor';
import { type Holder, type Obligation, sessionHolder } from '@/lib/db/sessions';
import { authOptions } from './auth';
import { requestFrom } from './from';
import { renderedForAll } from './placed';

const OWED: Record<Obligation, string> = { password: '/desk/profile/password', totp: '/desk/profile/code' };

/** The id in the person's cookie, whether the session holds or not. */
export async function cookieSession(): Promise<string | null> {
  if (renderedForAll()) return null;
  await connection(); // a build has no settings and nobody asks
  const session: { sid?: unknown } | null = await getServerSession(authOptions());
  return typeof session?.sid === 'string' ? session.sid : null;
}

/** The session that still holds, and whose it is. Read once per request. */
export const currentHolder = cache(async (): Promise<Holder | null> => {
  const id = await cookieSession();
  return id === null ? null : sessionHolder(id);
});

/** Who asks, and from where: the user of a session that still holds, else nobody. */
export const currentActor = cache(async (): Promise<Actor> => ({ ...((await currentHolder())?.actor ?? NOBODY), from: await requestFrom() }));

/** Who asks, sent to sign in first where it is nobody, and to what they owe before anything else. */
export async function requireActor(from: string): Promise<Actor> {
  const { owes } = await requireHolder(from);
  if (owes) redirect(OWED[owes]);
  return currentActor();
}

/** Whose session it is, whatever they owe; sent to sign in first where there is none. */
export async function requireHolder(from: string): Promise<Holder> {
  const holder = await currentHolder();
  if (!holder) redirect(`/sign-in?callbackUrl=${encodeURIComponent(from)}`);
  return holder;
}
