import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { OPEN_STATUSES } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { changeFrom, type Step, type Timeline } from '@/lib/taxonomy/timeline';
import { type Held, sameHeld, type UnitState } from './standing';

/** 机构改革: 合并, 分设, 撤销. A rename is a change of the unit itself. */
export const REFORMS = ['merge', 'split', 'dissolve'] as const;
export type Reform = (typeof REFORMS)[number];

/** How a unit follows another: 并入, 分设. */
export const SUCCESSIONS = ['merged-into', 'split-into'] as const;
export type Succession = (typeof SUCCESSIONS)[number];

/** What becomes of an open account: it goes to one of the takers, is closed, or stays with its unit. */
export type Fate = { to: number } | 'close' | 'stay';

/** A unit of the register that a reform touches. `field` is where the person named it. */
export type Touched = { id: number; name: string; field: string | null; timeline: Timeline<UnitState> };

/** An account of a unit that ends or is split, and what was said of it. */
export type Owned = { id: number; held: Timeline<Held>; unitId: number; fate: Fate | null };

export type ReformAsked = {
  kind: Reform;
  day: Day;
  /** The units that end on the day: none where one is split and stays. */
  ending: readonly Touched[];
  /** Those that take accounts over; null is one that is yet to be made. */
  takers: readonly (Touched | null)[];
  accounts: readonly Owned[];
};

/** What a reform writes: the units' ends, and what is set for each account that it changes. */
export type ReformPlan = { ends: { id: number; timeline: Step<UnitState>[] }[]; accounts: { id: number; unitId: number; fate: Fate; held: Timeline<Held> }[] };

/** Whether a reform can be as it is asked, and what it changes. */
export function decideReform(asked: ReformAsked, today: Day): Decision<ReformPlan> {
  if (asked.day > today) return refuse(finding('day', 'date-future', { date: asked.day }));
  const concerned = asked.accounts.filter(({ held, unitId }) => isOpenWith(held, unitId, asked.day));
  const findings = [
    ...tooFew(asked),
    ...asked.ending.flatMap((unit) => cannotEnd(unit, asked.day)),
    ...asked.takers.flatMap((unit) => (unit ? cannotTake(unit, asked.day) : [])),
    ...concerned.flatMap((account) => cannotFollow(account, asked)),
  ];
  if (findings.length) return refuse(...findings);
  return accept({
    ends: asked.ending.map(({ id, timeline }) => ({ id, timeline: endedFrom(timeline, asked.day) })),
    accounts: concerned.flatMap(({ fate, ...account }) => (fate === null || fate === 'stay' ? [] : [{ ...account, fate }])),
  });
}

// One unit that becomes another under a new name is a rename.
function tooFew({ kind, ending, takers }: ReformAsked): Finding[] {
  if (kind === 'merge') {
    if (!takers.length) return [finding('unit1', 'reform-taker-needed')];
    return ending.length === 0 || (ending.length === 1 && takers[0] === null) ? [finding('other1', 'reform-merge-needs-two')] : [];
  }
  if (kind === 'split')
    return takers.length < 1 + ending.length ? [finding(`unit${takers.length + 1}`, ending.length ? 'reform-split-needs-two' : 'reform-taker-needed')] : [];
  return [];
}

function cannotEnd({ name, field, timeline }: Touched, day: Day): Finding[] {
  const ended = timeline.at(-1)?.until ?? null;
  if (ended !== null) return [finding(field, 'unit-ended', { name, day: ended })];
  const later = timeline.find(({ from }) => from !== null && from >= day)?.from ?? null;
  return later === null ? [] : [finding('day', 'reform-before-change', { name, day: later })];
}

function cannotTake({ name, field, timeline }: Touched, day: Day): Finding[] {
  const ended = timeline.at(-1)?.until ?? null;
  if (ended !== null) return [finding(field, 'unit-ended', { name, day: ended })];
  const begun = timeline[0]?.from ?? null;
  return begun !== null && begun > day ? [finding(field, 'reform-taker-later', { name, day: begun })] : [];
}

// Each account is seen to: moved, closed, or, unless its unit has ended by a split, left on purpose.
function cannotFollow({ id, held, unitId, fate }: Owned, { kind, day, ending, takers }: ReformAsked): Finding[] {
  const field = `account${id}`;
  if (fate === null) return [finding(field, 'reform-fate-needed')];
  if (fate === 'stay') return kind === 'split' && ending.some((unit) => unit.id === unitId) ? [finding(field, 'reform-fate-needed')] : [];
  if (fate === 'close') {
    const from = held[0]?.from ?? null;
    return from !== null && from >= day ? [finding(field, 'closed-before-opened', { closed: day, opened: from })] : [];
  }
  return kind === 'merge' || fate.to < takers.length ? [] : [finding(`unit${fate.to + 1}`, 'reform-taker-needed')];
}

function endedFrom(timeline: Timeline<UnitState>, day: Day): Step<UnitState>[] {
  return timeline.map((step, index) => (index === timeline.length - 1 ? { ...step, until: day } : { ...step }));
}

/** Whether an account is open and a unit's on the day or at any time since. */
export function isOpenWith(held: Timeline<Held>, unitId: number, day: Day): boolean {
  return held.some(({ until, value }) => (until === null || until > day) && value.unitId === unitId && OPEN_STATUSES.includes(value.status));
}

/** What is set for an account after its unit's reform; what became of it later for other reasons stays. */
export function heldAfter(held: Timeline<Held>, unitId: number, fate: { unitId: number } | 'close', day: Day): Step<Held>[] {
  return changeFrom(held, day, (value) => (value.unitId === unitId ? after(value, fate) : value), sameHeld);
}

function after(value: Held, fate: { unitId: number } | 'close'): Held {
  if (fate !== 'close') return { ...value, unitId: fate.unitId };
  return OPEN_STATUSES.includes(value.status) ? { ...value, status: 'closed' } : value;
}
