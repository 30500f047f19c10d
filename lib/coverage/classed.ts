import type { Alternative, Expectation } from '@/lib/registry/expectation';
import { OPEN_STATUSES, PLATFORMS, type Platform, TIERS } from '@/lib/taxonomy/codes';
import type { StandingClass } from './standings';
import type { Layout } from './tally';

/** Bodies that are expected somewhere in what is asked: one of each sector and tier, by the rules that hold in one region or another; numbered within their tier. */
export type BodyRules = { number: number; rules: readonly { number: number; rule: Expectation }[] };

/** `byTier`: in the order of `TIERS`. `alternatives`: those whom others may stand for. */
export type Bodies = { byName: ReadonlyMap<string, BodyRules>; byTier: readonly (readonly BodyRules[])[]; alternatives: readonly BodyRules[] };

/** Rules by the body that they expect. */
export function bodiesOf(rules: readonly Expectation[]): Bodies {
  const byName = new Map<string, { number: number; rules: { number: number; rule: Expectation }[] }>();
  const byTier: BodyRules[][] = TIERS.map(() => []);
  for (const [number, rule] of rules.entries()) {
    const name = `${rule.sectorCode} ${rule.tier}`;
    const known = byName.get(name);
    if (known) known.rules.push({ number, rule });
    else {
      const its = byTier[TIERS.indexOf(rule.tier)] ?? [];
      const body = { number: its.length, rules: [{ number, rule }] };
      byName.set(name, body);
      its.push(body);
    }
  }
  return { byName, byTier, alternatives: [...byName.values()].filter((body) => body.rules.some(({ rule }) => rule.alternatives?.length)) };
}

/** A body that may be covered, by which of its rules; `everywhere`: one of them holds in every region. */
export type Covers = BodyRules & { everywhere: boolean };

/**
 * `counts`: it answers the whole filter. `covers`: whom it may cover, and by which of their rules, those alone that speak of
 * its platform; `below`: of whom it is only a subordinate's. `tier` and `platform` as numbers.
 */
export type Classed = {
  as: StandingClass;
  sector: string;
  counts: boolean;
  synthetic: boolean;
  covers: readonly Covers[];
  below: Covers | null;
  tier: number;
  platform: number;
};

/** What a class of standings is to a question. */
export function classed(as: StandingClass, layout: Layout, bodies: Bodies): Classed {
  const { filter, sectors } = layout;
  const sector = sectors.keys.get(as.sector);
  const of = <T>(asked: readonly T[], value: T | null) => !asked.length || (value !== null && asked.includes(value));
  const answers =
    (filter.statuses.length ? filter.statuses : OPEN_STATUSES).includes(as.status) &&
    of(filter.platforms, as.platform) &&
    of(filter.tiers, as.tier) &&
    of(filter.holders, as.holder) &&
    of(filter.provenances, as.provenance);
  const own = sector !== undefined && as.standardBody ? bodies.byName.get(`${sector} ${as.tier}`) : undefined;
  const meets = answers && as.holder === 'institution';
  const spoken = (body: BodyRules) => speakingOf(as.platform, body);
  return {
    as,
    sector: sector ?? as.sector,
    synthetic: as.provenance === 'synthetic',
    // A body is expected at the rank of its like and as its kind, so it is covered there, whatever its unit is said to be itself.
    counts: as.via === 'own' && sector !== undefined && answers && of(filter.ranks, as.rank) && of(filter.unitKinds ?? [], as.unitKind),
    covers: meets && as.via !== 'subordinate' ? [...(own ? [own] : []), ...asAlternative(as, own, layout, bodies)].flatMap(spoken) : [],
    below: (meets && as.via === 'subordinate' && own && spoken(own)[0]) || null,
    tier: as.tier === null ? NO_TIER : TIERS.indexOf(as.tier),
    platform: PLATFORMS.indexOf(as.platform),
  };
}

/** No place's standard bodies are of it. */
const NO_TIER = -2;

/** A body by those of its rules that speak of a platform; nothing where none does. */
function speakingOf(platform: Platform, { number, rules }: BodyRules): Covers[] {
  const spoken = rules.filter(({ rule }) => rule.platforms.includes(platform));
  return spoken.length ? [{ number, rules: spoken, everywhere: spoken.some(({ rule }) => !rule.at) }] : [];
}

function asAlternative(as: StandingClass, own: BodyRules | undefined, { topOf }: Layout, { alternatives }: Bodies): BodyRules[] {
  const sectors = [as.sector, topOf?.(as.sector)];
  const isOne = (each: Alternative) => ('sector' in each ? as.standardBody && sectors.includes(each.sector) : each.unitKind === as.unitKind);
  return alternatives
    .filter((body) => body !== own)
    .flatMap((body) => {
      const rules = body.rules.filter(({ rule }) => rule.tier === as.tier && rule.alternatives?.some(isOne));
      return rules.length ? [{ ...body, rules }] : [];
    });
}
