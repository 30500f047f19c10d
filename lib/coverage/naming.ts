import type { Expectation } from '@/lib/registry/expectation';
import { PLATFORMS, type Platform, type RegionKind } from '@/lib/taxonomy/codes';
import { type Bodies, bodiesOf, type Classed, classed } from './classed';
import { type Places, placesOf } from './places';
import type { StandingClass, Standings } from './standings';
import type { Grouping, Layout } from './tally';
import { startsOf } from './walk';

/** More than there are classes of standings, so that a spot and a class make one number. */
const CLASSES = 2 ** 24;

/** A body of a rank that was not asked for. */
export const NOWHERE = -1;

/**
 * In which group each account and body of a question is, by numbers from 1 on. It is the same on every day on which the
 * question is laid out the same, so that it is worked out once and not for each of them.
 */
export class Naming {
  readonly places: Places;
  readonly bodies: Bodies;
  /** Where the bodies of a place begin. */
  readonly starts: Int32Array;
  /** Of the groups, in the order of their numbers. */
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #classes: (Classed | undefined)[] = [];
  /** By spot and class. */
  readonly #ofAccounts = new Map<number, number>();
  /** By spot, rule and platform; 0 is not named yet. */
  readonly #ofBodies: Int32Array;

  constructor(
    readonly standings: Standings,
    readonly layout: Layout,
    readonly grouping: Grouping,
  ) {
    this.places = placesOf(layout.regions, layout.ground);
    this.bodies = bodiesOf(layout.rules);
    this.starts = startsOf(this.places, this.bodies);
    this.#ofBodies = new Int32Array(this.places.alike.length * layout.rules.length * PLATFORMS.length);
  }

  classed(classOf: number): Classed {
    this.#classes[classOf] ??= classed(this.standings.classes[classOf] as StandingClass, this.layout, this.bodies);
    return this.#classes[classOf];
  }

  ofAccount(spot: number, classOf: number): number {
    const which = spot * CLASSES + classOf;
    const known = this.#ofAccounts.get(which);
    if (known !== undefined) return known;
    const { key, kind } = this.#alike(spot);
    const { as, sector } = this.classed(classOf);
    const number = this.#number(this.grouping.account({ key, kind, sector, as }));
    this.#ofAccounts.set(which, number);
    return number;
  }

  /** `NOWHERE` where it is in none. */
  ofBody(spot: number, rule: number, platform: number): number {
    const at = (spot * this.layout.rules.length + rule) * PLATFORMS.length + platform;
    const known = this.#ofBodies[at] || this.#nameBody(spot, rule, platform);
    this.#ofBodies[at] = known;
    return known;
  }

  #nameBody(spot: number, rule: number, platform: number): number {
    const { key, kind } = this.#alike(spot);
    const { sectorCode: sector, tier, unitKind } = this.layout.rules[rule] as Expectation;
    const rank = this.layout.rankOf(kind, tier, unitKind);
    const { ranks } = this.layout.filter;
    if (ranks.length && (rank === null || !ranks.includes(rank))) return NOWHERE;
    return this.#number(this.grouping.body({ key, kind, sector, tier, rank, platform: PLATFORMS[platform] as Platform }));
  }

  #alike(spot: number): { key: string; kind: RegionKind } {
    return this.places.alike[spot] as { key: string; kind: RegionKind };
  }

  #number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.names.push(name);
    this.#numbers.set(name, number);
    return number;
  }
}

type ByQuestion = Map<string, Naming>;

// Standings that are read anew let go of what was named for those before.
const namings = new WeakMap<Standings, WeakMap<readonly object[], ByQuestion>>();

/**
 * The same of a question that was laid out before, on whichever day of its stretch.
 * @param name what tells this way of grouping from others
 */
export function namingOf(standings: Standings, layout: Layout, name: string, grouping: Grouping): Naming {
  const laid = namings.get(standings) ?? new WeakMap<readonly object[], ByQuestion>();
  const named = laid.get(layout.ground) ?? (new Map() as ByQuestion);
  namings.set(standings, laid.set(layout.ground, named));
  const key = JSON.stringify([name, { ...layout.filter, asOf: null }]);
  const before = named.get(key);
  const naming = before?.layout.rules === layout.rules ? before : new Naming(standings, layout, grouping);
  named.set(key, naming);
  return naming;
}
