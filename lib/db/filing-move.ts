import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { hideContacts } from '@/lib/audit/mask';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { unitLabel } from '@/lib/exchange/owner';
import { accountTexts } from '@/lib/registry/account-texts';
import { decideMove, type FilingKind, type FilingState, type Move } from '@/lib/registry/filing';
import { type MoveFacts, readMove } from '@/lib/registry/filing-fields';
import type { Status } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { editWithin } from './account-edit';
import { readAccount } from './account-read';
import { registerWithin } from './account-register';
import { setStatus } from './account-status';
import { refuseAct, refuseOutside } from './audit';
import { attempt, type Tx } from './client';
import { dateOf } from './days';
import { standpointOf, visibleFilings } from './filing-scope';
import { addStep, dueOn } from './filing-write';
import type { Filing, Prisma } from './generated/client';
import { askIn } from './raw';
import { type Reference, reference } from './reference';

/** The filing that somebody looks at, as they have seen it. */
export type Seen = { id: number; version: number };

type Texts = Readonly<Record<string, string | undefined>>;

/**
 * Moves a filing on: returned, agreed, filed and so on, as lib/registry/filing.ts allows. What it
 * does to the account, its step and the audit are one transaction.
 */
export async function moveFiling(actor: Actor, seen: Seen, move: Move, texts: Texts, today: Day): Promise<Decision<FilingState>> {
  if (!may(actor, 'filing.read')) return refuseAct(actor, 'filing.read', { subjectType: 'filing', subjectId: seen.id });
  const lists = await reference();
  return attempt(async (tx) => {
    const filing = await lockFiling(tx, actor, seen);
    if (!filing.accepted) return filing;
    const now = filing.change;
    const [kind, state] = [now.kind as FilingKind, now.state as FilingState];
    const line = decideMove({ kind, state }, move, standpointOf(actor, now));
    if (!line.accepted) return refusedMove(actor, now.id, move, line.findings);
    const said = readMove(texts, move, today);
    if (!said.accepted) return said;
    const done = await carryOut(tx, actor, now, line.change, said.change, lists, today);
    if (!done.accepted) return done;
    await keepMoved(tx, actor, now, line.change.to, done.change, lists, today);
    await addStep(tx, actor, now.id, { step: move, from: state, to: line.change.to, ...stepOf(said.change, now, done.change) });
    return accept(line.change.to);
  });
}

/**
 * Held until the transaction ends: of two who decide at once the second waits, and is told what
 * the first has done. A filing of others looks absent.
 */
export async function lockFiling(tx: Tx, actor: Actor, { id, version }: Seen): Promise<Decision<Filing>> {
  await tx.$queryRaw`SELECT FROM filing WHERE id = ${id} FOR UPDATE`;
  const filing = await tx.filing.findFirst({ where: { id, ...visibleFilings(actor) } });
  if (!filing) return refuseOutside(actor, 'filing.read', { subjectType: 'filing', subjectId: id }, finding(null, 'filing-not-found', { number: id }));
  return filing.version === version ? accept(filing) : refuse(await movedMeanwhile(tx, id));
}

/** A move that is not for whoever makes it was an attempt, which is recorded; one that is not legal now came too late. */
export async function refusedMove(actor: Actor, id: number, move: Move, findings: Finding[]): Promise<Decision<never>> {
  if (findings.every(({ reason }) => reason !== 'not-allowed')) return refuse(...findings);
  const tried = move === 'withdraw' || move === 'report' || move === 'resubmit' ? 'filing.submit' : 'filing.decide';
  return refuseOutside(actor, tried, { subjectType: 'filing', subjectId: id }, ...findings);
}

async function movedMeanwhile(tx: Tx, filingId: number): Promise<Finding> {
  const last = await tx.filingEvent.findFirstOrThrow({ where: { filingId }, orderBy: { id: 'desc' } });
  const by = last.actorId === null ? null : await tx.user.findUnique({ where: { id: last.actorId }, select: { displayName: true } });
  return finding(null, 'filing-moved', { number: filingId, step: last.step, by: by?.displayName ?? '—' });
}

type Done = { accountId?: number; unitId?: number; effectiveOn?: Day | null; asked?: Record<string, string> };

