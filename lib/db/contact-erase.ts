import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { ERASURE_REASONS } from '@/lib/access/erasure';
import { hideContacts } from '@/lib/audit/mask';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { isCode } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { lockAccount } from './account-edit';
import { record, refuseAct, refuseOutside } from './audit';
import { attempt, type Tx } from './client';
import { underWayOf } from './filing-submit';
import { reference } from './reference';
import { placeOfAccount } from './scope';

/**
 * Erases whom to call about an account: from the account, from its filings and from the rows of files that
 * named it, of whoever was its contact before too. Waits while a filing is under way, which would bring it back.
 */
export async function eraseContact(actor: Actor, id: number, version: number, reason: string, today: Day): Promise<Decision<number>> {
  const subject = { subjectType: 'account', subjectId: id } as const;
  if (!may(actor, 'account.edit')) return refuseAct(actor, 'account.edit', subject);
  const lists = await reference();
  return attempt(async (tx) => {
    const current = await lockAccount(tx, id);
    const place = await placeOfAccount(tx, id, lists, today);
    if (current === null || !place || !mayAt(actor, 'account.edit', place)) return refuseOutside(actor, 'account.edit', subject, finding(null, 'not-found'));
    if (!isCode(ERASURE_REASONS, reason)) return refuse(finding('eraseReason', 'erase-reason-needed'));
    if (current !== version) return refuse(finding(null, 'changed-meanwhile', { version: current }));
    const underWay = await underWayOf(tx, id, null);
    if (underWay) return refuse(underWay);
    await emptyRows(tx, id);
    await hideAsked(tx, id);
    await tx.account.update({ where: { id }, data: { contactName: null, contactPhone: null, version: { increment: 1 } } });
    await record(tx, actor, { act: 'account.erase-contact', ...subject, after: { reason } });
    return accept(id);
  });
}

async function hideAsked(tx: Tx, accountId: number): Promise<void> {
  for (const { id, asked, present } of await tx.filing.findMany({ where: { accountId }, select: { id: true, asked: true, present: true } }))
    await tx.filing.update({
      where: { id },
      data: { asked: hideContacts(asked as object), ...(present ? { present: hideContacts(present as object) } : {}) },
    });
}

// Rows that became the account, and others that hold the same telephone: of a file that was refused, or not written. What
// their batches keep to write and to undo goes with them, and so do uploaded files, in which nothing can be emptied.
async function emptyRows(tx: Tx, accountId: number): Promise<void> {
  const rows: { batch: number; number: number }[] = await tx.$queryRaw`
    SELECT r.batch_id AS batch, r.number FROM import_row r JOIN import_batch b ON b.id = r.batch_id
    WHERE b.columns->'fields' ?| ARRAY['contactName', 'contactPhone'] AND jsonb_array_length(r.cells) > 0
      AND (r.account_id = ${accountId} OR r.cells ? (SELECT nullif(contact_phone, '') FROM account WHERE id = ${accountId}))`;
  const [batches, numbers] = [rows.map(({ batch }) => batch), rows.map(({ number }) => number)];
  await tx.$executeRaw`
    UPDATE import_row r SET
      cells = (
        SELECT jsonb_agg(CASE WHEN b.columns->'fields'->>(n - 1)::int IN ('contactName', 'contactPhone') THEN '""'::jsonb ELSE cell END ORDER BY n)
        FROM jsonb_array_elements(r.cells) WITH ORDINALITY AS each(cell, n)),
      findings = (SELECT coalesce(jsonb_agg(f), '[]') FROM jsonb_array_elements(r.findings) AS f WHERE f->>'field' IS NULL OR f->>'field' NOT IN ('contactName', 'contactPhone')),
      plan = CASE WHEN r.plan ? 'a' THEN jsonb_set(r.plan, '{a}', (r.plan->'a') || '{"contact_name": null, "contact_phone": null}') ELSE r.plan END
    FROM import_batch b, unnest(${batches}::int[], ${numbers}::int[]) AS hit(batch, number)
    WHERE b.id = r.batch_id AND hit.batch = r.batch_id AND hit.number = r.number`;
  await tx.$executeRaw`
    UPDATE import_before SET account = account || '{"contact_name": null, "contact_phone": null}'
    WHERE jsonb_typeof(account) = 'object' AND (account->>'id')::int = ${accountId}`;
  await tx.importChunk.deleteMany({ where: { batchId: { in: batches } } });
}
