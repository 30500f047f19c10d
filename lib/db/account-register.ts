import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse, toldBy } from '@/lib/decision';
import type { RowTexts } from '@/lib/exchange/columns';
import { type Directory, fileJudge, type ReadRow, type RowPlan, readRow } from '@/lib/exchange/verdict';
import type { WaiverTexts } from '@/lib/registry/waiver';
import type { Day } from '@/lib/taxonomy/day';
import { recordEach, refuseAct, refuseOutside } from './audit';
import { attemptAsking, isRefusedByDatabase } from './client';
import { directoryOf } from './directory';
import { type EnteredEntry, writeFilings } from './filing-enter';
import { siblingsOfUnits } from './filing-lint';
import { gathered } from './gathered';
import { type Draft, draftRows, ENTERED, insertDrafts, registered, writeRows } from './import-write';
import { type Ask, inOneStatement } from './raw';
import { type Reference, reference } from './reference';
import { outsideScope } from './scope';
import { holdAgainstRules } from './waivers';

type Asked = { actor: Actor; texts: RowTexts & WaiverTexts; today: Day };
type Answers = Map<Asked, Decision<number>>;

/** Registers one account from what was typed: judged and written as a file of one row would be, and filed at once. */
export async function registerAccount(actor: Actor, texts: RowTexts & WaiverTexts, today: Day): Promise<Decision<number>> {
  if (!may(actor, 'account.register')) return refuseAct(actor, 'account.register', { subjectType: 'account', subjectId: 'new' });
  return inTurn({ actor, texts, today });
}

// Those who register at the same moment share a transaction: what it costs to begin, to ask and to commit is paid once (docs/decisions/0046).
const inTurn = gathered(registerTogether, { turns: 2, most: 8 });

async function registerTogether(asked: readonly Asked[]): Promise<readonly Promise<Decision<number>>[]> {
  const answers = await registerAll(asked.filter(({ today }) => today === asked[0]?.today));
  let before: Promise<unknown> = Promise.resolve();
  return asked.map((one) => {
    const answer = answers.get(one);
    if (answer) return Promise.resolve(answer);
    const alone = before.then(() => registerAlone(one));
    before = alone.catch(() => undefined);
    return alone;
  });
}

async function registerAlone(one: Asked): Promise<Decision<number>> {
  const answer = (await registerAll([one])).get(one);
  if (!answer) throw new Error('An account was neither written nor refused.');
  return answer;
}

/**
 * Registers in one transaction what several ask for.
 * @returns who was answered: who can be answered only alone is left out, and nothing is written for them
 */
async function registerAll(asked: readonly Asked[]): Promise<Answers> {
  const answers: Answers = new Map();
  let isSent = false;
  try {
    const decision = await attemptAsking(async (ask, last) => {
      const openings = await openAll(ask, asked, answers);
      // With nobody to write for, what was made for one who is refused is taken back.
      if (openings.length === 0) return refuse();
      isSent = true;
      await writeAll(last, openings);
      return accept(openings);
    });
    if (decision.accepted) for (const { one, draft, told } of decision.change) answers.set(one, accept(draft.id, told));
    else if (asked.length === 1 && asked[0] && answers.size === 0) answers.set(asked[0], decision);
  } catch (error) {
    // Nobody bears what is wrong with another's: unless it may have been written, each is tried alone.
    if (asked.length === 1 || (isSent && !isRefusedByDatabase(error))) throw error;
  }
  return answers;
}

type Judged = { one: Asked; plan: RowPlan; told: readonly Finding[] };
type Opening = Judged & { draft: Draft; entry: EnteredEntry; lists: Reference };