// What a move does beyond the filing itself.
async function carryOut(
  tx: Tx,
  actor: Actor,
  filing: Filing,
  { move, status }: { move: Move; status?: Status },
  said: MoveFacts,
  lists: Reference,
  today: Day,
): Promise<Decision<Done>> {
  if (status && filing.accountId !== null) return endAccount(tx, actor, filing.accountId, status, said.day ?? today);
  const asked = filing.asked as Record<string, string>;
  if (move === 'report') return accept({ asked: { ...asked, ...reported(said) } });
  if (move !== 'complete') return accept({});
  return filing.kind === 'opening' ? open(tx, actor, { ...asked, ...reported(said) }, lists, today) : change(tx, actor, filing, lists, today);
}

function reported({ day, platformId }: MoveFacts): Record<string, string> {
  return { ...(day ? { openedOn: day } : {}), ...(platformId ? { platformId } : {}) };
}

// An opening counts from its opening date.
async function open(tx: Tx, actor: Actor, asked: Record<string, string>, lists: Reference, today: Day): Promise<Decision<Done>> {
  const written = await registerWithin(askIn(tx), actor, asked, lists, today);
  if (!written.accepted) return written;
  const { id, unitId, countsFrom } = written.change.account;
  return accept({ accountId: id, unitId, effectiveOn: countsFrom, asked });
}

// Only what was asked: what has been put right since stays.
async function change(tx: Tx, actor: Actor, { accountId, asked }: Filing, lists: Reference, today: Day): Promise<Decision<Done>> {
  const account = accountId === null ? null : await readAccount(actor, accountId, today, tx);
  if (!account) return refuse(finding(null, 'not-found'));
  const { changedOn = today, correctsName, ...differing } = asked as Record<string, string>;
  const texts = { ...accountTexts(account, unitLabel), ...differing };
  const written = await editWithin(tx, actor, account.id, texts, lists, today, { changedOn, correctsName: correctsName === 'yes' });
  return written.accepted ? accept({ effectiveOn: changedOn, unitId: written.change.unitId }) : written;
}

async function endAccount(tx: Tx, actor: Actor, accountId: number, status: Status, on: Day): Promise<Decision<Done>> {
  const refused = await setStatus(tx, actor, accountId, status, on);
  return refused ? refuse(refused) : accept({ effectiveOn: on });
}

async function keepMoved(tx: Tx, actor: Actor, filing: Filing, to: FilingState, done: Done, lists: Reference, today: Day): Promise<void> {
  const decided = to === 'done' || to === 'agreed' ? { decidedById: actor.userId, decidedAt: new Date() } : {};
  const data: Prisma.FilingUncheckedUpdateInput = {
    state: to,
    version: { increment: 1 },
    dueOn: await dueOn(tx, lists, to, today),
    ...(filing.kind === 'closure' && filing.decidedAt ? {} : decided),
    ...(done.accountId === undefined ? {} : { accountId: done.accountId }),
    ...(done.unitId === undefined ? {} : { unitId: done.unitId }),
    ...(done.effectiveOn === undefined || (filing.kind === 'closure' && to === 'done') ? {} : { effectiveOn: dateOf(done.effectiveOn) }),
    ...(done.asked === undefined ? {} : { asked: done.asked }),
    // No account will ever be there by which this contact could be found again.
    ...(to === 'withdrawn' && filing.kind === 'opening' ? { asked: hideContacts(filing.asked as object) } : {}),
  };
  await tx.filing.update({ where: { id: filing.id }, data });
}

function stepOf({ day, reasons, text, link }: MoveFacts, filing: Filing, done: Done) {
  const before = filing.asked as Record<string, string>;
  return { day: day ?? done.effectiveOn ?? null, reasons, text, link, difference: done.asked ? differenceOf(before, done.asked) : undefined };
}

/** Field → what was asked before and after; none where nothing differs. */
export function differenceOf(before: Record<string, string>, after: Record<string, string>): Prisma.InputJsonObject | undefined {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => (before[field] ?? '') !== (after[field] ?? ''));
  return fields.length ? Object.fromEntries(fields.map((field) => [field, [before[field] ?? '', after[field] ?? '']])) : undefined;
}

/** What became of each of many: `null` is done. */
export type Outcome = { id: number; refused: Finding[] | null };

/**
 * Moves many filings on, each in a transaction of its own: those that are refused stay as they
 * were, and if the server ends in the middle, what was done is whole and what was not is untouched.
 */
export async function decideMany(actor: Actor, chosen: readonly Seen[], move: 'agree' | 'complete', today: Day): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const seen of chosen) {
    const decision = await moveFiling(actor, seen, move, {}, today);
    outcomes.push({ id: seen.id, refused: decision.accepted ? null : decision.findings });
  }
  return outcomes;
}
