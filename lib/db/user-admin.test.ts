import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, type GrantedRole, NOBODY } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import { db } from './client';
import { sessionHolder } from './sessions';
import { beginSession } from './sign-in';
import { grantRole, inviteUser, resetPassword, revokeGrant, setDisabled } from './user-admin';
import { holdsAllThree, listUsers, readUser, usersInOrder } from './user-list';

const TODAY = '2026-11-20';
const HERE = { address: null, userAgent: null };

/** The number of the session that a password begins; null where it is refused. */
async function signIn(username: string, password: string): Promise<string | null> {
  const begun = await beginSession(username, password, HERE);
  return begun.accepted ? begun.change : null;
}

/** A user's grants, once they have chosen a password of their own. */
async function sessionActor(id: string) {
  const held = await sessionHolder(id);
  if (held) await db().user.update({ where: { id: held.actor.userId ?? 0 }, data: { mustChangePassword: false } });
  return (await sessionHolder(id))?.actor ?? null;
}
const whole = { sectorCode: null, unitId: null };

function holding(userId: number, ...grants: (Partial<GrantedRole> & Pick<GrantedRole, 'role'>)[]): Actor {
  return { ...NOBODY, userId, name: '试验', grants: grants.map((grant) => ({ regionCode: '000000', ...whole, ...grant })) };
}

const ROOT = holding(1, { role: 'administrator' });
const ZHEJIANG = holding(2, { role: 'administrator', regionCode: '330000' });

function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
  return decision.change;
}

const reasons = (decision: Decision<unknown>) => (decision.accepted ? [] : decision.findings.map(({ reason }) => reason));

let next = 0;
const invite = (actor: Actor, texts: Record<string, string>) => {
  next += 1;
  return inviteUser(actor, { username: `shiyan${next}`, displayName: `试验${next}`, role: 'clerk', ...texts }, TODAY);
};

beforeAll(async () => {
  // The template holds no user: these are numbers 1 and 2.
  for (const id of [1, 2]) await db().user.create({ data: { username: `root${id}`, displayName: '管理', passwordHash: '-' } });
  await db().grant.create({ data: { userId: 1, role: 'administrator' } });
  await db().grant.create({ data: { userId: 2, role: 'administrator', regionCode: '330000' } });
});

beforeEach(async () => {
  await db().grant.deleteMany({ where: { role: 'security' } });
});

describe('an administrator of users', () => {
  it('makes a user, who signs in with the password that is shown once', async () => {
    const { userId, username, password } = accepted(await invite(ROOT, { region: '浙江省', sector: 'tax', role: 'registrar' }));
    const session = await signIn(username, password);
    expect(await sessionActor(session ?? '')).toMatchObject({ grants: [{ role: 'registrar', regionCode: '330000', sectorCode: 'tax', unitId: null }] });
    expect(await readUser(ROOT, userId, TODAY)).toMatchObject({ grants: [{ region: '浙江省', sector: '税务' }], mayManage: true });
  });

  it('gives and takes roles, which hold from the next request', async () => {
    const { userId, username, password } = accepted(await invite(ROOT, { region: '330100' }));
    const session = (await signIn(username, password)) ?? '';
    accepted(await grantRole(ROOT, userId, { role: 'auditor' }, TODAY));
    expect((await sessionActor(session))?.grants.map(({ role }) => role).sort()).toEqual(['auditor', 'clerk']);
    const grant = (await readUser(ROOT, userId, TODAY))?.grants.find(({ role }) => role === 'clerk');
    accepted(await revokeGrant(ROOT, grant?.id ?? 0, TODAY));
    expect((await sessionActor(session))?.grants.map(({ role }) => role)).toEqual(['auditor']);
    const acts = await db().auditEvent.findMany({ where: { subjectType: 'user', subjectId: String(userId) }, orderBy: { id: 'asc' } });
    expect(acts.map(({ act }) => act)).toEqual(['user.create', 'user.grant', 'user.revoke']);
  });

  it('shuts a user out at once, lets them in again, and resets a password', async () => {
    const { userId, username, password } = accepted(await invite(ROOT, {}));
    const session = (await signIn(username, password)) ?? '';
    accepted(await setDisabled(ROOT, userId, true, TODAY));
    expect(await sessionActor(session)).toBeNull();
    accepted(await setDisabled(ROOT, userId, false, TODAY));
    const again = (await signIn(username, password)) ?? '';
    const fresh = accepted(await resetPassword(ROOT, userId, TODAY));
    expect(await sessionActor(again)).toBeNull();
    expect(await signIn(username, password)).toBeNull();
    expect(await signIn(username, fresh.password)).not.toBeNull();
  });

  it.each([
    [{ role: 'king' }, 'role-needed'],
    [{ region: '没有这个地方' }, 'region-unknown'],
    [{ sector: 'nothing' }, 'sector-unknown'],
    [{ grantUnit: '某局' }, 'unit-to-choose'],
    [{ displayName: ' ' }, 'name-needed'],
    [{ username: 'Not A Name' }, 'username-form'],
    [{ username: 'root1' }, 'username-taken'],
  ])('is refused %j', async (texts, reason) => {
    expect(reasons(await invite(ROOT, texts as Record<string, string>))).toEqual([reason]);
  });

  it('does not change its own grants, nor shut itself out', async () => {
    const own = await db().grant.findFirstOrThrow({ where: { userId: 1 } });
    expect(reasons(await revokeGrant(ROOT, own.id, TODAY))).toEqual(['grant-own']);
    expect(reasons(await grantRole(ROOT, 1, { role: 'auditor' }, TODAY))).toEqual(['grant-own']);
    expect(reasons(await setDisabled(ROOT, 1, true, TODAY))).toEqual(['disable-own']);
  });

  it('gives a grant once', async () => {
    const { userId } = accepted(await invite(ROOT, { region: '330100' }));
    expect(reasons(await grantRole(ROOT, userId, { role: 'clerk', region: '330100' }, TODAY))).toEqual(['grant-exists']);
  });
});

