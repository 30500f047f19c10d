import type { Actor } from '@/lib/access/actor';
import { type Finding, finding } from '@/lib/decision';
import type { AccountFacts } from '@/lib/registry/account-fields';
import type { Rank, Status } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { applyChange } from './account-edit';
import { record } from './audit';
import type { Tx } from './client';
import { dayFrom } from './days';

/** Sets what an account is from a day on, and nothing else of it; who asks has seen to it that it may. */
export async function setStatus(tx: Tx, actor: Actor, id: number, status: Status, on: Day): Promise<Finding | null> {
  const account = await tx.account.findUnique({ where: { id }, include: { standings: { orderBy: { from: 'asc' } } } });
  const [first, now] = [account?.standings[0], account?.standings.at(-1)];
  if (!account || !first || !now) return finding(null, 'not-found');
  if (on < dayFrom(first.from)) return finding('day', 'end-before-beginning', { from: dayFrom(first.from) });
  const { standings: _, ...row } = account;
  const facts = { ...row, name: null, status, closedOn: null, post: now.post, postRank: now.postRank as Rank | null } as AccountFacts;
  const { before, after } = await applyChange(tx, id, facts, { unitId: now.unitId, changedOn: on, correctsName: false });
  await record(tx, actor, { act: 'account.edit', subjectType: 'account', subjectId: id, before, after: { ...after, changedOn: on } });
  return null;
}
