import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { RowTexts } from '@/lib/exchange/columns';
import { rowJudge } from '@/lib/exchange/verdict';
import type { Day } from '@/lib/taxonomy/day';
import { refuseAct, refuseOutside } from './audit';
import { attempt } from './client';
import { directoryFor } from './directory';
import { writeRows } from './import-write';
import { reference } from './reference';
import { outsideScope } from './scope';

/** Registers one account from what was typed: judged and written as a file of one row would be. */
export async function registerAccount(actor: Actor, texts: RowTexts, today: Day): Promise<Decision<number>> {
  if (!may(actor, 'account.register')) return refuseAct(actor, 'account.register', { subjectType: 'account', subjectId: 'new' });
  const lists = await reference();
  return attempt(async (tx) => {
    const directory = await directoryFor(tx, [texts], lists.regions, today);
    const { verdict, findings, plan } = rowJudge(directory, lists, today)(texts, 1);
    if (!plan) return refuse(...findings);
    const outside = outsideScope(actor, plan, lists, today);
    if (outside.length) return refuseOutside(actor, 'account.register', { subjectType: 'account', subjectId: 'new' }, ...outside);
    if (plan.known) return refuse(finding('name', 'account-exists', { id: plan.known.id, name: plan.known.facts.name }));
    const id = (await writeRows(tx, actor, [{ number: 1, verdict, plan }], today)).get(1);
    if (id === undefined) throw new Error('An account was written without a number.');
    return accept(id);
  });
}
