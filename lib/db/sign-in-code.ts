import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { identitySettings } from '@/lib/env';
import { record } from './audit';
import { db, transaction } from './client';
import { type Counted, countAttempt, forgiveAttempt } from './lockout';
import { actorOf, type From, refused } from './sign-in';
import { takeCode } from './totp';

const WAITING = { id: true, username: true, displayName: true, totpSecret: true } as const;

/** Whether a session waits for the code of the second step. */
export async function awaitsCode(sessionId: string): Promise<boolean> {
  return (await waitingUser(sessionId)) !== null;
}

async function waitingUser(sessionId: string) {
  const session = await db().session.findFirst({
    where: { id: sessionId, awaitsCode: true, endedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null, totpConfirmedAt: { not: null } } },
    select: { user: { select: WAITING } },
  });
  return session?.user ?? null;
}

/** Takes the code of the second step: with it the session begins. Slowed down like passwords, by account and address. */
export async function answerCode(sessionId: string, code: string, from: From): Promise<Decision<null>> {
  const user = await waitingUser(sessionId);
  if (!user) return refuse(finding(null, 'sign-in-expired'));
  const counted: Counted = [['code', String(user.id)], ...(from.address ? [['address', from.address] as const] : [])];
  const taken = await countAttempt(counted);
  if (!taken.accepted) return taken;
  const by = await transaction(async (tx) => {
    const right = await takeCode(tx, user, code);
    if (!right) await refused(tx, user, from, 'code');
    else {
      const now = Date.now();
      const expiresAt = new Date(now + identitySettings().GUTA_SESSION_HOURS * 3_600_000);
      await tx.session.update({ where: { id: sessionId }, data: { awaitsCode: false, expiresAt, lastUsedAt: new Date(now) } });
      await record(tx, actorOf(user, from), { act: 'session.begin', subjectType: 'session', subjectId: sessionId, after: { by: right } });
    }
    return right;
  });
  if (!by) return refuse(finding('code', 'code-wrong'));
  await forgiveAttempt(counted);
  return accept(null);
}
