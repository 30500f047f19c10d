import { randomInt } from 'node:crypto';
import { Secret } from 'otpauth';
import type { Actor } from '@/lib/access/actor';
import { plainCode, RECOVERY_CODES, stepOf } from '@/lib/access/totp';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { record } from './audit';
import { attempt, db, type Tx } from './client';
import { countAttempt, forgiveAttempt } from './lockout';
import { confirmPassword } from './passwords';
import { keyedHash, seal, unseal } from './seal';
import { endAllBut } from './sessions';

/** Whether codes are asked of the actor at sign-in, and the secret while it waits for its first right code. */
export type SecondStep = { since: Date | null; waiting: string | null; recoveryLeft: number };

type Texts = Record<string, string>;

export async function ownSecondStep(actor: Actor): Promise<SecondStep> {
  const id = actor.userId ?? 0;
  const user = await db().user.findUnique({ where: { id }, select: { totpSecret: true, totpConfirmedAt: true } });
  const recoveryLeft = await db().recoveryCode.count({ where: { userId: id, usedAt: null } });
  const waits = user?.totpSecret && !user.totpConfirmedAt;
  return { since: user?.totpConfirmedAt ?? null, waiting: waits ? unseal(user.totpSecret ?? '', sealedFor(id)) : null, recoveryLeft };
}

/** Makes a secret for the actor's app; nothing is asked before its first right code. */
export async function beginSecondStep(actor: Actor, { passwordNow = '' }: Texts): Promise<Decision<null>> {
  const confirmed = await confirmPassword(actor, passwordNow);
  if (!confirmed.accepted) return confirmed;
  const id = actor.userId ?? 0;
  return attempt(async (tx) => {
    const totpSecret = seal(new Secret({ size: 20 }).base32, sealedFor(id));
    const { count } = await tx.user.updateMany({ where: { id, totpConfirmedAt: null }, data: { totpSecret, totpLastStep: null } });
    if (count === 0) return refuse(finding(null, 'collided'));
    await record(tx, actor, { act: 'user.begin-totp', subjectType: 'user', subjectId: id });
    return accept(null);
  });
}

/** Takes the app's first right code: from now on one is asked at sign-in. Answers with the recovery codes, told this once. */
export async function confirmSecondStep(actor: Actor, { code = '' }: Texts, keep: string): Promise<Decision<string[]>> {
  const id = actor.userId ?? 0;
  const taken = await countAttempt([['code', String(id)]]);
  if (!taken.accepted) return taken;
  const confirmed = await attempt<string[]>(async (tx) => {
    const user = await tx.user.findFirst({ where: { id, totpSecret: { not: null }, totpConfirmedAt: null }, select: { id: true, totpSecret: true } });
    if (!user) return refuse(finding(null, 'not-found'));
    if (!(await takeCode(tx, user, code))) return refuse(finding('code', 'code-wrong'));
    await tx.user.update({ where: { id }, data: { totpConfirmedAt: new Date() } });
    await record(tx, actor, { act: 'user.confirm-totp', subjectType: 'user', subjectId: id });
    await endAllBut(tx, actor, id, keep);
    return accept(await replaceRecoveryCodes(tx, id));
  });
  if (confirmed.accepted) await forgiveAttempt([['code', String(id)]]);
  return confirmed;
}

/** New recovery codes in place of all old ones. */
export async function renewRecoveryCodes(actor: Actor, { passwordNow = '' }: Texts): Promise<Decision<string[]>> {
  const confirmed = await confirmPassword(actor, passwordNow);
  if (!confirmed.accepted) return confirmed;
  const id = actor.userId ?? 0;
  return attempt(async (tx) => {
    if (!(await tx.user.findFirst({ where: { id, totpConfirmedAt: { not: null } } }))) return refuse(finding(null, 'not-found'));
    await record(tx, actor, { act: 'user.renew-recovery-codes', subjectType: 'user', subjectId: id });
    return accept(await replaceRecoveryCodes(tx, id));
  });
}

/** Asks no codes of the actor any more. */
export async function endSecondStep(actor: Actor, { passwordNow = '' }: Texts): Promise<Decision<null>> {
  const confirmed = await confirmPassword(actor, passwordNow);
  if (!confirmed.accepted) return confirmed;
  const id = actor.userId ?? 0;
  return attempt(async (tx) => {
    await tx.user.update({ where: { id }, data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null } });
    await tx.recoveryCode.deleteMany({ where: { userId: id } });
    await record(tx, actor, { act: 'user.end-totp', subjectType: 'user', subjectId: id });
    return accept(null);
  });
}

/** Uses up a code of the app, or a recovery code; answers which, or null for one that is wrong or was used. */
export async function takeCode(tx: Tx, user: { id: number; totpSecret: string | null }, typed: string): Promise<'code' | 'recovery-code' | null> {
  const secret = user.totpSecret && unseal(user.totpSecret, sealedFor(user.id));
  const step = secret ? stepOf(secret, typed, new Date()) : null;
  if (step !== null) {
    const unused = { id: user.id, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] };
    return (await tx.user.updateMany({ where: unused, data: { totpLastStep: step } })).count ? 'code' : null;
  }
  const recovery = { userId: user.id, hash: hashOf(user.id, typed), usedAt: null };
  return (await tx.recoveryCode.updateMany({ where: recovery, data: { usedAt: new Date() } })).count ? 'recovery-code' : null;
}

// Letters and digits that cannot be taken for each other, 49 bits.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

async function replaceRecoveryCodes(tx: Tx, userId: number): Promise<string[]> {
  const letters = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const codes = Array.from({ length: RECOVERY_CODES }, () => `${letters()}-${letters()}`);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, hash: hashOf(userId, code) })) });
  return codes;
}

function hashOf(userId: number, code: string): string {
  return keyedHash(`recovery ${userId} ${plainCode(code)}`);
}

function sealedFor(userId: number): string {
  return `totp ${userId}`;
}
