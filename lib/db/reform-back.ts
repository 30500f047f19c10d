import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import type { Held } from '@/lib/registry/standing';
import type { Day } from '@/lib/taxonomy/day';
import type { Step } from '@/lib/taxonomy/timeline';
import { record, refuseAct, refuseOutside } from './audit';
import { attempt, type Tx } from './client';
import { dateOf, dayFrom } from './days';
import { type DirectEntry, enterFilings } from './filing-enter';
import { askIn } from './raw';
import { type Reference, reference } from './reference';
import { builtOn } from './reform-built';
import type { Trace } from './reform-trace';
import { placeOfUnit } from './scope';
import { restandUnit, type Standee, unitTimelines, writeStandings } from './standings';
import { clashOf, writeUnitTimeline } from './units';

type Kept = { id: number; day: Day; document: string | null; trace: Trace };

/**
 * Takes back a reform that was entered wrongly, as long as nothing was built on it: what stood before stands again,
 * a unit that it made is no more, and what was known until now stays in the audit, the filings and the reform's own row.
 * @returns the number of a unit that it concerned
 */
export async function takeBackReform(actor: Actor, id: number, today: Day): Promise<Decision<number>> {
  if (!may(actor, 'unit.edit')) return refuseAct(actor, 'unit.edit', { subjectType: 'unit', subjectId: `reform ${id}` });
  const lists = await reference();
  return attempt(async (tx) => {
    await tx.$queryRaw`SELECT FROM reform WHERE id = ${id} FOR UPDATE`;
    const row = await tx.reform.findUnique({ where: { id } });
    if (!row) return refuse(finding(null, 'not-found'));
    const reform: Kept = { id, day: dayFrom(row.day), document: row.document, trace: row.trace as unknown as Trace };
    if (row.takenBackAt !== null) return refuse(finding(null, 'reform-taken-back'));
    await lockTraced(tx, reform.trace);
    if (!(await mayEditAll(tx, actor, reform.trace, lists, today)))
      return refuseOutside(actor, 'unit.edit', { subjectType: 'unit', subjectId: `reform ${id}` }, finding(null, 'not-found'));
    const reasons = await builtOn(tx, reform.trace);
    if (reasons.length) return refuse(...reasons);
    const taken = await restore(tx, reform);
    if (taken.length) return refuse(...taken);
    return accept(await note(tx, actor, reform, lists, today));
  });
}

// Held until the transaction ends, in the order in which others take them.
async function lockTraced(tx: Tx, { units, accounts }: Trace): Promise<void> {
  await tx.$queryRaw`SELECT FROM unit WHERE id = ANY (${units.map(({ id }) => id)}::int[]) ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT FROM account WHERE id = ANY (${accounts.map(({ id }) => id)}::int[]) ORDER BY id FOR UPDATE`;
}

/** Whether an actor governs every unit that a reform has changed or made, where each stands now; one that went with it is nowhere. */
export async function mayEditAll(tx: Tx, actor: Actor, { units }: Trace, lists: Reference, today: Day): Promise<boolean> {
  const timelines = await unitTimelines(
    tx,
    units.map(({ id }) => id),
  );
  return units.every(({ id, made }) => {
    const now = timelines.get(id)?.at(-1)?.value;
    return now === undefined ? made : mayAt(actor, 'unit.edit', placeOfUnit(now, id, lists, today));
  });
}

// In an order in which no reference is ever broken: what names a unit that was made goes before it.
async function restore(tx: Tx, { day, trace }: Kept): Promise<Finding[]> {
  const { units, accounts, relations } = trace;
  const made = units.filter((unit) => unit.made).map(({ id }) => id);
  const kept = units.filter((unit) => !unit.made);
  const ids = units.map(({ id }) => id);
  await tx.standing.deleteMany({ where: { accountId: { in: accounts.map(({ id }) => id) } } });
  await tx.accountRelation.deleteMany({ where: { id: { in: relations.after.map(({ id }) => id) } } });
  await tx.unitSuccession.deleteMany({ where: { day: dateOf(day), predecessorId: { in: ids }, successorId: { in: ids } } });
  await tx.unitStanding.deleteMany({ where: { unitId: { in: ids } } });
  await tx.unit.deleteMany({ where: { id: { in: made } } });
  const clashes = [];
  for (const { id, before } of kept) {
    const last = before.at(-1);
    const clash = last?.until === null ? await clashOf(tx, { state: last.value, uscc: null }, id) : null;
    if (clash) clashes.push({ ...clash, field: null });
    else await writeUnitTimeline(tx, id, before);
  }
  if (clashes.length) return clashes;
  await tx.accountRelation.createMany({ data: relations.before.map(({ from, until, ...row }) => ({ ...row, from: dateOf(from), until: dateOf(until) })) });
  for (const { id, before } of accounts) await restoreAccount(tx, id, before);
  for (const { id } of kept) await restandUnit(tx, id);
  await tx.unit.updateMany({ where: { id: { in: kept.map(({ id }) => id) } }, data: { version: { increment: 1 } } });
  return [];
}

async function restoreAccount(tx: Tx, id: number, before: readonly Step<Held>[]): Promise<void> {
  const account = await tx.account.update({ where: { id }, data: { version: { increment: 1 } } });
  await writeStandings(tx, account as Standee, before);
}

// What was known until now is not forgotten: the row says by whom and when it was found never to have been.
async function note(tx: Tx, actor: Actor, { id, day, document, trace }: Kept, lists: Reference, today: Day): Promise<number> {
  await tx.reform.update({ where: { id }, data: { takenBackAt: new Date(), takenBackById: actor.userId } });
  for (const unit of trace.units)
    await record(tx, actor, { act: 'unit.take-back', subjectType: 'unit', subjectId: unit.id, before: { reform: id, day }, after: { made: unit.made } });
  const entries: DirectEntry[] = [];
  for (const { id: accountId, before } of trace.accounts) {
    const { unitId, status } = before.at(-1)?.value ?? { unitId: 0, status: 'active' };
    const after = { unitId, status, changedOn: day };
    await record(tx, actor, { act: 'account.reform', subjectType: 'account', subjectId: accountId, before: { reform: id }, after });
    entries.push({ accountId, kind: 'change', effectiveOn: day, asked: { unit: `#${unitId}`, status }, present: null });
  }
  await enterFilings(askIn(tx), actor, entries, lists, today, { reformId: id, reason: document });
  return trace.units.find(({ made }) => !made)?.id ?? 0;
}
