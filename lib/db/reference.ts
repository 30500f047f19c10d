import type { Absence, Confirmation } from '@/lib/coverage/expected';
import type { SetOfRegions } from '@/lib/coverage/region-set';
import { type Expectation, type ExpectationRule, expects, type RankOf } from '@/lib/registry/expectation';
import type { Rank } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { type Region, type RegionTree, regionTree } from '@/lib/taxonomy/regions';
import { type Sector, type SectorTree, sectorTree } from '@/lib/taxonomy/sectors';
import { type Calendar, calendarOf } from '@/lib/taxonomy/workday';
import { askDb, db } from './client';
import { stateOfAll } from './kept';
import type { StoredRule } from './lint-rules';

/** The lists that everything is classed by, as they stand now. */
export type Reference = {
  /** Tells these lists from those of another edition. */
  revision: string;
  regions: RegionTree;
  sectors: SectorTree;
  /** Rules that expect a body, of all places and times. */
  expectations: readonly Expectation[];
  /** Every rule, whatever it asks for. */
  rules: readonly ExpectationRule[];
  /** What regions have said of their own rosters. */
  confirmations: readonly Confirmation[];
  absences: readonly Absence[];
  /** What the linter looks for, of all places and times. */
  lintRules: readonly StoredRule[];
  /** 地区组, by name; written, they raise the edition by themselves (prisma/migrations/0027_sets_asked). */
  sets: readonly SetOfRegions[];
  rankOf: RankOf;
  calendar: Calendar;
};

const kept = globalThis as { gutaReference?: { revision: string; reference: Promise<Reference> } };

/**
 * The reference data, kept in this process until a list is loaded anew: six thousand regions
 * are read once, and the state of the database tells whether they still hold.
 */
export async function reference(): Promise<Reference> {
  const { lists: revision } = await stateOfAll();
  if (kept.gutaReference?.revision !== revision) kept.gutaReference = { revision, reference: load(revision) };
  return kept.gutaReference.reference;
}

async function load(revision: string): Promise<Reference> {
  const [regions, sectors, rules, confirmations, absences, sets, lintRules, ranks, holidays] = await Promise.all([
    askDb<Region>(REGIONS),
    askDb<Sector>(SECTORS),
    askDb<ExpectationRule>(`${RULES} ORDER BY id`),
    askDb<Confirmation>(`SELECT region_code AS "regionCode", scope, sector_code AS "sectorCode", ${PERIOD} FROM roster_confirmation`),
    askDb<Absence>(`SELECT region_code AS "regionCode", sector_code AS "sectorCode", ${PERIOD} FROM body_absence`),
    askDb<SetOfRegions>(SETS),
    askDb<StoredRule>(`${LINT_RULES} ORDER BY id`),
    askDb<DefaultRank>(`SELECT region_kind AS "regionKind", tier, unit_kind AS "unitKind", rank FROM rank_default`),
    askDb<{ day: Day; works: boolean }>('SELECT day::text AS day, works FROM holiday'),
  ]);
  return {
    revision,
    regions: regionTree(regions),
    sectors: sectorTree(sectors),
    expectations: rules.flatMap((rule) => (expects(rule) && rule.sectorCode !== null ? [{ ...rule, sectorCode: rule.sectorCode }] : [])),
    rules,
    confirmations,
    absences,
    lintRules,
    sets,
    rankOf: rankTable(ranks),
    calendar: calendarOf(holidays),
  };
}

type DefaultRank = { regionKind: string; tier: string; unitKind: string; rank: Rank };

// Asked ten thousand times for an answer: a text made for each look-up would cost more than it.
function rankTable(ranks: readonly DefaultRank[]): RankOf {
  const table = new Map<string, Map<string, Map<string, Rank>>>();
  for (const { regionKind, tier, unitKind, rank } of ranks) {
    const ofKind = table.get(regionKind) ?? new Map<string, Map<string, Rank>>();
    const ofTier = ofKind.get(tier) ?? new Map<string, Rank>();
    table.set(regionKind, ofKind.set(tier, ofTier.set(unitKind, rank)));
  }
  return (kind, tier, unitKind) => table.get(kind)?.get(tier)?.get(unitKind) ?? null;
}

const PERIOD = `"from"::text AS "from", until::text AS until`;
const VALID = `valid_from::text AS "from", valid_until::text AS until`;

// Without Prisma, whose reader of queries is a third of what a worker of imports may hold (docs/decisions/0042).
const REGIONS = `
  SELECT id, code, name, short_name AS "shortName", name_en AS "nameEn", level, kind, parent_code AS "parentCode", lineage, ${VALID}, successor_id AS "successorId",
    economic_region AS "economicRegion", big_area AS "bigArea", pinyin, initials,
    ARRAY(SELECT alias FROM region_alias WHERE region_id = region.id ORDER BY alias) AS aliases
  FROM region ORDER BY id`;
const SECTORS = `
  SELECT code, name, name_en AS "nameEn", parent_code AS "parentCode", ${VALID}, successor_code AS "successorCode", position, vertical, pinyin, initials,
    ARRAY(SELECT alias FROM sector_alias WHERE sector_code = sector.code ORDER BY alias) AS aliases
  FROM sector ORDER BY position, code`;

const SETS = `
  SELECT id, name, region_code AS "regionCode", until::text AS until,
    coalesce((SELECT json_agg(json_build_object('regionCode', region_code, 'from', "from", 'until', until) ORDER BY id) FROM region_set_member WHERE set_id = region_set.id), '[]') AS members
  FROM region_set ORDER BY name`;

/** Rules of expectations, as they are kept here. */
export const RULES = `
  SELECT id, region_code AS "regionCode", sector_code AS "sectorCode", tier, platforms, body_name AS "bodyName", unit_kind AS "unitKind",
    name_patterns AS "namePatterns", ${VALID}, estimated, modality, alternatives, document_no AS "documentNo", issuer, document_date::text AS "documentDate", source
  FROM expectation`;

/** Rules of the linter, as they are kept here. */
export const LINT_RULES = `
  SELECT id, code AS lint, severity, region_code AS "regionCode", version, ${PERIOD}, days, document_no AS "documentNo", issuer, issued_on::text AS "issuedOn", url
  FROM lint_rule`;

/** The lists that are loaded, with their sources, editions and counts. */
export function readDatasets() {
  return db().dataset.findMany({
    select: { name: true, title: true, source: true, edition: true, expectedCount: true, loadedCount: true },
    orderBy: { name: 'asc' },
  });
}
