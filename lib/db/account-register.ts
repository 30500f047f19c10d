import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { RowTexts } from '@/lib/exchange/columns';
import { fileJudge, type RowPlan, readRow } from '@/lib/exchange/verdict';
import type { WaiverTexts } from '@/lib/registry/waiver';
import type { Day } from '@/lib/taxonomy/day';
import { refuseAct, refuseOutside } from './audit';
import { attemptAsking } from './client';
import { directoryOf } from './directory';
import { enterFilings } from './filing-enter';
import { writeRows } from './import-write';
import type { Ask } from './raw';
import { type Reference, reference } from './reference';
import { outsideScope } from './scope';
import { holdAgainstRules } from './waivers';

/** Registers one account from what was typed: judged and written as a file of one row would be, and filed at once. */
export async function registerAccount(actor: Actor, texts: RowTexts & WaiverTexts, today: Day): Promise<Decision<number>> {
  if (!may(actor, 'account.register')) return refuseAct(actor, 'account.register', { subjectType: 'account', subjectId: 'new' });
  const lists = await reference();
  return attemptAsking(async (ask) => {
    const written = await registerWithin(ask, actor, texts, lists, today);
    if (!written.accepted) return written;
    const { id } = written.change;
    const held = await holdAgainstRules(ask, id, { kind: 'opening', before: null }, texts, lists, today);
    if (!held.accepted) return held;
    await enterFilings(ask, actor, [{ accountId: id, kind: 'opening', effectiveOn: null, asked: {}, present: null, ...held.change }], lists, today);
    return accept(id);
  });
}

/** The same within a transaction, which files it by itself. */
export async function registerWithin(ask: Ask, actor: Actor, texts: RowTexts, lists: Reference, today: Day): Promise<Decision<{ id: number; plan: RowPlan }>> {
  const row = readRow(texts, lists, today);
  const { findings, plan } = fileJudge(lists, today)(row, 1, await directoryOf(ask, [row], lists, today));
  if (!plan) return refuse(...findings);
  const outside = outsideScope(actor, plan, lists, today);
  if (outside.length) return refuseOutside(actor, 'account.register', { subjectType: 'account', subjectId: 'new' }, ...outside);
  if (plan.known) return refuse(finding('name', 'account-exists', { id: plan.known.id, name: plan.known.facts.name }));
  const id = (await writeRows(ask, actor, [{ number: 1, plan }], today)).get(1);
  if (id === undefined) throw new Error('An account was written without a number.');
  return accept({ id, plan });
}
