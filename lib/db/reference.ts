import type { Absence, Confirmation } from '@/lib/coverage/expected';
import { type Alternative, type Expectation, type ExpectationRule, expects, type Modality, type RankOf } from '@/lib/registry/expectation';
import type { Platform, Rank, RegionKind, RegionLevel, Tier, UnitKind } from '@/lib/taxonomy/codes';
import { type Region, type RegionTree, regionTree } from '@/lib/taxonomy/regions';
import { type Sector, type SectorTree, sectorTree } from '@/lib/taxonomy/sectors';
import { type Calendar, calendarOf } from '@/lib/taxonomy/workday';
import { db } from './client';
import { dayFrom } from './days';
import type { Expectation as Row } from './generated/client';
import { oncePerRequest } from './once';

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
  rankOf: RankOf;
  calendar: Calendar;
};

const kept = globalThis as { gutaReference?: { revision: string; reference: Promise<Reference> } };

/**
 * The reference data, kept in this process until a list is loaded anew: six thousand regions
 * are read once, and one small query per request tells whether they still hold.
 */
export function reference(): Promise<Reference> {
  return oncePerRequest('lists', current);
}

async function current(): Promise<Reference> {
  const datasets = await db().dataset.findMany({ select: { name: true, checksum: true, revision: true }, orderBy: { name: 'asc' } });
  const revision = JSON.stringify(datasets);
  if (kept.gutaReference?.revision !== revision) kept.gutaReference = { revision, reference: load(revision) };
  return kept.gutaReference.reference;
}

async function load(revision: string): Promise<Reference> {
  const [regions, sectors, rules, confirmations, absences, ranks, holidays] = await Promise.all([
    loadRegions(),
    loadSectors(),
    loadRules(),
    loadConfirmations(),
    loadAbsences(),
    db().rankDefault.findMany(),
    db().holiday.findMany({ select: { day: true, works: true } }),
  ]);
  const rankTable = new Map(ranks.map(({ regionKind, tier, unitKind, rank }) => [`${regionKind}|${tier}|${unitKind}`, rank as Rank]));
  return {
    revision,
    regions: regionTree(regions),
    sectors: sectorTree(sectors),
    expectations: rules.flatMap((rule) => (expects(rule) && rule.sectorCode !== null ? [{ ...rule, sectorCode: rule.sectorCode }] : [])),
    rules,
    confirmations,
    absences,
    rankOf: (kind, tier, unitKind) => rankTable.get(`${kind}|${tier}|${unitKind}`) ?? null,
    calendar: calendarOf(holidays.map(({ day, works }) => ({ day: dayFrom(day), works }))),
  };
}

async function loadRegions(): Promise<Region[]> {
  const rows = await db().region.findMany({ include: { aliases: { select: { alias: true } } } });
  return rows.map(({ validFrom, validUntil, aliases, level, kind, ...row }) => ({
    ...row,
    level: level as RegionLevel,
    kind: kind as RegionKind,
    from: dayFrom(validFrom),
    until: dayFrom(validUntil),
    aliases: aliases.map(({ alias }) => alias),
  }));
}

async function loadSectors(): Promise<Sector[]> {
  const rows = await db().sector.findMany({ include: { aliases: { select: { alias: true } } } });
  return rows.map(({ validFrom, validUntil, aliases, ...row }) => ({
    ...row,
    from: dayFrom(validFrom),
    until: dayFrom(validUntil),
    aliases: aliases.map(({ alias }) => alias),
  }));
}

async function loadRules(): Promise<ExpectationRule[]> {
  return (await db().expectation.findMany({ orderBy: { id: 'asc' } })).map(ruleFrom);
}

/** A rule as the database holds it. */
export function ruleFrom({
  validFrom,
  validUntil,
  documentDate,
  tier,
  platforms,
  unitKind,
  modality,
  alternatives,
  imported: _,
  ...row
}: Row): ExpectationRule {
  return {
    ...row,
    tier: tier as Tier,
    platforms: platforms as Platform[],
    unitKind: unitKind as UnitKind,
    modality: modality as Modality,
    alternatives: alternatives as Alternative[],
    from: dayFrom(validFrom),
    until: dayFrom(validUntil),
    documentDate: dayFrom(documentDate),
  };
}

async function loadConfirmations(): Promise<Confirmation[]> {
  const rows = await db().rosterConfirmation.findMany();
  return rows.map(({ regionCode, scope, sectorCode, from, until }) => ({
    regionCode,
    scope: scope as Confirmation['scope'],
    sectorCode,
    from: dayFrom(from),
    until: dayFrom(until),
  }));
}

async function loadAbsences(): Promise<Absence[]> {
  const rows = await db().bodyAbsence.findMany();
  return rows.map(({ regionCode, sectorCode, from, until }) => ({ regionCode, sectorCode, from: dayFrom(from), until: dayFrom(until) }));
}

/** The lists that are loaded, with their sources, editions and counts. */
export function readDatasets() {
  return db().dataset.findMany({
    select: { name: true, title: true, source: true, edition: true, expectedCount: true, loadedCount: true },
    orderBy: { name: 'asc' },
  });
}
