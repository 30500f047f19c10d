import { hash } from 'argon2';
import type { Actor, Role } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { passwordFindings } from '@/lib/access/password';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { record, refuseAct } from './audit';
import { attempt, db } from './client';
import { endAllBut } from './sessions';

export type NewUser = {
  username: string;
  displayName: string;
  password: string;
  role: Role;
  regionCode?: string;
  sectorCode?: string | null;
  unitId?: number | null;
  email?: string;
  persona?: boolean;
  /** Unless said: whoever makes a user knows the password, so it serves for one sign-in. */
  mustChangePassword?: boolean;
};

/** What a user can be called at sign-in. */
export const USERNAME = /^[a-z0-9][a-z0-9.-]{1,39}$/;

/** Makes a user with one role. Refuses a name that is taken or not of letters, digits, dot, dash, and a weak password. */
export async function createUser(actor: Actor, wanted: NewUser): Promise<Decision<number>> {
  if (!may(actor, 'user.manage')) return refuseAct(actor, 'user.manage', { subjectType: 'user', subjectId: 'new' });
  if (!USERNAME.test(wanted.username)) return refuse(finding('username', 'username-form'));
  const weak = wanted.persona ? [] : passwordFindings('password', wanted.password, [wanted.username, wanted.displayName]);
  if (weak.length) return refuse(...weak);
  const passwordHash = await hash(wanted.password);
  return attempt(async (tx) => {
    if (await tx.user.findUnique({ where: { username: wanted.username } })) return refuse(finding('username', 'username-taken'));
    const { id } = await tx.user.create({
      data: {
        username: wanted.username,
        displayName: wanted.displayName,
        email: wanted.email?.toLowerCase(),
        passwordHash,
        persona: wanted.persona ?? false,
        mustChangePassword: wanted.mustChangePassword ?? !wanted.persona,
        grants: {
          create: { role: wanted.role, regionCode: wanted.regionCode ?? '000000', sectorCode: wanted.sectorCode ?? null, unitId: wanted.unitId ?? null },
        },
      },
    });
    await record(tx, actor, {
      act: 'user.create',
      subjectType: 'user',
      subjectId: id,
      after: { role: wanted.role, regionCode: wanted.regionCode ?? '000000' },
    });
    return accept(id);
  });
}

/** Disables a user: no further sign-in, and every session ends. */
export async function disableUser(actor: Actor, username: string): Promise<Decision<null>> {
  if (!may(actor, 'user.manage')) return refuseAct(actor, 'user.manage', { subjectType: 'user', subjectId: username });
  return attempt(async (tx) => {
    const user = await tx.user.findFirst({ where: { username, disabledAt: null } });
    if (!user) return refuse(finding('username', 'not-found'));
    await tx.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    await record(tx, actor, { act: 'user.disable', subjectType: 'user', subjectId: user.id });
    await endAllBut(tx, actor, user.id);
    return accept(null);
  });
}

/** How many users could sign in, and how many of them are demonstration users. */
export async function countUsers(): Promise<{ users: number; personas: number }> {
  const users = await db().user.count({ where: { disabledAt: null } });
  const personas = await db().user.count({ where: { disabledAt: null, persona: true } });
  return { users, personas };
}
