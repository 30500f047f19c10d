import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { dayOf } from '@/lib/taxonomy/day';
import { record, refuseAct, refuseOutside } from './audit';
import { attempt } from './client';
import { reference } from './reference';
import { placeOfAccount } from './scope';

export type Contact = { contactName: string | null; contactPhone: string | null };

/** Shows whom to call about an account, unmasked; that somebody has looked is recorded before they see it. */
export async function lookAtContact(actor: Actor, id: number): Promise<Decision<Contact>> {
  const subject = { subjectType: 'account', subjectId: id } as const;
  if (!may(actor, 'account.read-contact')) return refuseAct(actor, 'account.read-contact', subject);
  const lists = await reference();
  return attempt(async (tx) => {
    const place = await placeOfAccount(tx, id, lists, dayOf(new Date()));
    if (!place || !mayAt(actor, 'account.read-contact', place)) return refuseOutside(actor, 'account.read-contact', subject, finding(null, 'not-found'));
    const contact = await tx.account.findUnique({ where: { id }, select: { contactName: true, contactPhone: true } });
    if (!contact) return refuse(finding(null, 'not-found'));
    await record(tx, actor, { act: 'account.look-contact', ...subject });
    return accept(contact);
  });
}
