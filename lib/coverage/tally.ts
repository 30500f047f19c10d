import type { Expectation, RankOf } from '@/lib/registry/expectation';
import { PLATFORMS, type Platform, type Rank, type RegionKind, TIERS, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { type Bodies, type BodyRules, bodiesOf, type Classed, classed } from './classed';
import type { CoverageFilter } from './filter';
import type { Ground, RegionFrame, SectorFrame } from './frame';
import { type Places, placesOf } from './places';
import { holdsIn } from './slots';
import type { Listener, StandingClass, Standings } from './standings';
import { expects, startsOf, walk } from './walk';

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
  /** Of each region, by its number among the standings: its place, counted from 1. */
  readonly #byRegion: Int32Array;
  readonly #classes: (Classed | undefined)[] = [];
  /** By spot and class: the group its accounts are counted in. */
  readonly #accountGroups = new Map<number, number>();
  /** By spot, rule and platform the same of its bodies; 0 is not named yet. */
  readonly #bodyGroups: Int32Array;
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
  ) {
    this.#asOf = dayNumber(layout.filter.asOf);
    this.#places = placesOf(layout.regions, layout.ground);
    this.#byRegion = standings.byRegion(this.#places.byId);
    this.#bodies = bodiesOf(layout.rules);
    this.#starts = startsOf(this.#places, this.#bodies);
    this.#bodyGroups = new Int32Array(this.#places.alike.length * layout.rules.length * PLATFORMS.length);
    const { counted, classes, covering, below } = walk(standings, this.#ground(), without);
    this.#covering = covering;
    this.#below = below;
    for (let at = 0; at < counted.length; at++) if (counted[at]) this.#count(Math.floor(at / classes), at % classes, counted[at] as number);
    // Bodies are told once all that covers them is known, not as it becomes known.
    for (let place = 0; place < this.#places.regions.length; place++)
      for (let body = 0; body < this.#bodiesAt(place).length; body++) this.#tell(place, body, 1);
    standings.hear(this.#listener);
  }

  #ground() {
    return { on: this.#asOf, places: this.#places, byRegion: this.#byRegion, starts: this.#starts, classed: (classOf: number) => this.#classed(classOf) };
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
    const its = this.#classed(classOf);
    if (its.counts) this.#count(this.#places.spots[place] ?? 0, classOf, sign);
    if (this.#places.tiers[place] !== its.tier) return;
    const at = this.#places.regions[place] ?? 0;
    for (const each of its.covers) if (expects(each, at)) this.#hold(place, each.number, its.platform, sign);
    if (its.below && expects(its.below, at)) this.#holdBelow(place, its.below.number, its.platform, sign);
  }

  #classed(classOf: number): Classed {
    this.#classes[classOf] ??= classed(this.standings.classes[classOf] as StandingClass, this.layout, this.#bodies);
    return this.#classes[classOf];
  }

  #count(spot: number, classOf: number, more: number): void {
    const which = spot * CLASSES + classOf;
    const known = this.#accountGroups.get(which) ?? this.#nameAccount(spot, this.#classed(classOf));
    this.#accountGroups.set(which, known);
    const group = this.#groups[known - 1] as Group;
    group.accounts += more;
    if (this.#classed(classOf).synthetic) group.synthetic += more;
  }

  #nameAccount(spot: number, { as, sector }: Classed): number {
    const { key, kind } = this.#places.alike[spot] as { key: string; kind: RegionKind };
    return this.#groupNumber(this.grouping.account({ key, kind, sector, as }));
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
    const rule = this.#bodiesAt(place)[body]?.rules.find((each) => holdsIn(each.rule, region));
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
    return (this.#starts[place] ?? 0) + body * PLATFORMS.length + platform;
  }

  #bodyGroup(spot: number, rule: number, platform: number): number {
    const at = (spot * this.layout.rules.length + rule) * PLATFORMS.length + platform;
    const known = this.#bodyGroups[at] || this.#nameBody(spot, rule, platform);
    this.#bodyGroups[at] = known;
    return known;
  }

  #nameBody(spot: number, rule: number, platform: number): number {
    const { key, kind } = this.#places.alike[spot] as { key: string; kind: RegionKind };
    const { sectorCode: sector, tier, unitKind } = this.layout.rules[rule] as Expectation;
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

/** More than there are classes of standings, so that a spot and a class make one number. */
const CLASSES = 2 ** 24;

/** A body of a rank that was not asked for. */
const NOWHERE = -1;

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}
