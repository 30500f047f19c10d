import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { db } from './client';
import { beginProviderSession, type Claims, type Match } from './oidc';
import { sessionHolder } from './sessions';
import { createUser, disableUser } from './users';

const ISSUER = 'https://id.example.gov.cn';
const HERE = { address: '203.0.113.7', userAgent: null };

function claims(subject: string, more: Partial<Claims> = {}): Claims {
  return { issuer: ISSUER, subject, email: null, emailVerified: false, username: null, secondStep: false, ...more };
}

/** Who is signed in by what the provider says; or why nobody. */
async function signedIn(said: Claims, match: Match): Promise<string> {
  const begun = await beginProviderSession(said, match, HERE);
  if (!begun.accepted) return begun.findings[0]?.reason ?? '';
  return (await sessionHolder(begun.change))?.actor.name ?? 'a session that does not hold';
}

beforeAll(async () => {
  for (const username of ['feng', 'chen', 'chu', 'wei', 'jiang']) {
    await createUser(COMMAND_LINE, {
      username,
      displayName: username,
      email: `${username}@Example.gov.cn`,
      password: 'tiger-lantern-4821',
      role: 'administrator',
    });
  }
  await createUser(COMMAND_LINE, { username: 'demo-x', displayName: 'demo', password: 'demo-x', role: 'administrator', persona: true });
});

afterEach(() => {
  delete process.env.GUTA_REQUIRE_TOTP;
});

describe('a person whom the identity provider names', () => {
  it('is found by a verified address at first, afterwards by the subject', async () => {
    const address = { email: 'FENG@example.gov.cn', emailVerified: true };
    expect(await signedIn(claims('f-1', address), 'subject')).toBe('sign-in-no-user');
    expect(await signedIn(claims('f-1', address), 'username')).toBe('sign-in-no-user');
    expect(await signedIn(claims('f-1', { ...address, emailVerified: false }), 'email')).toBe('sign-in-no-user');
    expect(await signedIn(claims('f-1', address), 'email')).toBe('feng');
    expect(await signedIn(claims('f-1', { email: 'another@example.gov.cn' }), 'subject')).toBe('feng');
  });

  it('is found by the user name where the operator trusts it', async () => {
    expect(await signedIn(claims('c-1', { username: 'chen' }), 'email')).toBe('sign-in-no-user');
    expect(await signedIn(claims('c-1', { username: 'chen' }), 'username')).toBe('chen');
  });

  it('takes over no user who has a subject already, nor one of another issuer', async () => {
    expect(await signedIn(claims('c-2', { username: 'chen' }), 'username')).toBe('sign-in-no-user');
    expect(await signedIn({ ...claims('c-1'), issuer: 'https://evil.example' }, 'username')).toBe('sign-in-no-user');
  });

  it('is no demonstration user, no disabled one, and never a new one', async () => {
    const before = await db().user.count();
    expect(await signedIn(claims('d-1', { username: 'demo-x' }), 'username')).toBe('sign-in-no-user');
    expect(await signedIn(claims('n-1', { username: 'nobody', email: 'nobody@example.gov.cn', emailVerified: true }), 'username')).toBe('sign-in-no-user');
    expect(await signedIn(claims('u-1', { username: 'chu' }), 'username')).toBe('chu');
    await disableUser(COMMAND_LINE, 'chu');
    expect(await signedIn(claims('u-1', { username: 'chu' }), 'username')).toBe('sign-in-no-user');
    await disableUser(COMMAND_LINE, 'jiang');
    expect(await signedIn(claims('j-1', { username: 'jiang' }), 'username')).toBe('sign-in-no-user');
    expect(await db().user.count()).toBe(before);
  });

  it('owes no change of a password, and a second step only where the provider asked for none', async () => {
    const owed = async (secondStep: boolean) => {
      const begun = await beginProviderSession(claims('w-1', { username: 'wei', secondStep }), 'username', HERE);
      return begun.accepted ? (await sessionHolder(begun.change))?.owes : 'refused';
    };
    expect(await owed(false)).toBeNull();
    process.env.GUTA_REQUIRE_TOTP = 'administrator';
    expect(await owed(false)).toBe('totp');
    expect(await owed(true)).toBeNull();
  });

  it('is asked for the code of the second step that was set up here', async () => {
    await db().user.update({ where: { username: 'wei' }, data: { totpSecret: 'sealed', totpConfirmedAt: new Date() } });
    expect(await signedIn(claims('w-1', { secondStep: true }), 'subject')).toBe('a session that does not hold');
  });

  it('is in the audit: linked once, let in or refused', async () => {
    const { id } = await db().user.findUniqueOrThrow({ where: { username: 'feng' } });
    const events = await db().auditEvent.findMany({ where: { actorId: id }, orderBy: { id: 'asc' } });
    expect(events.map(({ act }) => act)).toEqual(['user.link-provider', 'session.begin', 'session.begin']);
    expect(events[0]?.after).toEqual({ issuer: ISSUER, match: 'email' });
    const kept = await db().auditPersonal.findUnique({ where: { commitment: events[0]?.personal ?? '' } });
    expect(kept).toMatchObject({ userId: id, document: '{"after":{"subject":"f-1"}}' });
    expect(await db().auditEvent.count({ where: { act: 'session.refuse', subjectId: 'unknown user' } })).toBeGreaterThan(3);
  });
});
