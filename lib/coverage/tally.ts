import type { Expectation, RankOf } from '@/lib/registry/expectation';
import { PLATFORMS, type Platform, type Rank, type RegionKind, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { type BodyRules, bodiesOf, type Classed, classed } from './classed';
import type { CoverageFilter } from './filter';
import type { Ground, RegionFrame, SectorFrame } from './frame';
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
  readonly #places: { region: number; spot: number; slotTier: Tier | null }[] = [];
  /** Places that no group tells apart: of one key and kind. */
  readonly #spots: { key: string; kind: RegionKind }[] = [];
  readonly #placeOf = new Map<number, number>();
  /** By the id of a region: its place, counted from 1; 0 is outside of the question. */
  readonly #placeById: Int32Array;
  readonly #classes: (Classed | undefined)[] = [];
  readonly #accountGroups: (number | undefined)[][] = [];
  readonly #bodyGroups: (number | undefined)[] = [];
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
    this.#placeById = this.#layPlaces();
    this.#rules = layout.rules;
    this.#bodies = bodiesOf(layout.rules);
    this.#bodyByNumber = [...this.#bodies.values()];
    this.#covering = new Uint32Array(this.#places.length * this.#bodies.size * PLATFORMS.length);
    standings.follow(this.#listener, without, this.#placeById);
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
    const [place, body] = [this.#placeOf.get(regionId), this.#bodies.get(`${sector} ${tier}`)];
    if (place === undefined || body === undefined) return false;
    return PLATFORMS.some((_, platform) => has(this.#coveringAt(place, body.number, platform)));
  }

  /** Follows no longer. */
  end(): void {
    this.standings.letGo(this.#listener);
  }

  #layPlaces(): Int32Array {
    const { placed } = this.layout.regions;
    const slotTiers = new Map(this.layout.ground.map(({ region, slotTier }) => [region.id, slotTier]));
    const spots = new Map<string, number>();
    const byId = new Int32Array(placed.reduce((most, { id }) => Math.max(most, id), 0) + 1);
    for (const { id, key, region } of placed) {
      const name = `${key}|${region.kind}`;
      if (!spots.has(name)) spots.set(name, this.#spots.push({ key, kind: region.kind }) - 1);
      let place = this.#placeOf.get(region.id);
      if (place === undefined) {
        place = this.#places.push({ region: region.id, spot: spots.get(name) ?? 0, slotTier: slotTiers.get(region.id) ?? null }) - 1;
        this.#placeOf.set(region.id, place);
      }
      byId[id] = place + 1;
    }
    return byId;
  }

  #hear(region: number, classOf: number, from: number, until: number, sign: 1 | -1): void {
    if (from > this.#asOf || until <= this.#asOf) return;
    const place = (this.#placeById[region] ?? 0) - 1;
    const at = this.#places[place];
    if (!at) return;
    this.#classes[classOf] ??= classed(this.standings.classes[classOf] as StandingClass, this.layout, this.#bodies);
    const its = this.#classes[classOf];
    if (its.counts) this.#count(at.spot, classOf, its, sign);
    if (at.slotTier !== its.as.tier) return;
    for (let each = 0; each < its.covers.length; each++) {
      const { number, rules } = its.covers[each] as BodyRules;
      if (this.#expects(place, rules, its.platform)) this.#hold(place, number, its.platform, sign);
    }
    if (its.below && this.#expects(place, its.below.rules, its.platform)) this.#holdBelow(place, its.below.number, its.platform, sign);
  }

  #count(spot: number, classOf: number, its: Classed, sign: 1 | -1): void {
    this.#accountGroups[spot] ??= [];
    const known = this.#accountGroups[spot];
    known[classOf] ??= this.#nameAccount(spot, its);
    const group = this.#groups[known[classOf]] as Group;
    group.accounts += sign;
    if (its.as.provenance === 'synthetic') group.synthetic += sign;
  }

  #nameAccount(spot: number, { as, sector }: Classed): number {
    const { key, kind } = this.#spots[spot] as { key: string; kind: RegionKind };
    return this.#groupNumber(this.grouping.account({ key, kind, sector, as }));
  }

  /** Whether one of a body's rules holds at a place and speaks of a platform. */
  #expects(place: number, rules: BodyRules['rules'], platform: number): boolean {
    const at = this.#places[place]?.region ?? 0;
    for (let each = 0; each < rules.length; each++) {
      const { rule } = rules[each] as BodyRules['rules'][number];
      if (holdsIn(rule, at) && rule.platforms.includes(PLATFORMS[platform] as Platform)) return true;
    }
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
    const { region, spot } = this.#places[place] as { region: number; spot: number };
    const rule = this.#bodyByNumber[body]?.rules.find((each) => holdsIn(each.rule, region));
    if (!rule) return;
    const first = this.#coveringAt(place, body, 0);
    const told = this.#told;
    told.length = 0;
    for (let platform = 0; platform < PLATFORMS.length; platform++)
      if (this.#covering[first + platform]) this.#tellGroup(this.#bodyGroup(spot, rule.number, platform), 'covered', sign);
    if (told.length > 0) this.totalCovered += sign;
    if (this.#below.size === 0) return;
    for (let platform = 0; platform < PLATFORMS.length; platform++)
      if (this.#below.has(first + platform)) this.#tellGroup(this.#bodyGroup(spot, rule.number, platform), 'below', sign);
  }

  #tellGroup(group: number, what: 'covered' | 'below', sign: 1 | -1): void {
    if (group === NOWHERE || this.#told.includes(group)) return;
    this.#told.push(group);
    (this.#groups[group] as Group)[what] += sign;
  }

  #coveringAt(place: number, body: number, platform: number): number {
    return (place * this.#bodies.size + body) * PLATFORMS.length + platform;
  }

  #bodyGroup(spot: number, rule: number, platform: number): number {
    const at = (spot * this.#rules.length + rule) * PLATFORMS.length + platform;
    this.#bodyGroups[at] ??= this.#nameBody(spot, rule, platform);
    return this.#bodyGroups[at];
  }

  #nameBody(spot: number, rule: number, platform: number): number {
    const { key, kind } = this.#spots[spot] as { key: string; kind: RegionKind };
    const { sectorCode: sector, tier, unitKind } = this.#rules[rule] as Expectation;
    const rank = this.layout.rankOf(kind, tier, unitKind);
    const { ranks } = this.layout.filter;
    if (ranks.length && (rank === null || !ranks.includes(rank))) return NOWHERE;
    return this.#groupNumber(this.grouping.body({ key, kind, sector, tier, rank, platform: PLATFORMS[platform] as Platform }));
  }

  #groupNumber(name: string): number {
    const known = this.#groupNumbers.get(name);
    if (known !== undefined) return known;
    this.#groupNumbers.set(name, this.#groups.length);
    return this.#groups.push({ name, accounts: 0, synthetic: 0, covered: 0, below: 0 }) - 1;
  }
}

/** A body of a rank that was not asked for. */
const NOWHERE = -1;

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}
