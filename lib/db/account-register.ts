import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse, toldBy } from '@/lib/decision';
import type { RowTexts } from '@/lib/exchange/columns';
import { fileJudge, type RowPlan, readRow } from '@/lib/exchange/verdict';
import type { WaiverTexts } from '@/lib/registry/waiver';
import type { Day } from '@/lib/taxonomy/day';
import { recordWith, refuseAct, refuseOutside } from './audit';
import { attemptAsking } from './client';
import { directoryOf } from './directory';
import { writeFilings } from './filing-enter';
import { siblingsOf } from './filing-lint';
import { type Draft, draftRows, ENTERED, insertDrafts, registered, writeRows } from './import-write';
import { type Ask, inOneStatement } from './raw';
import { type Reference, reference } from './reference';
import { outsideScope } from './scope';
import { holdAgainstRules } from './waivers';

/** Registers one account from what was typed: judged and written as a file of one row would be, and filed at once. */
export async function registerAccount(actor: Actor, texts: RowTexts & WaiverTexts, today: Day): Promise<Decision<number>> {
  if (!may(actor, 'account.register')) return refuseAct(actor, 'account.register', { subjectType: 'account', subjectId: 'new' });
  const lists = await reference();
  return attemptAsking(async (ask, last) => {
    const judged = await judgeOpening(ask, actor, texts, lists, today);
    if (!judged.accepted) return judged;
    const plan = judged.change;
    const [drafts, siblings] = await Promise.all([
      draftRows(ask, actor, [{ number: 1, plan }], today, ENTERED, true),
      plan.unit.kind === 'known' ? siblingsOf(ask, plan.unit.unit.id, null) : [],
    ]);
    const [draft] = drafts;
    if (!draft?.filing) throw new Error('An account to be written without a number.');
    const { id, filing, account } = draft;
    const held = await holdAgainstRules(ask, account, { kind: 'opening', before: null, siblings }, texts, lists, today);
    if (!held.accepted) return held;
    const entry = { accountId: id, kind: 'opening', effectiveOn: null, asked: {}, present: null, filing, ...held.change } as const;
    await inOneStatement(last, async (later) => {
      await insertDrafts(later, drafts, today);
      const waivers = await writeFilings(later, actor, [entry], lists, today);
      await recordWith(later, actor, [...drafts.map(registered), ...waivers]);
    });
    return accept(id, toldBy(judged, held));
  });
}

/** The same within a transaction, which files it by itself. */
export async function registerWithin(ask: Ask, actor: Actor, texts: RowTexts, lists: Reference, today: Day): Promise<Decision<Draft>> {
  const judged = await judgeOpening(ask, actor, texts, lists, today);
  if (!judged.accepted) return judged;
  const [draft] = await writeRows(ask, actor, [{ number: 1, plan: judged.change }], today);
  if (!draft) throw new Error('An account was not written.');
  return accept(draft, judged.told);
}

async function judgeOpening(ask: Ask, actor: Actor, texts: RowTexts, lists: Reference, today: Day): Promise<Decision<RowPlan>> {
  const row = readRow(texts, lists, today);
  const { findings, plan } = fileJudge(lists, today)(row, 1, await directoryOf(ask, [row], lists, today));
  if (!plan) return refuse(...findings);
  const outside = outsideScope(actor, plan, lists, today);
  if (outside.length) return refuseOutside(actor, 'account.register', { subjectType: 'account', subjectId: 'new' }, ...outside);
  if (plan.known) return refuse(finding('name', 'account-exists', { id: plan.known.id, name: plan.known.facts.name }));
  return accept(plan, findings);
}
