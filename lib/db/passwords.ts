import { randomBytes } from 'node:crypto';
import { hash } from 'argon2';
import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { passwordFindings } from '@/lib/access/password';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { record, refuseAct } from './audit';
import { attempt, db, transaction } from './client';
import { countAttempt, forgiveAttempt } from './lockout';
import { endAllBut } from './sessions';
import { countedOf, refused, rightPassword } from './sign-in';

type Texts = Record<string, string>;

// Only the account is slowed down: its session says where it is.
const NOWHERE = { address: null, userAgent: null };

/** Changes the actor's own password, and ends every session of theirs but the one in which it is changed. */
export async function changePassword(actor: Actor, { passwordNow = '', passwordNew = '', passwordAgain = '' }: Texts, keep: string): Promise<Decision<null>> {
  const user = await db().user.findUnique({ where: { id: actor.userId ?? 0 }, select: { id: true, username: true, displayName: true } });
  if (!user) return refuse(finding(null, 'not-found'));
  const weak = passwordFindings('passwordNew', passwordNew, [user.username, user.displayName]);
  if (!weak.length && passwordNew === passwordNow) weak.push(finding('passwordNew', 'password-same'));
  if (passwordNew !== passwordAgain) weak.push(finding('passwordAgain', 'password-differs'));
  const confirmed = await confirmPassword(actor, passwordNow);
  if (!confirmed.accepted || weak.length) return refuse(...(confirmed.accepted ? [] : confirmed.findings), ...weak);
  const passwordHash = await hash(passwordNew);
  return attempt(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { passwordHash, mustChangePassword: false, passwordChangedAt: new Date() } });
    await record(tx, actor, { act: 'user.change-password', subjectType: 'user', subjectId: user.id });
    await endAllBut(tx, actor, user.id, keep);
    return accept(null);
  });
}

/** Whether it is the actor who types: the password once more, counted like a sign-in. */
export async function confirmPassword(actor: Actor, password: string): Promise<Decision<null>> {
  const user = await db().user.findUnique({ where: { id: actor.userId ?? 0 }, select: { id: true, username: true, displayName: true, passwordHash: true } });
  if (!user) return refuse(finding(null, 'not-found'));
  const counted = countedOf(user.username, NOWHERE);
  const taken = await countAttempt(counted);
  if (!taken.accepted) return taken;
  if (!(await rightPassword(user.passwordHash, password))) {
    await transaction((tx) => refused(tx, user, NOWHERE, 'confirm'));
    return refuse(finding('passwordNow', 'password-wrong'));
  }
  await forgiveAttempt(counted);
  return accept(null);
}

/** A password that is told once and must be changed at the first sign-in. */
export function oneTimePassword(): string {
  return randomBytes(12).toString('base64url');
}

/** Lets a user in who has lost password or app: a password of one sign-in, no second step, every session ended. */
export async function resetUser(actor: Actor, username: string): Promise<Decision<string>> {
  if (!may(actor, 'user.manage')) return refuseAct(actor, 'user.manage', { subjectType: 'user', subjectId: username });
  const password = oneTimePassword();
  const passwordHash = await hash(password);
  return attempt(async (tx) => {
    const user = await tx.user.findFirst({ where: { username, disabledAt: null } });
    if (!user) return refuse(finding('username', 'not-found'));
    const data = { passwordHash, mustChangePassword: true, totpSecret: null, totpConfirmedAt: null, totpLastStep: null };
    await tx.user.update({ where: { id: user.id }, data });
    await tx.recoveryCode.deleteMany({ where: { userId: user.id } });
    await record(tx, actor, { act: 'user.reset', subjectType: 'user', subjectId: user.id });
    await endAllBut(tx, actor, user.id);
    return accept(password);
  });
}
