import { TOTP } from 'otpauth';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, type Role } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import { db } from './client';
import { resetUser } from './passwords';
import { keyedHash, seal, unseal } from './seal';
import { sessionHolder } from './sessions';
import { beginSession } from './sign-in';
import { answerCode, awaitsCode } from './sign-in-code';
import { beginSecondStep, confirmSecondStep, endSecondStep, ownSecondStep, renewRecoveryCodes } from './totp';
import { createUser } from './users';

const PASSWORD = 'tiger-lantern-4821';
const HERE = { address: '203.0.113.7', userAgent: null };

function accepted<T>(decision: Decision<T>): T {
  if (decision.accepted) return decision.change;
  throw new Error(JSON.stringify(decision.findings));
}

const reason = (decision: Decision<unknown>) => (decision.accepted ? 'accepted' : decision.findings[0]?.reason);

/** The code of an app whose clock is some steps ahead: no step is taken twice. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

async function begin(username: string): Promise<string> {
  return accepted(await beginSession(username, PASSWORD, HERE));
}

async function made(username: string, role: Role = 'viewer'): Promise<Actor> {
  accepted(await createUser(COMMAND_LINE, { username, displayName: username, password: PASSWORD, role, mustChangePassword: false }));
  const { id } = await db().user.findUniqueOrThrow({ where: { username } });
  return { userId: id, name: username, via: 'web', grants: [] };
}

/** A user with a second step; its secret and recovery codes. */
async function enrolled(username: string) {
  const actor = await made(username);
  accepted(await beginSecondStep(actor, { passwordNow: PASSWORD }));
  const secret = (await ownSecondStep(actor)).waiting ?? '';
  const codes = accepted(await confirmSecondStep(actor, { code: codeOf(secret, -1) }, ''));
  return { actor, secret, codes };
}

beforeEach(() => db().signInFailure.deleteMany());

describe('setting the second step up', () => {
  it('asks for the password and for a right code, and ends the sessions that had none', async () => {
    const actor = await made('qian');
    const [here, elsewhere] = [await begin('qian'), await begin('qian')];
    expect(reason(await beginSecondStep(actor, { passwordNow: 'not it' }))).toBe('password-wrong');
    expect(await ownSecondStep(actor)).toEqual({ since: null, waiting: null, recoveryLeft: 0 });
    accepted(await beginSecondStep(actor, { passwordNow: PASSWORD }));
    const { waiting } = await ownSecondStep(actor);
    expect(reason(await confirmSecondStep(actor, { code: '000000' }, here))).toBe('code-wrong');
    expect(await awaitsCode(await begin('qian'))).toBe(false);
    expect(accepted(await confirmSecondStep(actor, { code: codeOf(waiting ?? '') }, here))).toHaveLength(10);
    expect(await ownSecondStep(actor)).toMatchObject({ waiting: null, recoveryLeft: 10 });
    expect(await sessionHolder(here)).toMatchObject({ owes: null });
    expect(await sessionHolder(elsewhere)).toBeNull();
    expect(reason(await beginSecondStep(actor, { passwordNow: PASSWORD }))).toBe('collided');
    expect(reason(await confirmSecondStep(actor, { code: codeOf(waiting ?? '', 1) }, here))).toBe('not-found');
  });

  it('is owed by administrators where the operator says so, and by nobody else', async () => {
    for (const [username, role] of [['sun', 'administrator'] as const, ['li', 'registrar'] as const]) {
      await made(username, role);
      const id = await begin(username);
      expect(await sessionHolder(id)).toMatchObject({ owes: null });
      process.env.GUTA_REQUIRE_TOTP = 'administrator';
      const holder = await sessionHolder(id);
      delete process.env.GUTA_REQUIRE_TOTP;
      expect(holder).toMatchObject(role === 'administrator' ? { owes: 'totp', actor: { grants: [] } } : { owes: null, actor: { grants: [{ role }] } });
    }
  });
});

