import type { Day, Period } from '@/lib/taxonomy/day';
import type { Relation } from './relation';
import type { AccountView, RelationView, StandingView, UnitStandingView, UnitView } from './views';

/** A sentence in the making about what happened on a day: its words stand in messages/ under `kind`. `day` is null for what was so since ever. */
export type Told<K extends string> = { day: Day | null; kind: K; facts: Record<string, string> };

export type AccountEvent = Told<
  | ('opened' | 'knownOpen' | 'renamed' | 'movedTo' | 'tookPost' | 'reclassified')
  | ('paused' | 'resumed' | 'closed' | 'cancelled' | 'reopened')
  | `${'began' | 'ended'}.${Relation}`
>;

type Timed = Pick<AccountView, 'names' | 'standings' | 'openedOn'> & { relations: readonly RelationView[] };

/** What happened to an account, newest first. */
export function accountEvents({ names, standings, openedOn, relations }: Timed): AccountEvent[] {
  return newestFirst([
    ...standings.flatMap((standing, index) => {
      const before = standings[index - 1];
      const unit = { unit: standing.unit };
      return before ? changes(before, standing) : [{ day: standing.from, kind: openedOn ? ('opened' as const) : ('knownOpen' as const), facts: unit }];
    }),
    ...relations.flatMap(related),
    ...renamings(names),
  ]);
}

// Several things of one day keep the order in which they are told.
function newestFirst<T extends { day: Day | null }>(events: readonly T[]): T[] {
  return [...events].sort((one, other) => (other.day ?? '').localeCompare(one.day ?? ''));
}

function changes(before: StandingView, after: StandingView): AccountEvent[] {
  const { from: day, unit, region, sector, post } = after;
  const sameUnit = before.unitId === after.unitId;
  const differs = sameUnit && isReclassified(before, after);
  return [
    ...(sameUnit ? [] : [{ day, kind: 'movedTo' as const, facts: { unit } }]),
    ...(before.status === after.status ? [] : [{ day, kind: statusEvent(before, after), facts: {} }]),
    ...(before.post === after.post ? [] : [{ day, kind: 'tookPost' as const, facts: { post: post ?? '—' } }]),
    ...(differs ? [{ day, kind: 'reclassified' as const, facts: { region, sector } }] : []),
  ];
}

function isReclassified(before: Classed, after: Classed): boolean {
  return before.regionCode !== after.regionCode || before.sectorCode !== after.sectorCode || before.tier !== after.tier || before.rank !== after.rank;
}

type Classed = Pick<UnitStandingView, 'regionCode' | 'sectorCode' | 'tier' | 'rank'>;

function statusEvent(before: StandingView, { status }: StandingView): AccountEvent['kind'] {
  if (status !== 'active') return status;
  return before.status === 'paused' ? 'resumed' : 'reopened';
}

function related({ kind, unit, from, until }: RelationView): AccountEvent[] {
  const began = { day: from, kind: `began.${kind}` as const, facts: { unit } };
  return until === null ? [began] : [began, { day: until, kind: `ended.${kind}` as const, facts: { unit } }];
}

function renamings(names: readonly (Period & { name: string })[]) {
  return names.slice(1).map(({ from, name }, index) => ({ day: from, kind: 'renamed' as const, facts: { from: names[index]?.name ?? '', to: name } }));
}

export type UnitEvent = Told<
  'known' | 'established' | 'renamed' | 'reclassified' | 'ended' | `from.${'merged-into' | 'split-into'}` | `into.${'merged-into' | 'split-into'}`
>;

/** What happened to a unit, newest first. */
export function unitEvents({ history, endedOn, predecessors, successors }: Pick<UnitView, 'history' | 'endedOn' | 'predecessors' | 'successors'>): UnitEvent[] {
  const first = history[0];
  return newestFirst<UnitEvent>([
    ...(endedOn === null ? [] : [{ day: endedOn, kind: 'ended' as const, facts: {} }]),
    ...kin(successors, 'into'),
    ...history.slice(1).flatMap((after, index) => {
      const before = history[index];
      return before ? unitChanges(before, after) : [];
    }),
    ...kin(predecessors, 'from'),
    ...beginning(first, predecessors),
  ]);
}

// Of a unit that came out of a reform, the reform tells how it began.
function beginning(first: UnitStandingView | undefined, predecessors: UnitView['predecessors']): UnitEvent[] {
  if (!first || predecessors.some(({ day }) => day === first.from)) return [];
  return [{ day: first.from, kind: first.from === null ? 'known' : 'established', facts: { name: first.name } }];
}

function unitChanges(before: UnitStandingView, after: UnitStandingView): UnitEvent[] {
  const day = after.from;
  const differs = isReclassified(before, after) || before.kind !== after.kind;
  return [
    ...(before.name === after.name ? [] : [{ day, kind: 'renamed' as const, facts: { from: before.name, to: after.name } }]),
    ...(differs ? [{ day, kind: 'reclassified' as const, facts: { region: after.region, sector: after.sector } }] : []),
  ];
}

// The units of one reform make one sentence.
function kin(units: UnitView['predecessors'], side: 'from' | 'into'): UnitEvent[] {
  const reforms = new Map<string, UnitView['predecessors']>();
  for (const each of units) reforms.set(`${each.day}${each.kind}`, [...(reforms.get(`${each.day}${each.kind}`) ?? []), each]);
  return [...reforms.values()].flatMap((together) => {
    const [one] = together;
    return one ? [{ day: one.day, kind: `${side}.${one.kind}` as const, facts: { units: together.map(({ name }) => name).join('、') } }] : [];
  });
}
