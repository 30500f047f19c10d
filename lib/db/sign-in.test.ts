import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { ANY_EVENT, listEvents } from './audit-read';
import { db } from './client';
import { countAttempt, forgiveAttempt } from './lockout';
import { endOtherSessions, endOwnSession, ownSessions, sessionHolder } from './sessions';
import { beginSession, type From } from './sign-in';
import { createUser } from './users';

const PASSWORD = 'tiger-lantern-4821';
const MINUTE = 60_000;
const AUDITOR: Actor = { ...NOBODY, grants: [{ role: 'auditor', regionCode: '000000', sectorCode: null, unitId: null }] };

function from(address: string | null, userAgent: string | null = null): From {
  return { address, userAgent };
}

/** What a sign-in is answered: that it was let in, or why not. */
async function answer(username: string, password: string, address: string | null = null): Promise<string> {
  const decision = await beginSession(username, password, from(address));
  if (decision.accepted) return 'in';
  // To the next ten: a second may have gone by since.
  const [{ reason, facts } = { reason: '', facts: undefined }] = decision.findings;
  return facts ? `${reason} ${Math.ceil(Number(facts.seconds) / 10) * 10}` : reason;
}

async function session(username: string, address = '198.51.100.1'): Promise<string> {
  const decision = await beginSession(username, PASSWORD, from(address, 'a browser'));
  if (!decision.accepted) throw new Error('the session was refused');
  return decision.change;
}

async function actorOf(id: string) {
  const holder = await sessionHolder(id);
  if (!holder) throw new Error('the session does not hold');
  return holder.actor;
}

const times = (count: number) => Array.from({ length: count });

beforeAll(async () => {
  for (const username of ['zhangsan', 'lisi']) {
    await createUser(COMMAND_LINE, { username, displayName: username, password: PASSWORD, role: 'viewer', mustChangePassword: false });
  }
});

beforeEach(() => db().signInFailure.deleteMany());

describe('signing in with wrong passwords', () => {
  it.each(['zhangsan', 'who-does-not-exist'])('is answered alike, and slowed down from the fifth on: %s', async (username) => {
    for (const _ of times(5)) expect(await answer(username, 'wrong')).toBe('sign-in-wrong');
    expect(await answer(username, 'wrong')).toBe('sign-in-wait 30');
    expect(await answer(username.toUpperCase(), 'wrong')).toBe('sign-in-wait 30');
    expect(await answer(username, PASSWORD)).toBe('sign-in-wait 30');
  });

  it('takes one attempt after the delay, and the next delay is twice as long', async () => {
    for (const _ of times(5)) await answer('zhangsan', 'wrong');
    await db().signInFailure.updateMany({ data: { blockedUntil: new Date() } });
    expect(await answer('zhangsan', 'wrong')).toBe('sign-in-wrong');
    expect(await answer('zhangsan', PASSWORD)).toBe('sign-in-wait 60');
    await db().signInFailure.updateMany({ data: { blockedUntil: new Date() } });
    expect(await answer('zhangsan', PASSWORD)).toBe('in');
  });

  it('begins anew after a right one', async () => {
    for (const _ of times(4)) await answer('zhangsan', 'wrong');
    expect(await answer('zhangsan', PASSWORD)).toBe('in');
    expect(await db().signInFailure.count()).toBe(0);
    for (const _ of times(5)) expect(await answer('zhangsan', 'wrong')).toBe('sign-in-wrong');
  });

  it('cannot be done faster by trying at once', async () => {
    const answers = await Promise.all(times(12).map(() => answer('zhangsan', 'wrong')));
    expect(answers.filter((each) => each === 'sign-in-wrong')).toHaveLength(5);
  });

  it('lets everyone in who comes at the same moment with the right one', async () => {
    const answers = await Promise.all(times(3).map(() => answer('lisi', PASSWORD, '203.0.113.13')));
    expect(answers).toEqual(['in', 'in', 'in']);
    for (let round = 0; round < 30; round++) {
      const counted = await Promise.all(
        times(4).map(() => countAttempt([['address', '203.0.113.14']]).then(() => forgiveAttempt([['address', '203.0.113.14']]))),
      );
      expect(counted).toHaveLength(4);
    }
    expect(await db().signInFailure.count()).toBe(0);
  });

  it('slows an address down that tries many names, and no other address', async () => {
    for (const _ of times(100)) await countAttempt([['address', '203.0.113.9']]);
    expect(await answer('yet-another-name', 'wrong', '203.0.113.9')).toBe('sign-in-wrong');
    expect(await answer('zhangsan', PASSWORD, '203.0.113.9')).toBe('sign-in-wait 30');
    expect(await answer('zhangsan', PASSWORD, '203.0.113.10')).toBe('in');
  });

  it('does not count the right ones of an office against its address', async () => {
    for (const _ of times(99)) await countAttempt([['address', '203.0.113.11']]);
    for (const _ of times(3)) expect(await answer('lisi', PASSWORD, '203.0.113.11')).toBe('in');
    expect(await db().signInFailure.findMany()).toMatchObject([{ failures: 99, blockedUntil: null }]);
  });

  it('keeps no name that was typed, which may be a password, and forgets after a day', async () => {
    await answer('typed-by-mistake', 'wrong');
    const [kept] = await db().signInFailure.findMany();
    expect(kept?.key).toMatch(/^account:[\w-]{43}$/);
    await db().signInFailure.updateMany({ data: { lastAt: new Date(Date.now() - 25 * 60 * MINUTE) } });
    await answer('zhangsan', PASSWORD);
    expect(await db().signInFailure.count()).toBe(0);
  });

  it('leaves each refusal in the audit, and from where', async () => {
    const { id } = await db().user.findUniqueOrThrow({ where: { username: 'lisi' } });
    for (const _ of times(6)) await answer('lisi', 'wrong', '203.0.113.12');
    const { items } = await listEvents(AUDITOR, { ...ANY_EVENT, acts: ['session.refuse'], subject: `user-${id}` }, { skip: 0, take: 10 });
    const told = (why: string) => ({ address: '203.0.113.12', after: { why } });
    expect(items.map(({ address, after }) => ({ address, after }))).toEqual([told('blocked'), ...times(5).map(() => told('wrong'))]);
  });
});

