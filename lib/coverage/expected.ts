// Which bodies are expected where on a day: the rules of all places laid onto its regions (docs/decisions/0035).
import { type Expectation, type ExpectationRule, expects } from '@/lib/registry/expectation';
import { PLATFORMS, type Platform, TIERS, type Tier, type UnitKind } from '@/lib/taxonomy/codes';
import { covers, type Day, type Period } from '@/lib/taxonomy/day';
import { NATION, type Region } from '@/lib/taxonomy/regions';
import type { Ground } from './frame';

/** 名录核实, of a region's subtree or of the region itself. */
export type Confirmation = Period & { regionCode: string; scope: 'subtree' | 'own'; sectorCode: string | null };
/** 不设此机构. */
export type Absence = Period & { regionCode: string; sectorCode: string };

export type Roll = {
  rules: readonly ExpectationRule[];
  confirmations: readonly Confirmation[];
  absences: readonly Absence[];
  /** Whether a sector is a 垂直管理, whose bodies a region's own word does not confirm. */
  isVertical(sector: string): boolean;
};

/**
 * The expectations of a day, each once for all regions in which it holds alike. Of several rules for a body and a
 * platform the one of the most specific region holds; of those the latest; of those the one that names the sector.
 */
export function expectedOn(roll: Roll, grounds: () => readonly Ground[], day: Day): Expectation[] {
  const now = { ...roll, ...inForce(roll, day) };
  const codes = new Set([...now.rules, ...now.confirmations, ...now.absences].map(({ regionCode }) => regionCode));
  // As long as no place says anything, no place need be asked.
  if ([...codes].every((code) => code === NATION) && now.confirmations.length + now.absences.length === 0)
    return TIERS.flatMap((tier) => resolve(now, OF_NATION, tier).map(({ rule }) => rule));
  return laidOnto(now, grounds(), codes);
}

const OF_NATION = { code: NATION, lineage: [NATION] };

function laidOnto(now: Roll, grounds: readonly Ground[], codes: ReadonlySet<string>): Expectation[] {
  const alike = new Map<string, Resolved[]>();
  const found = new Map<string, { rule: Expectation; at: Set<number> }>();
  const perTier = new Map<Tier, number>();
  for (const { region, slotTier: tier } of grounds) {
    if (tier === null) continue;
    perTier.set(tier, (perTier.get(tier) ?? 0) + 1);
    // `own` speaks of one region: whether it is the last of the line tells regions apart.
    const where = `${tier} ${region.lineage.filter((code) => codes.has(code)).join(' ')} ${codes.has(region.code)}`;
    const resolved = alike.get(where) ?? resolve(now, region, tier);
    alike.set(where, resolved);
    for (const { key, rule } of resolved) {
      const entry = found.get(key) ?? { rule, at: new Set<number>() };
      found.set(key, entry);
      entry.at.add(region.id);
    }
  }
  return [...found.values()].map(({ rule, at }) => (at.size === perTier.get(rule.tier) ? rule : { ...rule, at }));
}

function inForce({ rules, confirmations, absences }: Roll, day: Day): Pick<Roll, 'rules' | 'confirmations' | 'absences'> {
  const holds = (each: Period) => covers(each, day);
  return { rules: rules.filter(holds), confirmations: confirmations.filter(holds), absences: absences.filter(holds) };
}

type Place = Pick<Region, 'code' | 'lineage'>;
type Resolved = { key: string; rule: Expectation };

/** The bodies that are expected of one region at its tier. */
function resolve(roll: Roll, region: Place, tier: Tier): Resolved[] {
  const here = roll.rules.filter((rule) => rule.tier === tier && region.lineage.includes(rule.regionCode)).sort(before(region.lineage));
  const sectors = [...new Set(here.flatMap((rule) => (expects(rule) && rule.sectorCode !== null ? [rule.sectorCode] : [])))];
  const gone = new Set(roll.absences.filter(({ regionCode }) => regionCode === region.code).map(({ sectorCode }) => sectorCode));
  return sectors.filter((sector) => !gone.has(sector)).flatMap((sector) => expectedBody(roll, here, region, sector) ?? []);
}

function expectedBody(roll: Roll, here: readonly ExpectationRule[], region: Place, sector: string): Resolved | null {
  const body = here.find((rule) => rule.sectorCode === sector && expects(rule));
  if (!body) return null;
  const platforms = PLATFORMS.filter((platform) => {
    const winner = ruleFor(here, sector, body.unitKind, platform);
    return winner !== undefined && expects(winner);
  });
  if (platforms.length === 0) return null;
  const estimated = body.estimated && !isConfirmed(roll, region, sector);
  const { sectorCode: _, ...facts } = body;
  const rule: Expectation = { ...facts, sectorCode: sector, platforms, estimated };
  return { key: `${body.id} ${sector} ${platforms} ${estimated}`, rule };
}

/** The rule that decides of a body on a platform, of rules that stand in their order. */
function ruleFor(ordered: readonly ExpectationRule[], sector: string, unitKind: UnitKind, platform: Platform): ExpectationRule | undefined {
  return ordered.find((rule) => rule.platforms.includes(platform) && (rule.sectorCode === null ? rule.unitKind === unitKind : rule.sectorCode === sector));
}

/** The order in which rules hold: of the most specific region, the latest, of a named sector, the one entered last. */
export function before(lineage: readonly string[]) {
  const depth = ({ regionCode }: ExpectationRule) => lineage.indexOf(regionCode);
  return (a: ExpectationRule, b: ExpectationRule): number =>
    depth(b) - depth(a) || (b.from ?? '').localeCompare(a.from ?? '') || Number(a.sectorCode === null) - Number(b.sectorCode === null) || b.id - a.id;
}

function isConfirmed({ confirmations, isVertical }: Roll, { lineage, code }: Place, sector: string): boolean {
  return confirmations.some(
    ({ regionCode, scope, sectorCode }) =>
      (scope === 'own' ? regionCode === code : lineage.includes(regionCode)) && (sectorCode === null ? !isVertical(sector) : sectorCode === sector),
  );
}

/** Tiers below a region's own at which its units should not open accounts: that nothing is expected there is known. */
export function barredTiers({ rules }: Pick<Roll, 'rules'>, { lineage }: Region, day: Day): Tier[] {
  const here = rules.filter((rule) => rule.sectorCode === null && covers(rule, day) && lineage.includes(rule.regionCode)).sort(before(lineage));
  return [...new Set(here.map(({ tier }) => tier))].filter((tier) => here.find((rule) => rule.tier === tier)?.modality === 'should-not');
}
