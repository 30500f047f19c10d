import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { decideReform, heldAfter, type Owned, type Reform, type ReformPlan, type Touched } from '@/lib/registry/reform';
import type { Day } from '@/lib/taxonomy/day';
import { record, refuseAct, refuseOutside } from './audit';
import { attempt, type Tx } from './client';
import { dateOf } from './days';
import { type DirectEntry, enterFilings } from './filing-enter';
import { askIn } from './raw';
import { type Reference, reference } from './reference';
import { keepReform, standingBefore } from './reform-trace';
import { childrenFollow, type Named, namedUnit, type Taker, type TakerTexts, taker } from './reform-units';
import { relationsFollow } from './relations';
import { placeOfUnit } from './scope';
import { heldTimeline, restandUnit, type Standee, unitTimelines, writeStandings } from './standings';
import { clashOf, insertUnit, writeUnitTimeline } from './units';

/** What is said of an account: the number of a taker, closed, or left where it is. */
export type SaidFate = number | 'close' | 'stay';

/** A reform as a person asks for it: units by what was typed for them. */
export type ReformTexts = {
  kind: Reform;
  /** The version of the unit that the person saw. */
  version: number;
  day: Day;
  /** Of a split: whether the unit lives on beside the new ones. */
  stays: boolean;
  /** Of a merge: the units beside this one. */
  others: readonly Named[];
  takers: readonly TakerTexts[];
  fates: ReadonlyMap<number, SaidFate>;
  /** What is said of the accounts of which nothing is said by themselves. */
  rest: SaidFate | null;
  /** The document that orders it, as a person names it. */
  document?: string | null;
};

/**
 * Merges, splits or dissolves a unit on a day, with its accounts, in one transaction. What was
 * true before the day stays.
 * @returns the number of the unit to look at: who took over in a merge, else the unit itself
 */
export async function reformUnit(actor: Actor, id: number, asked: ReformTexts, today: Day): Promise<Decision<number>> {
  if (!may(actor, 'unit.edit')) return refuseAct(actor, 'unit.edit', { subjectType: 'unit', subjectId: id });
  const lists = await reference();
  return attempt(async (tx) => {
    const self = await ownUnit(tx, actor, id, asked.version, lists, today);
    if (!self.accepted) return self;
    const others = await inTurn(asked.others, (each) => namedUnit(tx, actor, each, lists, today));
    const takers = await inTurn(asked.takers, (each) => taker(tx, actor, each, lists, asked.day, today));
    const wrong = [...others, ...takers].flatMap((each) => (each.accepted ? [] : each.findings));
    if (wrong.length) return refuse(...wrong);
    const cast = castOf(asked, self.change, others.flatMap(changeOf), takers.flatMap(changeOf));
    const twice = namedTwice(cast);
    if (twice.length) return refuse(...twice);
    const accounts = await ownedBy(tx, cast.giving, asked);
    const plan = decideReform({ kind: asked.kind, day: asked.day, ending: cast.ending, takers: cast.takers.map(({ unit }) => unit), accounts }, today);
    return plan.accepted ? perform(tx, actor, asked, cast, plan.change, lists, today) : plan;
  });
}

// One connection asks one question at a time.
async function inTurn<A, B>(all: readonly A[], ask: (each: A) => Promise<B>): Promise<B[]> {
  const answers: B[] = [];
  for (const each of all) answers.push(await ask(each));
  return answers;
}

function changeOf<T>(decision: Decision<T>): T[] {
  return decision.accepted ? [decision.change] : [];
}

// Held until the transaction ends, so that a second editor waits and then sees a later version.
async function ownUnit(tx: Tx, actor: Actor, id: number, version: number, lists: Reference, today: Day): Promise<Decision<Touched>> {
  const timeline = (await unitTimelines(tx, [id])).get(id);
  const now = timeline?.at(-1)?.value;
  if (!timeline || !now || !mayAt(actor, 'unit.edit', placeOfUnit(now, id, lists, today)))
    return refuseOutside(actor, 'unit.edit', { subjectType: 'unit', subjectId: id }, finding(null, 'not-found'));
  const { count } = await tx.unit.updateMany({ where: { id, version }, data: { version: { increment: 1 } } });
  return count === 0 ? refuse(finding(null, 'changed-meanwhile')) : accept({ id, name: now.name, field: null, timeline });
}

/** Who does what in a reform: who gives accounts away, who of those ends, who takes over. */
type Cast = { self: Touched; giving: Touched[]; ending: Touched[]; takers: Taker[] };

// Of units that merge, one that takes the others over lives on.
function castOf({ kind, stays }: ReformTexts, self: Touched, others: Touched[], takers: Taker[]): Cast {
  const all = kind === 'merge' ? [self, ...others] : [self];
  const giving = kind === 'merge' ? all.filter(({ id }) => !takers.some(({ unit }) => unit?.id === id)) : all;
  return { self, giving, ending: kind === 'split' && stays ? [] : giving, takers };
}

function namedTwice({ self, giving, takers }: Cast): Finding[] {
  const twice = (units: readonly Touched[]) => units.filter(({ id }, index) => units.findIndex((other) => other.id === id) < index);
  const taking = takers.flatMap(({ unit }) => unit ?? []);
  const itself = giving.includes(self) ? taking.filter(({ id }) => id === self.id) : [];
  return [...twice(giving), ...twice(taking), ...itself].map(({ field, name }) => finding(field, 'reform-named-twice', { name }));
}

