import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { ANY_EVENT, listEvents } from './audit-read';
import { db } from './client';
import { changePassword, oneTimePassword, resetUser } from './passwords';
import { ownProfile, renameSelf } from './profile';
import { sessionHolder } from './sessions';
import { beginSession } from './sign-in';
import { createUser } from './users';

const FIRST = oneTimePassword();
const SECOND = 'tiger-lantern-4821';
const HERE = { address: null, userAgent: null };

async function begin(password: string) {
  const decision = await beginSession('wangwu', password, HERE);
  const holder = decision.accepted ? await sessionHolder(decision.change) : null;
  if (!holder) throw new Error('the sign-in was refused');
  return holder;
}

function texts(passwordNow: string, passwordNew: string, passwordAgain = passwordNew) {
  return { passwordNow, passwordNew, passwordAgain };
}

beforeAll(async () => {
  await createUser(COMMAND_LINE, { username: 'wangwu', displayName: '王五', password: FIRST, role: 'administrator' });
});

describe('a password that somebody else has told', () => {
  it('lets its user do nothing but change it', async () => {
    const { actor, owes, sessionId } = await begin(FIRST);
    expect(owes).toBe('password');
    expect(actor).toMatchObject({ name: '王五', grants: [] });
    const other = await begin(FIRST);
    expect(await changePassword(actor, texts(FIRST, SECOND), sessionId)).toMatchObject({ accepted: true });
    expect(await sessionHolder(sessionId)).toMatchObject({ owes: null, actor: { grants: [{ role: 'administrator' }] } });
    expect(await sessionHolder(other.sessionId)).toBeNull();
    expect(await beginSession('wangwu', FIRST, HERE)).toMatchObject({ accepted: false });
  });

  it('is not asked of a demonstration user, whose password is printed', async () => {
    await createUser(COMMAND_LINE, { username: 'demo-more', displayName: '示例', password: 'demo-more', role: 'viewer', persona: true });
    const begun = await beginSession('demo-more', 'demo-more', HERE);
    expect(begun.accepted && (await sessionHolder(begun.change))).toMatchObject({ owes: null, actor: { grants: [{ role: 'viewer' }] } });
  });

  it('is given by a reset, which ends every session; only to those who may', async () => {
    const before = await begin(SECOND);
    expect(await resetUser(NOBODY, 'wangwu')).toMatchObject({ accepted: false, findings: [{ reason: 'not-allowed' }] });
    expect(await resetUser(COMMAND_LINE, 'nobody')).toMatchObject({ accepted: false, findings: [{ reason: 'not-found' }] });
    const reset = await resetUser(COMMAND_LINE, 'wangwu');
    expect(await sessionHolder(before.sessionId)).toBeNull();
    const after = await begin(reset.accepted ? reset.change : '');
    expect(after.owes).toBe('password');
    await changePassword(after.actor, texts(reset.accepted ? reset.change : '', SECOND), after.sessionId);
  });
});

describe('changing a password', () => {
  it.each([
    ['the old one wrong', texts('not it', 'moss-harbour-5573'), ['passwordNow password-wrong']],
    ['the same again', texts(SECOND, SECOND), ['passwordNew password-same']],
    ['two that differ', texts(SECOND, 'moss-harbour-5573', 'moss-harbour-5574'), ['passwordAgain password-differs']],
    ['a short one', texts(SECOND, 'moss-5573'), ['passwordNew password-short']],
    ['the user name in it', texts(SECOND, 'moss-wangwu-5573'), ['passwordNew password-name']],
    ['a common one and the old one wrong', texts('not it', 'password1234'), ['passwordNow password-wrong', 'passwordNew password-guessable']],
    ['nothing', {}, ['passwordNow password-wrong', 'passwordNew password-short']],
  ])('refuses %s', async (_what, typed, said) => {
    await db().signInFailure.deleteMany();
    const { actor, sessionId } = await begin(SECOND);
    const decision = await changePassword(actor, typed, sessionId);
    expect(decision.accepted ? [] : decision.findings.map(({ field, reason }) => `${field} ${reason}`)).toEqual(said);
    expect(await begin(SECOND)).toBeTruthy();
  });

  it('is slowed down like a sign-in for whoever has found an open session', async () => {
    const { actor, sessionId } = await begin(SECOND);
    for (let tries = 0; tries < 5; tries++) await changePassword(actor, texts(`guess ${tries}`, 'moss-harbour-5573'), sessionId);
    expect(await changePassword(actor, texts(SECOND, 'moss-harbour-5573'), sessionId)).toMatchObject({ findings: [{ reason: 'sign-in-wait' }] });
    await db().signInFailure.deleteMany();
  });

  it('is in the audit, without any password', async () => {
    const events = await db().auditEvent.findMany({ where: { subjectType: 'user' } });
    expect(events.map(({ act }) => act)).toEqual(expect.arrayContaining(['user.change-password', 'user.reset']));
    expect(JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(SECOND);
  });
});

describe('a profile', () => {
  it('shows who one is, and takes another name to be shown', async () => {
    const { actor } = await begin(SECOND);
    expect(await renameSelf(actor, { displayName: ' 王\u200b五（办公室） ' })).toMatchObject({ accepted: true });
    expect(await ownProfile(actor)).toMatchObject({
      username: 'wangwu',
      displayName: '王五（办公室）',
      grants: [{ role: 'administrator', regionName: '全国' }],
    });
    const auditor: Actor = { ...NOBODY, grants: [{ role: 'auditor', regionCode: '000000', sectorCode: null, unitId: null }] };
    const { items } = await listEvents(auditor, { ...ANY_EVENT, acts: ['user.rename'] }, { skip: 0, take: 1 });
    expect(items[0]).toMatchObject({ before: { displayName: '王五' }, after: { displayName: '王五（办公室）' } });
  });

  it.each([
    ['', 'display-name-needed'],
    ['\u200b', 'display-name-needed'],
    ['名'.repeat(41), 'display-name-long'],
  ])('refuses the name %j', async (displayName, reason) => {
    expect(await renameSelf((await begin(SECOND)).actor, { displayName })).toMatchObject({ findings: [{ field: 'displayName', reason }] });
  });

  it('is nobody’s who has not signed in', async () => {
    const stranger: Actor = { ...NOBODY };
    expect(await ownProfile(stranger)).toBeNull();
    expect(await renameSelf(stranger, { displayName: '某人' })).toMatchObject({ accepted: false });
    expect(await changePassword(stranger, texts(SECOND, 'moss-harbour-5573'), '')).toMatchObject({ accepted: false });
  });
});