describe('a session', () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
  const lastUsed = async (id: string) => (await db().session.findUniqueOrThrow({ where: { id } })).lastUsedAt;

  it.each([
    [{ GUTA_SESSION_IDLE_MINUTES: undefined }, 119, true],
    [{ GUTA_SESSION_IDLE_MINUTES: undefined }, 121, false],
    [{ GUTA_SESSION_IDLE_MINUTES: '10' }, 9, true],
    [{ GUTA_SESSION_IDLE_MINUTES: '10' }, 11, false],
  ])('with the limit %o, unused for %i minutes, holds: %s', async ({ GUTA_SESSION_IDLE_MINUTES: limit }, minutes, holds) => {
    const id = await session('lisi');
    await db().session.update({ where: { id }, data: { lastUsedAt: ago(minutes) } });
    if (limit) process.env.GUTA_SESSION_IDLE_MINUTES = limit;
    expect((await sessionHolder(id)) !== null).toBe(holds);
    delete process.env.GUTA_SESSION_IDLE_MINUTES;
  });

  it('ends after twelve hours however much it is used, or when the operator says', async () => {
    const { createdAt, expiresAt } = await db().session.findUniqueOrThrow({ where: { id: await session('lisi') } });
    expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / MINUTE)).toBe(12 * 60);
    process.env.GUTA_SESSION_HOURS = '8';
    const shorter = await db().session.findUniqueOrThrow({ where: { id: await session('lisi') } });
    delete process.env.GUTA_SESSION_HOURS;
    expect(Math.round((shorter.expiresAt.getTime() - shorter.createdAt.getTime()) / MINUTE)).toBe(8 * 60);
  });

  it('writes when it was used at most once a minute', async () => {
    const id = await session('lisi');
    const recent = ago(0.5);
    await db().session.update({ where: { id }, data: { lastUsedAt: recent } });
    await sessionHolder(id);
    expect(await lastUsed(id)).toEqual(recent);
    await db().session.update({ where: { id }, data: { lastUsedAt: ago(1.5) } });
    await sessionHolder(id);
    expect((await lastUsed(id)).getTime()).toBeGreaterThan(recent.getTime());
  });

  it('is listed to its user with where it was begun, and ended by them alone', async () => {
    await db().session.updateMany({ data: { endedAt: new Date() } });
    const [first, second, third] = [await session('zhangsan', '203.0.113.1'), await session('zhangsan', '203.0.113.2'), await session('zhangsan')];
    const mine = await actorOf(second);
    const other = await actorOf(await session('lisi'));
    expect((await ownSessions(mine)).map(({ id, address, userAgent }) => [id, address, userAgent])).toEqual(
      expect.arrayContaining([
        [first, '203.0.113.1', 'a browser'],
        [second, '203.0.113.2', 'a browser'],
      ]),
    );
    expect(await endOwnSession(other, first)).toMatchObject({ accepted: false, findings: [{ reason: 'not-found' }] });
    expect(await endOwnSession(mine, 'nonsense')).toMatchObject({ accepted: false });
    expect(await endOwnSession(mine, first)).toMatchObject({ accepted: true });
    expect(await sessionHolder(first)).toBeNull();
    await endOtherSessions(mine, second);
    expect(await sessionHolder(third)).toBeNull();
    expect((await ownSessions(mine)).map(({ id }) => id)).toEqual([second]);
    expect(await db().auditEvent.count({ where: { act: 'session.end', actorId: mine.userId } })).toBe(2);
    expect(await ownSessions(other)).toHaveLength(1);
  });
});