/** Judges and works out what is to be written; who is refused is answered. */
async function openAll(ask: Ask, asked: readonly Asked[], answers: Answers): Promise<Opening[]> {
  const [first] = asked;
  if (!first) return [];
  const lists = await reference();
  const judged = await judgeAll(ask, asked, answers, lists, first.today);
  if (judged.length === 0) return [];
  const units = judged.flatMap(({ plan: { unit } }) => (unit.kind === 'known' ? [unit.unit.id] : []));
  const rows = judged.map(({ plan }, number) => ({ number, plan }));
  const [drafts, siblings] = await Promise.all([draftRows(ask, first.actor, rows, first.today, ENTERED, true), siblingsOfUnits(ask, units)]);
  const openings: Opening[] = [];
  for (const [at, { one, plan, told }] of judged.entries()) {
    const draft = drafts[at];
    if (!draft?.filing) throw new Error('An account to be written without a number.');
    const entered = { kind: 'opening', before: null, siblings: siblings.get(draft.account.unitId) ?? [] } as const;
    const held = await holdAgainstRules(ask, draft.account, entered, one.texts, lists, one.today);
    const entry = { actor: one.actor, accountId: draft.id, kind: 'opening', effectiveOn: null, asked: {}, present: null, filing: draft.filing } as const;
    if (held.accepted) openings.push({ one, plan, draft, lists, entry: { ...entry, ...held.change }, told: [...told, ...toldBy(held)] });
    else answers.set(one, held);
  }
  return openings;
}

async function judgeAll(ask: Ask, asked: readonly Asked[], answers: Answers, lists: Reference, today: Day): Promise<Judged[]> {
  const rows = asked.map(({ texts }) => readRow(texts, lists, today));
  const directory = await directoryOf(ask, rows, lists, today);
  const judged: Judged[] = [];
  const units = new Set<number>();
  for (const [at, one] of asked.entries()) {
    const row = rows[at];
    const decision = row ? await judgeOpening(one.actor, row, directory, lists, today) : refuse();
    if (!decision.accepted) answers.set(one, decision);
    else if (asked.length === 1 || isApart(decision.change, units)) judged.push({ one, plan: decision.change, told: toldBy(decision) });
  }
  return judged;
}

// A unit that is made is taken back with whoever is refused, and the second account of a unit is to be judged with the first in sight.
function isApart({ unit }: RowPlan, units: Set<number>): boolean {
  if (unit.kind !== 'known' || units.has(unit.unit.id)) return false;
  units.add(unit.unit.id);
  return true;
}

async function writeAll(last: Ask, openings: readonly Opening[]): Promise<void> {
  const [first] = openings;
  if (!first) return;
  await inOneStatement(last, async (later) => {
    await insertDrafts(
      later,
      openings.map(({ draft }) => draft),
      first.one.today,
    );
    const waivers = await writeFilings(
      later,
      openings.map(({ entry }) => entry),
      first.lists,
      first.one.today,
    );
    const opened = openings.map(({ one: { actor }, draft }) => ({ actor, event: registered(draft) }));
    await recordEach(later, [...opened, ...waivers]);
  });
}

/** The same within a transaction, which files it by itself. */
export async function registerWithin(ask: Ask, actor: Actor, texts: RowTexts, lists: Reference, today: Day): Promise<Decision<Draft>> {
  const row = readRow(texts, lists, today);
  const judged = await judgeOpening(actor, row, await directoryOf(ask, [row], lists, today), lists, today);
  if (!judged.accepted) return judged;
  const [draft] = await writeRows(ask, actor, [{ number: 1, plan: judged.change }], today);
  if (!draft) throw new Error('An account was not written.');
  return accept(draft, judged.told);
}

async function judgeOpening(actor: Actor, row: ReadRow, directory: Directory, lists: Reference, today: Day): Promise<Decision<RowPlan>> {
  const { findings, plan } = fileJudge(lists, today)(row, 1, directory);
  if (!plan) return refuse(...findings);
  const outside = outsideScope(actor, plan, lists, today);
  if (outside.length) return refuseOutside(actor, 'account.register', { subjectType: 'account', subjectId: 'new' }, ...outside);
  if (plan.known) return refuse(finding('name', 'account-exists', { id: plan.known.id, name: plan.known.facts.name }));
  return accept(plan, findings);
}