describe('an administrator of a province', () => {
  it('gives only what lies within it', async () => {
    accepted(await invite(ZHEJIANG, { region: '杭州市' }));
    expect(reasons(await invite(ZHEJIANG, { region: '江苏省' }))).toEqual(['grant-beyond-own']);
    expect(reasons(await invite(ZHEJIANG, { region: '' }))).toEqual(['grant-beyond-own']);
  });

  it('finds users of elsewhere, and users with any grant elsewhere, as absent as none', async () => {
    const { userId } = accepted(await invite(ROOT, { region: '330100' }));
    expect(await readUser(ZHEJIANG, userId, TODAY)).not.toBeNull();
    accepted(await grantRole(ROOT, userId, { role: 'clerk', region: '440100' }, TODAY));
    expect(await readUser(ZHEJIANG, userId, TODAY)).toBeNull();
    expect((await listUsers(ZHEJIANG, TODAY)).map(({ id }) => id)).not.toContain(userId);
    for (const act of [
      grantRole(ZHEJIANG, userId, { role: 'clerk', region: '330000' }, TODAY),
      setDisabled(ZHEJIANG, userId, true, TODAY),
      resetPassword(ZHEJIANG, userId, TODAY),
    ])
      expect(reasons(await act)).toEqual(['not-found']);
    const grant = await db().grant.findFirstOrThrow({ where: { userId, regionCode: '330100' } });
    expect(reasons(await revokeGrant(ZHEJIANG, grant.id, TODAY))).toEqual(['not-found']);
  });
});

describe('others', () => {
  it.each(['clerk', 'registrar', 'viewer', 'auditor'] as const)('who are %s manage no user', async (role) => {
    const actor = holding(9, { role });
    expect(reasons(await invite(actor, {}))).toEqual(['not-allowed']);
    expect(reasons(await setDisabled(actor, 1, true, TODAY))).toEqual(['not-allowed']);
    expect((await listUsers(actor, TODAY)).length > 0).toBe(role === 'auditor');
  });
});

describe('三员分立', () => {
  it('takes users from the system’s administrators as soon as somebody is 安全管理员', async () => {
    const { userId } = accepted(await invite(ROOT, {}));
    const security = accepted(await invite(ROOT, { role: 'security' }));
    expect(reasons(await invite(ROOT, {}))).toEqual(['grant-beyond-own']);
    expect(reasons(await setDisabled(ROOT, userId, true, TODAY))).toEqual(['not-found']);
    expect(await readUser(ROOT, userId, TODAY)).toMatchObject({ mayManage: false });
    const actor = holding(security.userId, { role: 'security' });
    accepted(await setDisabled(actor, userId, true, TODAY));
    accepted(await setDisabled(COMMAND_LINE, userId, false, TODAY));
  });

  it.each([
    [['administrator', 'auditor'], false, true],
    [['administrator', 'auditor'], true, false],
    [['administrator', 'security', 'auditor'], true, true],
    [['administrator'], false, false],
    [['registrar', 'auditor'], false, false],
  ] as const)('is warned of where one holds %j', (roles, separated, warned) => {
    expect(
      holdsAllThree({ grants: roles.map((role, id) => ({ id, role, regionCode: '000000', region: '', sector: null, unit: null, ...whole })) }, separated),
    ).toBe(warned);
  });
});

it('users are sorted by login name, by name as it is read, and by state, either way round', () => {
  const user = (username: string, displayName: string, disabled = false) => ({
    id: 1,
    username,
    displayName,
    disabled,
    persona: false,
    erased: false,
    grants: [],
    mayManage: true,
  });
  const users = [user('c10', '周'), user('c9', '阿', true), user('b', '李')];
  const order = (sort: Parameters<typeof usersInOrder>[1]) => usersInOrder(users, sort).map(({ username }) => username);
  expect(order('username')).toEqual(['b', 'c9', 'c10']);
  expect(order('-username')).toEqual(['c10', 'c9', 'b']);
  expect(order('name')).toEqual(['c9', 'b', 'c10']);
  expect(order('-state')).toEqual(['c9', 'c10', 'b']);
});
