import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { accept, type Decision, finding } from '@/lib/decision';
import { decideMove, type FilingKind, type FilingState } from '@/lib/registry/filing';
import type { Day } from '@/lib/taxonomy/day';
import { refuseAct, refuseOutside } from './audit';
import { attempt, db, type Tx } from './client';
import { differenceOf, lockFiling, refusedMove, type Seen } from './filing-move';
import { officeFor, standpointOf, visibleFilings } from './filing-scope';
import { type Asked, type FilingTexts, readChange, readEnd, readOpening } from './filing-submit';
import { addStep, dueOn } from './filing-write';
import type { Filing } from './generated/client';
import { askIn } from './raw';
import { type Reference, reference } from './reference';
import { keepWaivers } from './waivers';

/**
 * Submits a returned filing again, with what has been mended: the difference stands in its history.
 * @param accountVersion of a change, the version of the account that the person saw
 */
export async function resubmitFiling(actor: Actor, seen: Seen, accountVersion: number, texts: FilingTexts, today: Day): Promise<Decision<number>> {
  const subject = { subjectType: 'filing', subjectId: seen.id } as const;
  if (!may(actor, 'filing.submit')) return refuseAct(actor, 'filing.submit', subject);
  const known = await db().filing.findFirst({ where: { id: seen.id, ...visibleFilings(actor) } });
  if (!known) return refuseOutside(actor, 'filing.submit', subject, finding(null, 'filing-not-found', { number: seen.id }));
  const read = await readAgain(actor, known, accountVersion, texts, today);
  if (!read.accepted) return read;
  const lists = await reference();
  return attempt(async (tx) => {
    const filing = await lockFiling(tx, actor, seen);
    if (!filing.accepted) return filing;
    const [kind, state] = [filing.change.kind as FilingKind, filing.change.state as FilingState];
    const line = decideMove({ kind, state }, 'resubmit', standpointOf(actor, filing.change));
    if (!line.accepted) return refusedMove(actor, seen.id, 'resubmit', line.findings);
    await keepAgain(tx, filing.change, read.change, lists, today);
    const difference = differenceOf(wordsOf(filing.change), wordsOf(read.change));
    await addStep(tx, actor, seen.id, { step: 'resubmit', from: state, to: line.change.to, difference });
    await keepWaivers(askIn(tx), actor, seen.id, read.change.waived);
    return accept(seen.id);
  });
}

function readAgain(actor: Actor, { kind, accountId }: Filing, accountVersion: number, texts: FilingTexts, today: Day): Promise<Decision<Asked>> {
  if (kind === 'opening') return readOpening(actor, texts, today);
  if (kind === 'change') return readChange(actor, accountId ?? 0, accountVersion, texts, today);
  return readEnd(actor, accountId ?? 0, texts, today);
}

// Its unit may be another now, and with it the office.
async function keepAgain(
  tx: Tx,
  { id, kind }: Filing,
  { place, kind: _, accountId: _account, waived: _waived, ...asked }: Asked,
  lists: Reference,
  today: Day,
) {
  const { lineage, sectors, vertical, units } = place;
  await tx.filing.update({
    where: { id },
    data: {
      ...asked,
      present: asked.present ?? undefined,
      ...(await officeFor(tx, place, kind as FilingKind, lists, today)),
      lineage: [...lineage],
      sectors: [...sectors],
      vertical,
      units: [...units],
      state: 'submitted',
      version: { increment: 1 },
      dueOn: await dueOn(tx, lists, 'submitted', today),
    },
  });
}

function wordsOf({ asked, reason, links }: Pick<Filing, 'asked' | 'reason' | 'links'> | Asked): Record<string, string> {
  return { ...(asked as Record<string, string>), reason: reason ?? '', links: links.join(' ') };
}
