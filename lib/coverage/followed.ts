import type { Platform } from '@/lib/taxonomy/codes';
import { bodiesOf, type Classed, classed } from './classed';
import { type Axis, UNCLASSIFIED } from './filter';
import { type Places, placesOf } from './places';
import type { ValuesAt } from './reach';
import type { StandingClass, Standings } from './standings';
import { type CountedAs, dayNumber, type Layout } from './tally';

/** The last followers known of each account on or before a day, by its number: eight bytes each. */
export class LastFollowers {
  #values: Float64Array;

  /** @param room for accounts of lower numbers; it grows by itself */
  constructor(room = 1024) {
    this.#values = new Float64Array(room).fill(Number.NaN);
  }

  /** NaN where none are known. */
  of(account: number): number {
    return this.#values[account] ?? Number.NaN;
  }

  set(account: number, followers: number | null): void {
    if (account >= this.#values.length) {
      const longer = new Float64Array(Math.max(Math.ceil(this.#values.length * 1.1), account + 1)).fill(Number.NaN, this.#values.length);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[account] = followers ?? Number.NaN;
  }
}

/** Where an account stands on an axis. */
export function keyOn(axis: Axis, { key, sector, as }: CountedAs): string {
  switch (axis) {
    case 'region':
      return key;
    case 'sector':
      return sector;
    default:
      return as[axis] ?? UNCLASSIFIED;
  }
}

/** Bodies are not asked for. */
const NONE = bodiesOf([]);
/** In no group. */
const NOWHERE = -1;

/**
 * The accounts that answer a question, by group and platform, with the followers of those of which they are known.
 * @param keyOf the group of an account; null where it is in none
 */
export function followedBy(standings: Standings, layout: Layout, keyOf: (counted: CountedAs) => string | null, last: LastFollowers): ValuesAt[] {
  const { alike } = placesOf(layout.regions, layout.ground);
  const classes = standings.classes.length;
  const found = foundBy(standings, layout, last);
  const its: (Classed | undefined)[] = new Array(classes).fill(undefined);
  const groups = new Map<string, Group>();
  const numbers = new Int32Array(found.accounts.length).fill(NOWHERE);
  for (let alikes = 0; alikes < found.accounts.length; alikes++) {
    const accounts = found.accounts[alikes] as number;
    if (accounts === 0) continue;
    const classOf = alikes % classes;
    its[classOf] ??= classed(standings.classes[classOf] as StandingClass, layout, NONE);
    const { as, sector, counts, synthetic } = its[classOf];
    const { key, kind } = alike[(alikes - classOf) / classes] as Places['alike'][number];
    const name = counts ? keyOf({ key, kind, sector, as }) : null;
    if (name === null) continue;
    const group = groupOf(groups, name, as.platform);
    group.accounts += accounts;
    group.known += found.known[alikes] as number;
    if (synthetic) group.synthetic += found.known[alikes] as number;
    numbers[alikes] = group.number;
  }
  return together([...groups.values()], numbers, found);
}

type Group = Omit<ValuesAt, 'values'> & { known: number; number: number };
/** By spot and class, `spot * classes + class`: accounts, and those of which followers are known; and these, each with where it stands. */
type Found = { accounts: Int32Array; known: Int32Array; at: Int32Array; values: Float64Array };

// Nobody is called for each of hundreds of thousands.
function foundBy(standings: Standings, layout: Layout, last: LastFollowers): Found {
  const { byId, spots, alike } = placesOf(layout.regions, layout.ground);
  const byRegion = standings.byRegion(byId);
  const { rows, region, classOf, account } = standings.chosen({ on: dayNumber(layout.filter.asOf), within: byRegion });
  const classes = standings.classes.length;
  const [accounts, known] = [new Int32Array(alike.length * classes), new Int32Array(alike.length * classes)];
  const [at, values] = [new Int32Array(rows.length), new Float64Array(rows.length)];
  let count = 0;
  for (let each = 0; each < rows.length; each++) {
    const row = rows[each] as number;
    const which = (spots[(byRegion[region[row] as number] as number) - 1] as number) * classes + (classOf[row] as number);
    (accounts[which] as number)++;
    const followers = last.of(account[row] as number);
    if (Number.isNaN(followers)) continue;
    (known[which] as number)++;
    at[count] = which;
    values[count++] = followers;
  }
  return { accounts, known, at: at.subarray(0, count), values };
}

function groupOf(groups: Map<string, Group>, key: string, platform: Platform): Group {
  const name = `${platform} ${key}`;
  const group = groups.get(name) ?? { key, platform, accounts: 0, synthetic: 0, known: 0, number: groups.size };
  groups.set(name, group);
  return group;
}

/** Puts the values of each group together. */
function together(groups: readonly Group[], numbers: Int32Array, { at, values }: Found): ValuesAt[] {
  // One array for all, in which those of a group stand one after another.
  const all = new Float64Array(at.length);
  const next = new Int32Array(groups.length + 1);
  for (const { number, known } of groups) next[number + 1] = (next[number] as number) + known;
  const ends = next.slice(1);
  for (let each = 0; each < at.length; each++) {
    const number = numbers[at[each] as number] as number;
    if (number !== NOWHERE) all[(next[number] as number)++] = values[each] as number;
  }
  return groups.map(({ key, platform, accounts, synthetic, known, number }) => {
    const end = ends[number] as number;
    return { key, platform, accounts, synthetic, values: all.subarray(end - known, end) };
  });
}
