import type { Expectation, RankOf } from '@/lib/registry/expectation';
import { OPEN_STATUSES, PLATFORMS, type Platform, type Rank, type RegionKind, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { CoverageFilter } from './filter';
import type { Ground, RegionFrame, SectorFrame } from './frame';
import type { Listener, StandingClass, Standings } from './standings';

/** What a question is laid out on: its regions, sectors and rules of the day. */
export type Layout = {
  filter: CoverageFilter;
  regions: RegionFrame;
  sectors: SectorFrame;
  ground: readonly Ground[];
  rules: readonly Expectation[];
  rankOf: RankOf;
};

/** Where an account is counted, and what it is; its sector as it stands on the axis. */
export type CountedAs = { key: string; kind: RegionKind; sector: string; as: StandingClass };
/** A covered body, and the platform it is covered on; its rank is that of its like. */
export type CoveredAs = { key: string; kind: RegionKind; sector: string; tier: Tier; rank: Rank | null; platform: Platform };

export type Grouping = {
  account(counted: CountedAs): string;
  body(covered: CoveredAs): string;
};

export type Group = { name: string; accounts: number; synthetic: number; covered: number };

/**
 * The answer to one question, which follows the standings as they come and go: after a write it
 * costs what was written, not what is registered.
 */
export class Tally {
  /** Bodies that are covered, each once. */
  totalCovered = 0;
  readonly #groups: Group[] = [];
  readonly #groupNumbers = new Map<string, number>();
  readonly #places: { spot: number; slotTier: Tier | null }[] = [];
  /** Places that no group tells apart: of one key and kind. */
  readonly #spots: { key: string; kind: RegionKind }[] = [];
  readonly #placeOf = new Map<number, number>();
  /** By the id of a region: its place, counted from 1; 0 is outside of the question. */
  readonly #placeById: Int32Array;
  readonly #classes: (Classed | undefined)[] = [];
  readonly #accountGroups: (number | undefined)[][] = [];
  readonly #bodyGroups: (number | undefined)[] = [];
  readonly #rules: readonly Expectation[];
  readonly #ruleOf: Map<string, number>;
  /** Accounts that cover a body, by place, rule and platform. */
  readonly #covering: Uint32Array;
  readonly #asOf: number;
  readonly #listener: Listener = (...told) => this.#hear(...told);

  constructor(
    readonly standings: Standings,
    readonly layout: Layout,
    readonly grouping: Grouping,
    without: readonly number[] = [],
  ) {
    this.#asOf = dayNumber(layout.filter.asOf);
    this.#placeById = this.#layPlaces();
    this.#rules = [...new Map(layout.rules.map((rule) => [`${rule.sectorCode} ${rule.tier}`, rule])).values()];
    this.#ruleOf = new Map(this.#rules.map((rule, index) => [`${rule.sectorCode} ${rule.tier}`, index]));
    this.#covering = new Uint32Array(this.#places.length * this.#rules.length * PLATFORMS.length);
    standings.follow(this.#listener, without);
  }

  get groups(): readonly Group[] {
    return this.#groups;
  }

  /** Whether the body of a region, sector and tier has an account that answers the question. */
  holds(regionId: number, sector: string, tier: Tier): boolean {
    const [place, rule] = [this.#placeOf.get(regionId), this.#ruleOf.get(`${sector} ${tier}`)];
    if (place === undefined || rule === undefined) return false;
    return PLATFORMS.some((_, platform) => this.#covers(place, rule, platform));
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
        place = this.#places.push({ spot: spots.get(name) ?? 0, slotTier: slotTiers.get(region.id) ?? null }) - 1;
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
    this.#classes[classOf] ??= classed(this.standings.classes[classOf] as StandingClass, this.layout, this.#ruleOf);
    const its = this.#classes[classOf];
    if (its.counts) this.#count(at.spot, classOf, its, sign);
    if (its.rule >= 0 && at.slotTier === its.as.tier) this.#cover(place, at.spot, its, sign);
  }

  #count(spot: number, classOf: number, { as, sector }: Classed, sign: 1 | -1): void {
    this.#accountGroups[spot] ??= [];
    const known = this.#accountGroups[spot];
    const named = () => this.#groupNumber(this.grouping.account({ ...(this.#spots[spot] as { key: string; kind: RegionKind }), sector, as }));
    known[classOf] ??= named();
    const group = this.#groups[known[classOf]] as Group;
    group.accounts += sign;
    if (as.provenance === 'synthetic') group.synthetic += sign;
  }

  // A body is covered once however many accounts do it, and once in each group: platforms may be one group or several.
  #cover(place: number, spot: number, { rule, platform }: Classed, sign: 1 | -1): void {
    const at = this.#coveringAt(place, rule, platform);
    const before = this.#covering[at] ?? 0;
    this.#covering[at] = before + sign;
    const turns = sign > 0 ? before === 0 : before === 1;
    const group = turns ? this.#bodyGroup(spot, rule, platform) : NOWHERE;
    if (group === NOWHERE) return;
    const others = PLATFORMS.flatMap((_, other) => (other !== platform && this.#covers(place, rule, other) ? [this.#bodyGroup(spot, rule, other)] : []));
    if (!others.includes(group)) (this.#groups[group] as Group).covered += sign;
    if (others.length === 0) this.totalCovered += sign;
  }

  #covers(place: number, rule: number, platform: number): boolean {
    return (this.#covering[this.#coveringAt(place, rule, platform)] ?? 0) > 0;
  }

  #coveringAt(place: number, rule: number, platform: number): number {
    return (place * this.#rules.length + rule) * PLATFORMS.length + platform;
  }

  #bodyGroup(spot: number, rule: number, platform: number): number {
    const at = this.#coveringAt(spot, rule, platform);
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
    return this.#groups.push({ name, accounts: 0, synthetic: 0, covered: 0 }) - 1;
  }
}

/** A body of a rank that was not asked for. */
const NOWHERE = -1;

/** `counts`: it answers the whole filter. `rule`: it covers the body of that rule, where it stands at the rule's level; else -1. */
type Classed = { as: StandingClass; sector: string; counts: boolean; rule: number; platform: number };

function classed(as: StandingClass, { filter, sectors, rules }: Layout, bodies: Map<string, number>): Classed {
  const sector = sectors.keys.get(as.sector);
  const of = <T>(asked: readonly T[], value: T | null) => !asked.length || (value !== null && asked.includes(value));
  const answers =
    sector !== undefined &&
    (filter.statuses.length ? filter.statuses : OPEN_STATUSES).includes(as.status) &&
    of(filter.platforms, as.platform) &&
    of(filter.tiers, as.tier) &&
    of(filter.holders, as.holder) &&
    of(filter.provenances, as.provenance);
  const expected = rules.some((rule) => rule.sectorCode === sector && rule.tier === as.tier && rule.platforms.includes(as.platform));
  const covers = answers && expected && as.standardBody && as.holder === 'institution';
  return {
    as,
    sector: sector ?? as.sector,
    // A body is expected at the rank of its like, so it is covered there, whatever rank it is said to have itself.
    counts: answers && of(filter.ranks, as.rank),
    rule: covers ? (bodies.get(`${sector} ${as.tier}`) ?? -1) : -1,
    platform: PLATFORMS.indexOf(as.platform),
  };
}

/** Days since 1970-01-01. */
function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}
