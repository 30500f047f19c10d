import type { Rank, Status, Tier, UnitKind } from '@/lib/taxonomy/codes';
import { type Day, lastDay, type PartialDay } from '@/lib/taxonomy/day';
import { changeFrom, joined, overlay, type Step, type Timeline } from '@/lib/taxonomy/timeline';

/** What is set for an account over time: its state and its 主办单位; for an official also the post, whose rank is its own. */
export type Held = { status: Status; unitId: number; post: string | null; postRank: Rank | null };

/** What a unit is over time (单位沿革). */
export type UnitState = {
  name: string;
  kind: UnitKind;
  regionId: number;
  sectorCode: string;
  tier: Tier | null;
  rank: Rank | null;
  parentId: number | null;
  standardBody: boolean;
};

/** 在册状态: what an account counts as, its own part and what follows from the unit. */
export type AccountStanding = Held & Pick<UnitState, 'regionId' | 'sectorCode' | 'tier' | 'rank' | 'standardBody'>;

/**
 * The day from which an account counts as open. An opening known only to the month or year
 * counts from the end of it, when it surely had happened, but not later than the day on which
 * the account was known to be open.
 */
export function countsFrom(openedOn: PartialDay | null, knownBy: Day): Day {
  const opened = openedOn === null ? knownBy : lastDay(openedOn);
  return opened < knownBy ? opened : knownBy;
}

/** The first standings of an account: open from the day it counts, and closed from the day of closing. */
export function firstHeld(held: Held, from: Day, closed: { on: Day; status: Status } | null): Step<Held>[] {
  const opened: Step<Held>[] = [{ from, until: null, value: closed ? { ...held, status: 'active' } : held }];
  return closed ? changeFrom(opened, closed.on, (value) => ({ ...value, status: closed.status }), sameHeld) : opened;
}

/** Resolves what is set for an account into what it counts as, through the history of each owner. */
export function standings(held: Timeline<Held>, unitOf: (id: number) => Timeline<UnitState>, isOfficial: boolean): Step<AccountStanding>[] {
  const resolved = overlay(
    held,
    ({ unitId }) => beyondEnd(unitOf(unitId)),
    (own, { regionId, sectorCode, tier, rank, standardBody }): AccountStanding => ({
      ...own,
      regionId,
      sectorCode,
      tier,
      rank: isOfficial ? own.postRank : rank,
      standardBody,
    }),
  );
  return joined(resolved, sameStanding);
}

// An account that its unit has left behind counts where the unit was, and covers no body: that is no more.
function beyondEnd(unit: Timeline<UnitState>): Timeline<UnitState> {
  const last = unit.at(-1);
  return last && last.until !== null ? [...unit, { from: last.until, until: null, value: { ...last.value, standardBody: false } }] : unit;
}

/** Takes back from standings what was set, without what followed from the units. */
export function heldOf(standing: Timeline<AccountStanding>): Step<Held>[] {
  const held = standing.map(({ from, until, value: { status, unitId, post, postRank } }) => ({ from, until, value: { status, unitId, post, postRank } }));
  return joined(held, sameHeld);
}

export function sameHeld(a: Held, b: Held): boolean {
  return a.status === b.status && a.unitId === b.unitId && a.post === b.post && a.postRank === b.postRank;
}

function sameStanding(a: AccountStanding, b: AccountStanding): boolean {
  return (
    sameHeld(a, b) && a.regionId === b.regionId && a.sectorCode === b.sectorCode && a.tier === b.tier && a.rank === b.rank && a.standardBody === b.standardBody
  );
}
