import { randomUUID } from 'node:crypto';
import { hash } from 'argon2';
import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { ERASURE_REASONS, pseudonym } from '@/lib/access/erasure';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { isCode } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { record, refuseAct } from './audit';
import { attempt, type Tx } from './client';
import { reference } from './reference';
import { absent, managed } from './user-admin';

/** Why, and the user's name typed once more. */
type Erasure = { reason?: string; confirm?: string };

/**
 * Erases a person's data from a user who is disabled, for ever. The row stays under a pseudonym, so that
 * filings, imports and events still point at who did it; what the audit keeps of the person apart goes too
 * (docs/decisions/0023). Refuses without a listed reason, and where the name does not match.
 */
export async function eraseUser(actor: Actor, userId: number, said: Erasure, today: Day): Promise<Decision<number>> {
  const subject = { subjectType: 'user', subjectId: userId } as const;
  if (!may(actor, 'user.manage')) return refuseAct(actor, 'user.manage', subject);
  const lists = await reference();
  const nobodys = await hash(randomUUID());
  return attempt(async (tx) => {
    const user = await managed(tx, actor, userId, lists, today);
    if (!user) return absent(actor, userId);
    const findings = against(actor, user, said);
    if (findings.length) return refuse(...findings);
    await forget(tx, user, nobodys);
    await record(tx, actor, { act: 'user.erase', ...subject, after: { reason: said.reason ?? null } });
    return accept(userId);
  });
}

function against(actor: Actor, user: { id: number; username: string; disabledAt: Date | null }, { reason = '', confirm = '' }: Erasure): Finding[] {
  if (user.id === actor.userId) return [finding(null, 'erase-own')];
  if (user.disabledAt === null) return [finding(null, 'erase-enabled')];
  return [
    ...(isCode(ERASURE_REASONS, reason) ? [] : [finding('eraseReason', 'erase-reason-needed')]),
    ...(confirm.trim() === user.username ? [] : [finding('confirm', 'erase-confirm', { username: user.username })]),
  ];
}

// The row first: whatever the user still writes waits for it, and finds nobody to keep anything of.
async function forget(tx: Tx, { id: userId, username, email }: { id: number; username: string; email: string | null }, passwordHash: string): Promise<void> {
  const name = pseudonym(userId);
  const nothing = { email: null, passwordChangedAt: null, totpSecret: null, totpConfirmedAt: null, totpLastStep: null, oidcIssuer: null, oidcSubject: null };
  await tx.user.update({
    where: { id: userId },
    data: { ...nothing, username: name, displayName: name, passwordHash, mustChangePassword: true, erasedAt: new Date() },
  });
  await tx.session.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.auditPersonal.deleteMany({ where: { userId } });
  // Rows of files that made the user, and those that name the user and were refused.
  await tx.$executeRaw`
    UPDATE import_row r SET cells = '[]', findings = '[]', plan = r.plan - ARRAY['username', 'displayName', 'email', 'label']
    FROM import_batch b WHERE b.id = r.batch_id AND b.kind = 'users' AND ((r.plan->>'id')::int = ${userId}
      OR EXISTS (SELECT FROM jsonb_array_elements_text(r.cells) AS cell WHERE lower(btrim(cell)) IN (lower(${username}), lower(${email}))))`;
}
