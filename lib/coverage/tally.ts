import type { Expectation, RankOf } from '@/lib/registry/expectation';
import { PLATFORMS, type Platform, type Rank, type RegionKind, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { type BodyRules, bodiesOf, type Classed, type Covers, classed } from './classed';
import type { CoverageFilter } from './filter';
import type { Ground, RegionFrame, SectorFrame } from './frame';
import { type Places, placesOf } from './places';
import { holdsIn } from './slots';
import type { Listener, StandingClass, Standings } from './standings';

/** What a question is laid out on: its regions, sectors and rules of the day. */
export type Layout = {
  filter: CoverageFilter;
  regions: RegionFrame;
  sectors: SectorFrame;
  ground: readonly Ground[];
  rules: readonly Expectation[];
  rankOf: RankOf;
  /** The sector of the matrix that one counts into on the day. */
  topOf?(sector: string): string | undefined;
};

/** Where an account is counted, and what it is; its sector as it stands on the axis. */
export type CountedAs = { key: string; kind: RegionKind; sector: string; as: StandingClass };
/** A covered body, and the platform it is covered on; its rank is that of its like. */
export type CoveredAs = { key: string; kind: RegionKind; sector: string; tier: Tier; rank: Rank | null; platform: Platform };

export type Grouping = {
  account(counted: CountedAs): string;
  body(covered: CoveredAs): string;
};

/** `below`: bodies that are not covered, while a unit whose 主管单位 they are has an account. */
export type Group = { name: string; accounts: number; synthetic: number; covered: number; below: number };

/**
 * The answer to one question, which follows the standings as they come and go: after a write it
 * costs what was written, not what is registered.
 */
export class Tally {
  /** Bodies that are covered, each once. */
  totalCovered = 0;
  readonly #groups: Group[] = [];
  readonly #groupNumbers = new Map<string, number>();
  readonly #places: Places;
  readonly #classes: (Classed | undefined)[] = [];
  /** Of each spot, by class: the group its accounts are counted in, from 1 on; 0 is not named yet. */
  readonly #accountGroups: Int32Array[];
  /** By spot, rule and platform the same of its bodies. */
  readonly #bodyGroups: Int32Array;
  readonly #rules: readonly Expectation[];
  readonly #bodies: ReadonlyMap<string, BodyRules>;
  readonly #bodyByNumber: readonly BodyRules[];
  /** Accounts that cover a body, by place, body and platform. */
  readonly #covering: Uint32Array;
  /** Accounts of its subordinates, by the same: few have any. */
  readonly #below = new Map<number, number>();
  readonly #asOf: number;
  /** Groups to which the body under way was told. */
  readonly #told: number[] = [];
  // Heard hundreds of thousands of times: nothing is made anew for each.
  readonly #listener: Listener = (region, classOf, from, until, sign) => this.#hear(region, classOf, from, until, sign);

  constructor(
    readonly standings: Standings,
    readonly layout: Layout,
    readonly grouping: Grouping,
    without: readonly number[] = [],
  ) {
    this.#asOf = dayNumber(layout.filter.asOf);
    this.#places = placesOf(layout.regions, layout.ground);
    this.#rules = layout.rules;
    this.#bodies = bodiesOf(layout.rules);
    this.#bodyByNumber = [...this.#bodies.values()];
    this.#accountGroups = this.#places.alike.map(() => new Int32Array(standings.classes.length));
    this.#bodyGroups = new Int32Array(this.#places.alike.length * this.#rules.length * PLATFORMS.length);
    this.#covering = new Uint32Array(this.#places.regions.length * this.#bodies.size * PLATFORMS.length);
    // Bodies are told once all that covers them is known, not as it becomes known.
    standings.each((region, classOf) => this.#take(region, classOf), { on: this.#asOf, within: this.#places.byId, without });
    this.#tellAll();
    standings.hear(this.#listener);
  }

  get groups(): readonly Group[] {
    return this.#groups;
  }

  /** Whether the body of a region, sector and tier has an account that answers the question. */
  holds(regionId: number, sector: string, tier: Tier): boolean {
    return this.#some(regionId, sector, tier, (at) => (this.#covering[at] ?? 0) > 0);
  }

  /** Whether a unit whose 主管单位 that body is has one. */
  holdsBelow(regionId: number, sector: string, tier: Tier): boolean {
    return this.#some(regionId, sector, tier, (at) => this.#below.has(at));
  }

  #some(regionId: number, sector: string, tier: Tier, has: (at: number) => boolean): boolean {
    const [place, body] = [this.#places.placeOf.get(regionId), this.#bodies.get(`${sector} ${tier}`)];
    if (place === undefined || body === undefined) return false;
    return PLATFORMS.some((_, platform) => has(this.#coveringAt(place, body.number, platform)));
  }

  /** Follows no longer. */
  end(): void {
    this.standings.letGo(this.#listener);
  }

  #take(region: number, classOf: number): void {
    const place = (this.#places.byId[region] ?? 0) - 1;
    const its = this.#classed(classOf);
    if (its.counts) this.#count(this.#places.spots[place] ?? 0, classOf, its, 1);
    if (this.#places.tiers[place] !== its.tier) return;
    for (let each = 0; each < its.covers.length; each++) {
      const { number, rules, everywhere } = its.covers[each] as Covers;
      if (!everywhere && !this.#expects(place, rules)) continue;
      const at = this.#coveringAt(place, number, its.platform);
      this.#covering[at] = (this.#covering[at] ?? 0) + 1;
    }
    if (!its.below || !this.#expects(place, its.below.rules)) return;
    const at = this.#coveringAt(place, its.below.number, its.platform);
    this.#below.set(at, (this.#below.get(at) ?? 0) + 1);
  }

  #tellAll(): void {
    const [places, bodies] = [this.#places.regions.length, this.#bodies.size];
    for (let place = 0; place < places; place++) for (let body = 0; body < bodies; body++) this.#tell(place, body, 1);
  }

  #hear(region: number, classOf: number, from: number, until: number, sign: 1 | -1): void {
    if (from > this.#asOf || until <= this.#asOf) return;
    const place = (this.#places.byId[region] ?? 0) - 1;
    if (place < 0) return;
    const its = this.#classed(classOf);
    if (its.counts) this.#count(this.#places.spots[place] ?? 0, classOf, its, sign);
    if (this.#places.tiers[place] !== its.tier) return;
    for (const { number, rules } of its.covers) if (this.#expects(place, rules)) this.#hold(place, number, its.platform, sign);
    if (its.below && this.#expects(place, its.below.rules)) this.#holdBelow(place, its.below.number, its.platform, sign);
  }

  #classed(classOf: number): Classed {
    this.#classes[classOf] ??= classed(this.standings.classes[classOf] as StandingClass, this.layout, this.#bodies);
    return this.#classes[classOf];
  }

  #count(spot: number, classOf: number, its: Classed, sign: 1 | -1): void {
    const number = this.#accountGroups[spot]?.[classOf] || this.#nameAccount(spot, classOf, its);
    const group = this.#groups[number - 1] as Group;
    group.accounts += sign;
    if (its.synthetic) group.synthetic += sign;
  }

  #nameAccount(spot: number, classOf: number, { as, sector }: Classed): number {
    const { key, kind } = this.#places.alike[spot] as { key: string; kind: RegionKind };
    const known = this.#accountGroups[spot] as Int32Array;
    // Classes are met for the first time at any time.
    if (classOf >= known.length) {
      this.#accountGroups[spot] = new Int32Array(Math.max(this.standings.classes.length, classOf + 1));
      this.#accountGroups[spot].set(known);
    }
    const number = this.#groupNumber(this.grouping.account({ key, kind, sector, as }));
    (this.#accountGroups[spot] as Int32Array)[classOf] = number;
    return number;
  }

  /** Whether one of a body's rules, all of which speak of the platform, holds at a place. */
  #expects(place: number, rules: BodyRules['rules']): boolean {
    const at = this.#places.regions[place] ?? 0;
    for (let each = 0; each < rules.length; each++) if (holdsIn((rules[each] as BodyRules['rules'][number]).rule, at)) return true;
    return false;
  }

  #hold(place: number, body: number, platform: number, sign: 1 | -1): void {
    const at = this.#coveringAt(place, body, platform);
    const before = this.#covering[at] ?? 0;
    const turns = sign > 0 ? before === 0 : before === 1;
    if (turns) this.#tell(place, body, -1);
    this.#covering[at] = before + sign;
    if (turns) this.#tell(place, body, 1);
  }

  #holdBelow(place: number, body: number, platform: number, sign: 1 | -1): void {
    const at = this.#coveringAt(place, body, platform);
    const after = (this.#below.get(at) ?? 0) + sign;
    const turns = sign > 0 ? after === 1 : after === 0;
    if (turns) this.#tell(place, body, -1);
    if (after > 0) this.#below.set(at, after);
    else this.#below.delete(at);
    if (turns) this.#tell(place, body, 1);
  }

  // A body is covered once however many accounts do it, and once in each group: platforms may be one group or several.
  #tell(place: number, body: number, sign: 1 | -1): void {
    const first = this.#coveringAt(place, body, 0);
    if (!this.#any(first)) return;
    const region = this.#places.regions[place] ?? 0;
    const rule = this.#bodyByNumber[body]?.rules.find((each) => holdsIn(each.rule, region));
    if (!rule) return;
    const spot = this.#places.spots[place] ?? 0;
    const told = this.#told;
    told.length = 0;
    for (let platform = 0; platform < PLATFORMS.length; platform++)
      if (this.#covering[first + platform]) this.#tellGroup(this.#bodyGroup(spot, rule.number, platform), 'covered', sign);
    if (told.length > 0) this.totalCovered += sign;
    if (this.#below.size === 0) return;
    for (let platform = 0; platform < PLATFORMS.length; platform++)
      if (this.#below.has(first + platform)) this.#tellGroup(this.#bodyGroup(spot, rule.number, platform), 'below', sign);
  }

  /** Whether anybody covers a body, or is a subordinate's of it. */
  #any(first: number): boolean {
    for (let at = first; at < first + PLATFORMS.length; at++) if (this.#covering[at] || (this.#below.size > 0 && this.#below.has(at))) return true;
    return false;
  }

  #tellGroup(group: number, what: 'covered' | 'below', sign: 1 | -1): void {
    if (group === NOWHERE || this.#told.includes(group)) return;
    this.#told.push(group);
    (this.#groups[group - 1] as Group)[what] += sign;
  }

  #coveringAt(place: number, body: number, platform: number): number {
    return (place * this.#bodies.size + body) * PLATFORMS.length + platform;
  }

  #bodyGroup(spot: number, rule: number, platform: number): number {
    const at = (spot * this.#rules.length + rule) * PLATFORMS.length + platform;
    const known = this.#bodyGroups[at] || this.#nameBody(spot, rule, platform);
    this.#bodyGroups[at] = known;
    return known;
  }

  #nameBody(spot: number, rule: number, platform: number): number {
    const { key, kind } = this.#places.alike[spot] as { key: string; kind: RegionKind };
    const { sectorCode: sector, tier, unitKind } = this.#rules[rule] as Expectation;
    const rank = this.layout.rankOf(kind, tier, unitKind);
    const { ranks } = this.layout.filter;
    if (ranks.length && (rank === null || !ranks.includes(rank))) return NOWHERE;
    return this.#groupNumber(this.grouping.body({ key, kind, sector, tier, rank, platform: PLATFORMS[platform] as Platform }));
  }

  /** From 1 on. */
  #groupNumber(name: string): number {
    const known = this.#groupNumbers.get(name);
    if (known !== undefined) return known;
    const number = this.#groups.push({ name, accounts: 0, synthetic: 0, covered: 0, below: 0 });
    this.#groupNumbers.set(name, number);
    return number;
  }
}

/** A body of a rank that was not asked for. */
const NOWHERE = -1;

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}
