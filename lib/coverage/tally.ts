import type { Expectation, RankOf } from '@/lib/registry/expectation';
import { PLATFORMS, type Platform, type Rank, type RegionKind, TIERS, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { Bodies, BodyRules } from './classed';
import type { CoverageFilter } from './filter';
import type { Ground, RegionFrame, SectorFrame } from './frame';
import { Naming, NOWHERE } from './naming';
import type { Places } from './places';
import { holdsIn } from './slots';
import type { Listener, StandingClass, Standings } from './standings';
import { expects, walk } from './walk';

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
  /** The same, each at its number. */
  readonly #numbered: (Group | undefined)[] = [];
  readonly #places: Places;
  /** Of each region, by its number among the standings: its place, counted from 1. */
  readonly #byRegion: Int32Array;
  readonly #bodies: Bodies;
  /** Where the bodies of a place begin. */
  readonly #starts: Int32Array;
  /** Accounts that cover a body, by place, body and platform. */
  readonly #covering: Uint32Array;
  /** Accounts of its subordinates, by the same: few have any. */
  readonly #below: Map<number, number>;
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
    readonly naming: Naming = new Naming(standings, layout, grouping),
  ) {
    this.#asOf = dayNumber(layout.filter.asOf);
    this.#places = naming.places;
    this.#byRegion = standings.byRegion(this.#places.byId);
    this.#bodies = naming.bodies;
    this.#starts = naming.starts;
    const { counted, classes, covering, below } = walk(standings, this.#ground(), without);
    this.#covering = covering;
    this.#below = below;
    for (let at = 0; at < counted.length; at++) if (counted[at]) this.#count(Math.floor(at / classes), at % classes, counted[at] as number);
    // Bodies are told once all that covers them is known, not as it becomes known.
    for (let place = 0; place < this.#places.regions.length; place++) {
      const bodies = this.#bodiesAt(place).length;
      for (let body = 0; body < bodies; body++) this.#tell(place, body, 1);
    }
    standings.hear(this.#listener);
  }

  #ground() {
    return { on: this.#asOf, places: this.#places, byRegion: this.#byRegion, starts: this.#starts, classed: (classOf: number) => this.naming.classed(classOf) };
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
    const [place, body] = [this.#places.placeOf.get(regionId), this.#bodies.byName.get(`${sector} ${tier}`)];
    if (place === undefined || body === undefined || this.#places.tiers[place] !== TIERS.indexOf(tier)) return false;
    return PLATFORMS.some((_, platform) => has(this.#coveringAt(place, body.number, platform)));
  }

  /** Follows no longer. */
  end(): void {
    this.standings.letGo(this.#listener);
  }

  #hear(region: number, classOf: number, from: number, until: number, sign: 1 | -1): void {
    if (from > this.#asOf || until <= this.#asOf) return;
    const place = (this.#byRegion[region] ?? 0) - 1;
    if (place < 0) return;
    const its = this.naming.classed(classOf);
    if (its.counts) this.#count(this.#places.spots[place] ?? 0, classOf, sign);
    if (this.#places.tiers[place] !== its.tier) return;
    const at = this.#places.regions[place] ?? 0;
    for (const each of its.covers) if (expects(each, at)) this.#hold(place, each.number, its.platform, sign);
    if (its.below && expects(its.below, at)) this.#holdBelow(place, its.below.number, its.platform, sign);
  }

  #count(spot: number, classOf: number, more: number): void {
    const group = this.#group(this.naming.ofAccount(spot, classOf));
    group.accounts += more;
    if (this.naming.classed(classOf).synthetic) group.synthetic += more;
  }

  #bodiesAt(place: number): readonly BodyRules[] {
    return this.#bodies.byTier[this.#places.tiers[place] ?? -1] ?? [];
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
    const rule = ruleIn(this.#bodiesAt(place)[body]?.rules ?? [], region);
    if (!rule) return;
    const spot = this.#places.spots[place] ?? 0;
    const told = this.#told;
    told.length = 0;
    for (let platform = 0; platform < PLATFORMS.length; platform++)
      if (this.#covering[first + platform]) this.#tellGroup(this.naming.ofBody(spot, rule.number, platform), 'covered', sign);
    if (told.length > 0) this.totalCovered += sign;
    if (this.#below.size === 0) return;
    for (let platform = 0; platform < PLATFORMS.length; platform++)
      if (this.#below.has(first + platform)) this.#tellGroup(this.naming.ofBody(spot, rule.number, platform), 'below', sign);
  }

  /** Whether anybody covers a body, or is a subordinate's of it. */
  #any(first: number): boolean {
    for (let at = first; at < first + PLATFORMS.length; at++) if (this.#covering[at] || (this.#below.size > 0 && this.#below.has(at))) return true;
    return false;
  }

  #tellGroup(group: number, what: 'covered' | 'below', sign: 1 | -1): void {
    if (group === NOWHERE || this.#told.includes(group)) return;
    this.#told.push(group);
    this.#group(group)[what] += sign;
  }

  #coveringAt(place: number, body: number, platform: number): number {
    return (this.#starts[place] ?? 0) + body * PLATFORMS.length + platform;
  }

  #group(number: number): Group {
    const known = this.#numbered[number];
    if (known) return known;
    const group = { name: this.naming.names[number - 1] as string, accounts: 0, synthetic: 0, covered: 0, below: 0 };
    this.#numbered[number] = group;
    this.#groups.push(group);
    return group;
  }
}

// Asked of each covered body: without a function made for each.
function ruleIn(rules: BodyRules['rules'], region: number): BodyRules['rules'][number] | undefined {
  for (const each of rules) if (holdsIn(each.rule, region)) return each;
  return undefined;
}

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}
