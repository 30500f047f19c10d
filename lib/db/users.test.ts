import { describe, expect, it } from 'vitest';
import { COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { db } from './client';
import { endSession, sessionHolder } from './sessions';
import { beginSession } from './sign-in';
import { createUser, disableUser } from './users';

const NEW = { username: 'shiyan', displayName: '试验', password: 'tiger-lantern-4821', role: 'viewer' as const, mustChangePassword: false };
const HERE = { address: '203.0.113.7', userAgent: null };

async function begun(username = NEW.username, password = NEW.password): Promise<string> {
  const decision = await beginSession(username, password, HERE);
  return decision.accepted ? decision.change : (decision.findings[0]?.reason ?? '');
}

describe('users and their sessions', () => {
  it('sign in with the right password only, and are who they are', async () => {
    expect(await createUser(COMMAND_LINE, NEW)).toMatchObject({ accepted: true });
    expect(await begun('shiyan', 'wrong')).toBe('sign-in-wrong');
    expect(await begun('nobody')).toBe('sign-in-wrong');
    const actor = { name: '试验', via: 'web', grants: [{ role: 'viewer', regionCode: '000000' }] };
    expect(await sessionHolder(await begun())).toMatchObject({ actor, owes: null });
  });

  it('keep no password that could be read', async () => {
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { username: 'shiyan' } });
    expect(passwordHash).toMatch(/^\$argon2id\$/);
  });

  it('are out at once when they sign out, are disabled, or their session has expired', async () => {
    const out = await begun();
    await endSession(out);
    expect(await sessionHolder(out)).toBeNull();
    const late = await begun();
    await db().session.update({ where: { id: late }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await sessionHolder(late)).toBeNull();
    const on = await begun();
    expect(await disableUser(COMMAND_LINE, 'shiyan')).toMatchObject({ accepted: true });
    expect(await sessionHolder(on)).toBeNull();
    expect(await begun()).toBe('sign-in-wrong');
  });

  it.each([
    [{ ...NEW }, 'username-taken'],
    [{ ...NEW, username: 'Not A Name' }, 'username-form'],
    [{ ...NEW, username: 'other', password: 'tiger-9' }, 'password-short'],
    [{ ...NEW, username: 'other', password: 'password1234' }, 'password-guessable'],
    [{ ...NEW, username: 'tiger', displayName: '李四' }, 'password-name'],
  ])('refuses %o', async (user, reason) => {
    expect(await createUser(COMMAND_LINE, user)).toMatchObject({ accepted: false, findings: [{ reason }] });
  });

  it('are made and disabled by nobody who may not', async () => {
    expect(await createUser(NOBODY, { ...NEW, username: 'other' })).toMatchObject({ accepted: false, findings: [{ reason: 'not-allowed' }] });
    expect(await disableUser(NOBODY, 'shiyan')).toMatchObject({ accepted: false, findings: [{ reason: 'not-allowed' }] });
  });

  it('leave every sign-in, refusal and sign-out in the audit, without what was typed for an unknown name', async () => {
    const { id } = await db().user.findUniqueOrThrow({ where: { username: 'shiyan' } });
    const acts = (await db().auditEvent.findMany({ where: { subjectType: 'session' } })).map(({ act, subjectId }) =>
      `${act} ${subjectId.length === 36 ? '' : subjectId}`.trim(),
    );
    expect(acts).toEqual(expect.arrayContaining([`session.refuse user-${id}`, 'session.refuse unknown user', 'session.begin', 'session.end']));
  });

  it('made by the command line are recorded as made by it', async () => {
    expect(await db().auditEvent.findFirst({ where: { act: 'user.create' } })).toMatchObject({ via: 'command-line', actorName: 'command line' });
  });
});