describe('signing in with a second step', () => {
  let user: Awaited<ReturnType<typeof enrolled>>;
  beforeAll(async () => {
    user = await enrolled('zhou');
  });

  it('signs nobody in by the password alone, and takes no code twice', async () => {
    const [first, second] = [await begin('zhou'), await begin('zhou')];
    expect(await sessionHolder(first)).toBeNull();
    const code = codeOf(user.secret);
    expect(reason(await answerCode(first, '000000', HERE))).toBe('code-wrong');
    expect(await sessionHolder(first)).toBeNull();
    expect(reason(await answerCode(first, code, HERE))).toBe('accepted');
    expect(await sessionHolder(first)).toMatchObject({ actor: { name: 'zhou' } });
    expect(reason(await answerCode(second, code, HERE))).toBe('code-wrong');
    expect(reason(await answerCode(first, codeOf(user.secret, 1), HERE))).toBe('sign-in-expired');
    expect(await sessionHolder(second)).toBeNull();
  });

  it('takes a code once when it comes twice at the same moment', async () => {
    const sessions = [await begin('zhou'), await begin('zhou'), await begin('zhou')];
    const code = codeOf(user.secret, 1);
    const answers = await Promise.all(sessions.map((session) => answerCode(session, code, HERE)));
    expect(answers.filter((answer) => answer.accepted)).toHaveLength(1);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const code = user.codes[0] ?? '';
    expect(reason(await answerCode(await begin('zhou'), code.toUpperCase().replace('-', ' '), HERE))).toBe('accepted');
    expect(reason(await answerCode(await begin('zhou'), code, HERE))).toBe('code-wrong');
    expect(await ownSecondStep(user.actor)).toMatchObject({ recoveryLeft: 9 });
    const renewed = accepted(await renewRecoveryCodes(user.actor, { passwordNow: PASSWORD }));
    expect(reason(await answerCode(await begin('zhou'), user.codes[1] ?? '', HERE))).toBe('code-wrong');
    expect(reason(await answerCode(await begin('zhou'), renewed[1] ?? '', HERE))).toBe('accepted');
  });

  it('takes no code of another user', async () => {
    const other = await enrolled('wu');
    expect(reason(await answerCode(await begin('zhou'), other.codes[0] ?? '', HERE))).toBe('code-wrong');
    expect(reason(await answerCode(await begin('zhou'), codeOf(other.secret), HERE))).toBe('code-wrong');
  });

  it('is slowed down, also for who begins anew with the password', async () => {
    for (let tries = 0; tries < 5; tries++) expect(reason(await answerCode(await begin('zhou'), '000000', HERE))).toBe('code-wrong');
    expect(reason(await answerCode(await begin('zhou'), user.codes[3] ?? '', HERE))).toBe('sign-in-wait');
  });

  it('waits ten minutes for the code, no longer', async () => {
    const id = await begin('zhou');
    await db().session.update({ where: { id }, data: { expiresAt: new Date() } });
    expect(reason(await answerCode(id, user.codes[4] ?? '', HERE))).toBe('sign-in-expired');
    expect(await awaitsCode(id)).toBe(false);
  });

  it('is in the audit: what was used, never a code or a secret', async () => {
    const events = await db().auditEvent.findMany({ where: { actorId: user.actor.userId }, orderBy: { id: 'asc' } });
    const acts = events.map(({ act }) => act);
    expect(acts).toEqual(expect.arrayContaining(['user.begin-totp', 'user.confirm-totp', 'session.await-code', 'session.refuse', 'user.renew-recovery-codes']));
    expect(events.flatMap(({ after }) => (after as { by?: string } | null)?.by ?? [])).toEqual(expect.arrayContaining(['code', 'recovery-code']));
    const text = JSON.stringify(events.map(({ before, after }) => [before, after]));
    for (const secret of [user.secret, ...user.codes]) expect(text).not.toContain(secret);
  });

  it('ends with the password, or with a reset', async () => {
    expect(reason(await endSecondStep(user.actor, { passwordNow: 'not it' }))).toBe('password-wrong');
    accepted(await endSecondStep(user.actor, { passwordNow: PASSWORD }));
    expect(await sessionHolder(await begin('zhou'))).not.toBeNull();
    const lost = await enrolled('zheng');
    const password = accepted(await resetUser(COMMAND_LINE, 'zheng'));
    expect(await sessionHolder(accepted(await beginSession('zheng', password, HERE)))).toMatchObject({ owes: 'password' });
    expect(await ownSecondStep(lost.actor)).toEqual({ since: null, waiting: null, recoveryLeft: 0 });
  });
});

describe('what the database keeps', () => {
  it('is no secret that could be read, and no code', async () => {
    const { secret, codes, actor } = await enrolled('wang');
    const user = await db().user.findUniqueOrThrow({ where: { id: actor.userId ?? 0 }, include: { recoveryCodes: true } });
    const text = JSON.stringify(user);
    for (const each of [secret, ...codes]) expect(text).not.toContain(each);
  });

  it('opens only in its own row, unaltered, under the same secret of the server', () => {
    const sealed = seal('a secret', 'totp 1');
    expect(unseal(sealed, 'totp 1')).toBe('a secret');
    expect(unseal(sealed, 'totp 2')).toBeNull();
    expect(unseal(`${sealed.slice(0, -2)}AA`, 'totp 1')).toBeNull();
    expect(unseal('', 'totp 1')).toBeNull();
    const [hashed, secret] = [keyedHash('a code'), process.env.NEXTAUTH_SECRET];
    process.env.NEXTAUTH_SECRET = 'another-secret-of-32-characters-1';
    expect(unseal(sealed, 'totp 1')).toBeNull();
    expect(keyedHash('a code')).not.toBe(hashed);
    process.env.NEXTAUTH_SECRET = secret;
  });
});
