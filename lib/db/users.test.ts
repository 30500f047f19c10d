import { describe, expect, it } from 'vitest';
import { COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { db } from './client';
import { beginSession, endSession, sessionActor } from './sessions';
import { createUser, disableUser } from './users';

const NEW = { username: 'shiyan', displayName: '试验', password: 'a-long-enough-one', role: 'viewer' as const };

describe('users and their sessions', () => {
  it('sign in with the right password only, and are who they are', async () => {
    expect(await createUser(COMMAND_LINE, NEW)).toMatchObject({ accepted: true });
    expect(await beginSession('shiyan', 'wrong')).toBeNull();
    expect(await beginSession('nobody', NEW.password)).toBeNull();
    const session = await beginSession('shiyan', NEW.password);
    expect(await sessionActor(session ?? '')).toMatchObject({ name: '试验', via: 'web', grants: [{ role: 'viewer', regionCode: '000000' }] });
  });

  it('keep no password that could be read', async () => {
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { username: 'shiyan' } });
    expect(passwordHash).toMatch(/^\$argon2id\$/);
  });

  it('are out at once when they sign out, are disabled, or their session has expired', async () => {
    const out = (await beginSession('shiyan', NEW.password)) ?? '';
    await endSession(out);
    expect(await sessionActor(out)).toBeNull();
    const late = (await beginSession('shiyan', NEW.password)) ?? '';
    await db().session.update({ where: { id: late }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await sessionActor(late)).toBeNull();
    const on = (await beginSession('shiyan', NEW.password)) ?? '';
    expect(await disableUser(COMMAND_LINE, 'shiyan')).toMatchObject({ accepted: true });
    expect(await sessionActor(on)).toBeNull();
    expect(await beginSession('shiyan', NEW.password)).toBeNull();
  });

  it.each([
    [{ ...NEW }, 'username-taken'],
    [{ ...NEW, username: 'Not A Name' }, 'username-form'],
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