// Locked before they are read: nobody changes them until this is written.
async function ownedBy(tx: Tx, giving: readonly Touched[], { kind, fates, rest }: ReformTexts): Promise<Owned[]> {
  const owned: { id: number; unitId: number }[] = await tx.$queryRaw`
    SELECT a.id, s.unit_id AS "unitId" FROM account a JOIN (SELECT DISTINCT account_id, unit_id FROM standing) s ON s.account_id = a.id
    WHERE s.unit_id = ANY (${giving.map(({ id }) => id)}::int[]) ORDER BY a.id FOR UPDATE OF a`;
  const fateOf = (id: number) => {
    const said = kind === 'merge' ? 0 : (fates.get(id) ?? rest);
    return typeof said === 'number' ? { to: said } : said;
  };
  const accounts: Owned[] = [];
  for (const { id, unitId } of owned) accounts.push({ id, unitId, fate: fateOf(id), held: await heldTimeline(tx, id) });
  return accounts;
}

async function perform(tx: Tx, actor: Actor, asked: ReformTexts, cast: Cast, plan: ReformPlan, lists: Reference, today: Day): Promise<Decision<number>> {
  const { kind, day } = asked;
  const before = await standingBefore(tx, [...cast.giving, ...cast.takers.flatMap(({ unit }) => unit ?? [])], cast.ending, plan.accounts);
  for (const { id, timeline } of plan.ends) await writeUnitTimeline(tx, id, timeline);
  const takers = await inTurn(cast.takers, (each) => takerId(tx, actor, each, day));
  const refused = takers.find((each) => !each.accepted);
  if (refused) return refused;
  const takerIds = takers.flatMap(changeOf);
  await handOver(tx, actor, plan, takerIds, day);
  for (const { id } of cast.giving) await restandUnit(tx, id);
  await follow(tx, actor, kind, cast, takerIds, day);
  await noteUnits(tx, actor, kind, day, cast, takerIds);
  const made = cast.takers.flatMap(({ unit }, index) => (unit ? [] : (takerIds[index] ?? [])));
  const { id: reformId, document } = await keepReform(tx, actor, asked, before, made);
  await enterFilings(askIn(tx), actor, entriesOf(plan, takerIds, day), lists, today, { reformId, reason: document });
  return accept(kind === 'merge' ? (takerIds[0] ?? cast.self.id) : cast.self.id);
}

// A new unit begins on the day; one of the register is told that it has changed.
async function takerId(tx: Tx, actor: Actor, { unit, draft, field }: Taker, day: Day): Promise<Decision<number>> {
  if (unit) {
    await tx.unit.update({ where: { id: unit.id }, data: { version: { increment: 1 } } });
    return accept(unit.id);
  }
  const clash = await clashOf(tx, draft, null);
  if (clash) return refuse({ ...clash, field: clash.field === 'standardBody' ? field.replace('unit', 'fills') : field });
  return accept(await insertUnit(askIn(tx), actor, draft, { provenance: 'registered' }, day));
}

async function handOver(tx: Tx, actor: Actor, { accounts }: ReformPlan, takerIds: readonly number[], day: Day): Promise<void> {
  for (const { id, unitId, fate, held } of accounts) {
    const to = typeof fate === 'object' ? takerIds[fate.to] : undefined;
    const account = await tx.account.update({ where: { id }, data: { version: { increment: 1 } } });
    await writeStandings(tx, account as Standee, heldAfter(held, unitId, to === undefined ? 'close' : { unitId: to }, day));
    const after = to === undefined ? { status: 'closed' } : { unitId: to };
    await record(tx, actor, { act: 'account.reform', subjectType: 'account', subjectId: id, before: { unitId }, after: { ...after, changedOn: day } });
  }
}

// 开办主体变更 or 关停 of each account, decided with the reform.
function entriesOf({ accounts }: ReformPlan, takerIds: readonly number[], day: Day): DirectEntry[] {
  return accounts.map(({ id, unitId, fate, held }): DirectEntry => {
    const to = typeof fate === 'object' ? takerIds[fate.to] : undefined;
    const filed = { accountId: id, effectiveOn: day };
    if (to !== undefined) return { ...filed, kind: 'change', asked: { unit: `#${to}` }, present: { unit: `#${unitId}` } };
    return { ...filed, kind: 'closure', asked: { status: 'closed' }, present: { status: held.at(-1)?.value.status ?? null } };
  });
}

// Of units that are dissolved nobody is the successor, whoever got their accounts.
async function follow(tx: Tx, actor: Actor, kind: Reform, { giving, ending }: Cast, takerIds: readonly number[], day: Day): Promise<void> {
  const succession = kind === 'merge' ? 'merged-into' : 'split-into';
  const data = giving.flatMap(({ id }) => takerIds.map((successorId) => ({ predecessorId: id, successorId, kind: succession, day: dateOf(day) })));
  if (kind !== 'dissolve') await tx.unitSuccession.createMany({ data });
  const into = kind === 'merge' ? (takerIds[0] ?? null) : null;
  for (const { id } of ending) {
    await relationsFollow(tx, id, into, day);
    if (into !== null) await childrenFollow(tx, actor, id, into, day);
  }
}

async function noteUnits(tx: Tx, actor: Actor, kind: Reform, day: Day, { self, giving, ending }: Cast, takerIds: readonly number[]): Promise<void> {
  await tx.unit.updateMany({ where: { id: { in: giving.flatMap(({ id }) => (id === self.id ? [] : [id])) } }, data: { version: { increment: 1 } } });
  for (const { id } of giving) {
    const after = { day, ended: ending.some((unit) => unit.id === id), takers: [...takerIds] };
    await record(tx, actor, { act: `unit.${kind}`, subjectType: 'unit', subjectId: id, after });
  }
}
