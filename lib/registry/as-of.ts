import { covers, type Day, type Period } from '@/lib/taxonomy/day';
import type { AccountView, UnitView } from './views';

/** An account as it was on a day, as known now: nothing of what came later. Null before it is known to have been open. */
export function accountAsOf(account: AccountView, day: Day): AccountView | null {
  const standings = upTo(account.standings, day);
  const names = upTo(account.names, day);
  const name = account.names.find((period) => covers(period, day))?.name ?? account.names[0]?.name ?? '';
  return standings.length ? { ...account, name, names, standings, followers: null } : null;
}

/** A unit as it was on a day, as known now. Null before it began. */
export function unitAsOf(unit: UnitView, day: Day): UnitView | null {
  const history = upTo(unit.history, day);
  const now = history.at(-1);
  const ended = unit.endedOn !== null && unit.endedOn <= day;
  const by = (kin: UnitView['predecessors']) => kin.filter((each) => each.day <= day);
  if (!now) return null;
  return {
    ...unit,
    now,
    history,
    endedOn: ended ? unit.endedOn : null,
    leftAccounts: 0,
    predecessors: by(unit.predecessors),
    successors: by(unit.successors),
  };
}

/** What had begun by a day; what ended after it had no end yet. */
export function upTo<T extends Period>(periods: readonly T[], day: Day): T[] {
  return periods
    .filter(({ from }) => from === null || from <= day)
    .map((period) => (period.until !== null && period.until > day ? { ...period, until: null } : period));
}
