import { NOBODY } from '@/lib/access/actor';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { record } from './audit';
import { type Tx, transaction } from './client';
import { enter, type From, refused } from './sign-in';

/** What the identity provider says of a person. */
export type Claims = { issuer: string; subject: string; email: string | null; emailVerified: boolean; username: string | null; secondStep: boolean };

/** By what a user is found at first; afterwards always by the subject that was stored then. */
export type Match = 'subject' | 'email' | 'username';

const ENTERING = { id: true, username: true, displayName: true, disabledAt: true, totpConfirmedAt: true } as const;

/** Begins a session for the user whom the identity provider names. Never makes a user, and never gives a user a second subject. */
export function beginProviderSession(claims: Claims, match: Match, from: From): Promise<Decision<string>> {
  return transaction(async (tx) => {
    const user = (await userOfSubject(tx, claims)) ?? (await linkedUser(tx, claims, match));
    if (!user || user.disabledAt) {
      await refused(tx, user, from, 'provider');
      return refuse(finding(null, 'sign-in-no-user'));
    }
    return accept(await enter(tx, user, from, claims.secondStep ? 'oidc-mfa' : 'oidc'));
  });
}

function userOfSubject(tx: Tx, { issuer, subject }: Claims) {
  return tx.user.findFirst({ where: { oidcIssuer: issuer, oidcSubject: subject }, select: ENTERING });
}

async function linkedUser(tx: Tx, claims: Claims, match: Match) {
  const named = namedBy(claims, match);
  const user = named && (await tx.user.findFirst({ where: { ...named, oidcSubject: null, disabledAt: null, persona: false }, select: ENTERING }));
  if (!user) return null;
  const { issuer, subject } = claims;
  await tx.user.update({ where: { id: user.id }, data: { oidcIssuer: issuer, oidcSubject: subject } });
  const actor = { ...NOBODY, userId: user.id, name: user.displayName };
  await record(tx, actor, { act: 'user.link-provider', subjectType: 'user', subjectId: user.id, after: { issuer, match }, personal: { after: { subject } } });
  return user;
}

// An address that the provider has not verified is anybody's.
function namedBy({ email, emailVerified, username }: Claims, match: Match): { email: string } | { username: string } | null {
  if (match === 'email' && email && emailVerified) return { email: email.toLowerCase() };
  return match === 'username' && username ? { username: username.toLowerCase() } : null;
}
