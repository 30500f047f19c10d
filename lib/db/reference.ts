import type { Expectation, RankOf } from '@/lib/registry/expectation';
import type { Platform, Rank, RegionKind, RegionLevel, Tier, UnitKind } from '@/lib/taxonomy/codes';
import { type Region, type RegionTree, regionTree } from '@/lib/taxonomy/regions';
import { type Sector, type SectorTree, sectorTree } from '@/lib/taxonomy/sectors';
import { type Calendar, calendarOf } from '@/lib/taxonomy/workday';
import { db } from './client';
import { dayFrom } from './days';
import { oncePerRequest } from './once';

/** The lists that everything is classed by, as they stand now. */
export type Reference = {
  /** Tells these lists from those of another edition. */
  revision: string;
  regions: RegionTree;
  sectors: SectorTree;
  expectations: readonly Expectation[];
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
  const [regions, sectors, expectations, ranks, holidays] = await Promise.all([
    loadRegions(),
    loadSectors(),
    loadExpectations(),
    db().rankDefault.findMany(),
    db().holiday.findMany({ select: { day: true, works: true } }),
  ]);
  const rankTable = new Map(ranks.map(({ regionKind, tier, unitKind, rank }) => [`${regionKind}|${tier}|${unitKind}`, rank as Rank]));
  return {
    revision,
    regions: regionTree(regions),
    sectors: sectorTree(sectors),
    expectations,
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

async function loadExpectations(): Promise<Expectation[]> {
  const rows = await db().expectation.findMany({ where: { modality: { in: ['must', 'should'] } } });
  return rows.map(({ validFrom, validUntil, tier, platforms, unitKind, ...row }) => ({
    ...row,
    tier: tier as Tier,
    platforms: platforms as Platform[],
    unitKind: unitKind as UnitKind,
    from: dayFrom(validFrom),
    until: dayFrom(validUntil),
  }));
}

/** The lists that are loaded, with their sources, editions and counts. */
export function readDatasets() {
  return db().dataset.findMany({
    select: { name: true, title: true, source: true, edition: true, expectedCount: true, loadedCount: true },
    orderBy: { name: 'asc' },
  });
}
