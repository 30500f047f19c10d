import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { record, refuseAct } from './audit';
import { attempt } from './client';

export type Contact = { contactName: string | null; contactPhone: string | null };

/** Shows whom to call about an account, unmasked; that somebody has looked is recorded before they see it. */
export async function lookAtContact(actor: Actor, id: number): Promise<Decision<Contact>> {
  const subject = { subjectType: 'account', subjectId: id } as const;
  if (!may(actor, 'account.read-contact')) return refuseAct(actor, 'account.read-contact', subject);
  return attempt(async (tx) => {
    const contact = await tx.account.findUnique({ where: { id }, select: { contactName: true, contactPhone: true } });
    if (!contact) return refuse(finding(null, 'not-found'));
    await record(tx, actor, { act: 'account.look-contact', ...subject });
    return accept(contact);
  });
}
