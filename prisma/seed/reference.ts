// Loads prisma/data into the database: each list when its file has changed, all or nothing.
import { SYSTEM } from '../../lib/access/actor.ts';
import { record } from '../../lib/db/audit.ts';
import { db, type Tx, transaction } from '../../lib/db/client.ts';
import { dateOf } from '../../lib/db/days.ts';
import { lastDay } from '../../lib/taxonomy/day.ts';
import { toPinyin } from '../../lib/taxonomy/pinyin.ts';
import { cell, type Line, list, optional, readData } from './csv.ts';

type Loader = (tx: Tx, lines: Line[]) => Promise<void>;

// In the order in which they refer to each other.
const LOADERS: Record<string, Loader> = {
  regions: loadRegions,
  'region-aliases': loadRegionAliases,
  populations: loadPopulations,
  sectors: loadSectors,
  'rank-defaults': loadRankDefaults,
  expectations: loadExpectations,
  holidays: loadHolidays,
  'lint-rules': loadLintRules,
  'published-figures': loadPublishedFigures,
};

/**
 * Loads every list that is new or has changed.
 * @throws Error naming the list whose file does not hold what its entry in datasets.csv expects
 */
export async function loadReference(say: (line: string) => void): Promise<void> {
  for (const entry of readData('datasets.csv').lines) {
    const name = cell(entry, 'name');
    const { lines, checksum } = readData(cell(entry, 'file'));
    const expected = Number(cell(entry, 'expected_count'));
    if (lines.length !== expected) throw new Error(`${name}: ${lines.length} lines, ${expected} expected (prisma/data/datasets.csv).`);
    const load = LOADERS[name];
    if (!load) throw new Error(`No loader for the list ${name}.`);
    const known = await db().dataset.findUnique({ where: { name } });
    if (known?.checksum === checksum) continue;
    say(`Loading ${name} (${lines.length})`);
    await transaction(async (tx) => {
      await load(tx, lines);
      const facts = {
        title: cell(entry, 'title'),
        source: cell(entry, 'source'),
        edition: cell(entry, 'edition'),
        expectedCount: expected,
        loadedCount: lines.length,
        checksum,
        loadedAt: new Date(),
      };
      await tx.dataset.upsert({ where: { name }, create: { name, ...facts }, update: facts });
      await record(tx, SYSTEM, {
        act: 'dataset.load',
        subjectType: 'dataset',
        subjectId: name,
        before: known ? { edition: known.edition, checksum: known.checksum } : undefined,
        after: { edition: facts.edition, checksum, rows: lines.length },
      });
    });
  }
}

async function loadRegions(tx: Tx, lines: Line[]) {
  assertRegionCounts(lines);
  const lineages = lineagesOf(lines);
  const rows = lines.map((line) => ({
    id: Number(cell(line, 'id')),
    code: cell(line, 'code'),
    name: cell(line, 'name'),
    shortName: cell(line, 'short_name'),
    nameEn: optional(line, 'name_en'),
    level: cell(line, 'level'),
    kind: cell(line, 'kind'),
    parentCode: optional(line, 'parent'),
    lineage: lineages.get(cell(line, 'id')) ?? [],
    validFrom: dateOf(optional(line, 'valid_from')),
    validUntil: dateOf(optional(line, 'valid_until')),
    successorId: optional(line, 'successor_id') === null ? null : Number(cell(line, 'successor_id')),
    economicRegion: optional(line, 'economic_region'),
    bigArea: optional(line, 'big_area'),
    ...toPinyin(cell(line, 'name')),
  }));
  // Rows refer to their successors, and units to rows: all are put in first, linked second.
  const known = new Set((await tx.region.findMany({ select: { id: true } })).map(({ id }) => id));
  await tx.region.createMany({ data: rows.filter(({ id }) => !known.has(id)).map((row) => ({ ...row, successorId: null })) });
  for (const { id, ...row } of rows.filter((row) => known.has(row.id) || row.successorId !== null)) await tx.region.update({ where: { id }, data: row });
}

// The current list: 34 province-level, 333 prefecture-level and 2,846 county-level units, and Sansha's three.
function assertRegionCounts(lines: Line[]) {
  const current = lines.filter((line) => !cell(line, 'valid_until') && !['nation', 'xpcc', 'missions', 'zone'].includes(cell(line, 'kind')));
  const counts = ['province', 'prefecture', 'county'].map((level) => current.filter((line) => cell(line, 'level') === level).length);
  if (counts.join() !== '34,333,2849') throw new Error(`regions: the current list has ${counts.join(', ')} units, not 34, 333, 2849.`);
}

function lineagesOf(lines: Line[]): Map<string, string[]> {
  const byCode = new Map<string, Line>(lines.map((line) => [cell(line, 'code'), line]));
  const upwards = (line: Line): string[] => {
    const parent = byCode.get(cell(line, 'parent'));
    return [...(parent ? upwards(parent) : []), cell(line, 'code')];
  };
  return new Map(lines.map((line) => [cell(line, 'id'), upwards(line)]));
}

async function loadRegionAliases(tx: Tx, lines: Line[]) {
  const regions = await tx.region.findMany({ where: { validUntil: null }, select: { id: true, code: true } });
  const ids = new Map(regions.map(({ id, code }) => [code, id]));
  await tx.regionAlias.deleteMany();
  await tx.regionAlias.createMany({
    data: lines.map((line) => {
      const regionId = ids.get(cell(line, 'code'));
      if (regionId === undefined) throw new Error(`region-aliases: there is no region ${cell(line, 'code')}.`);
      return { alias: cell(line, 'alias'), regionId };
    }),
  });
}

async function loadPopulations(tx: Tx, lines: Line[]) {
  // What came by a file stays as it is.
  await tx.regionPopulation.deleteMany({ where: { imported: false } });
  await tx.regionPopulation.createMany({
    data: lines.map((line) => ({
      code: cell(line, 'code'),
      year: Number(cell(line, 'year')),
      vintage: cell(line, 'vintage'),
      source: cell(line, 'source'),
      people: BigInt(cell(line, 'people')),
    })),
    skipDuplicates: true,
  });
}

async function loadSectors(tx: Tx, lines: Line[]) {
  const rows = lines.map((line, position) => ({
    code: cell(line, 'code'),
    name: cell(line, 'name'),
    nameEn: cell(line, 'name_en'),
    parentCode: optional(line, 'parent'),
    vertical: optional(line, 'vertical') === 'yes',
    validFrom: dateOf(optional(line, 'valid_from')),
    validUntil: dateOf(optional(line, 'valid_until')),
    successorCode: optional(line, 'successor'),
    position,
    ...toPinyin(cell(line, 'name')),
  }));
  for (const { code, ...row } of rows) {
    const bare = { ...row, parentCode: null, successorCode: null };
    await tx.sector.upsert({ where: { code }, create: { code, ...bare }, update: bare });
  }
  for (const { code, parentCode, successorCode } of rows) await tx.sector.update({ where: { code }, data: { parentCode, successorCode } });
  await tx.sectorAlias.deleteMany();
  await tx.sectorAlias.createMany({ data: lines.flatMap((line) => list(line, 'aliases').map((alias) => ({ alias, sectorCode: cell(line, 'code') }))) });
}

// The operator may have changed ranks: only lines that are missing are added.
async function loadRankDefaults(tx: Tx, lines: Line[]) {
  await tx.rankDefault.createMany({
    data: lines.map((line) => ({
      regionKind: cell(line, 'region_kind'),
      tier: cell(line, 'tier'),
      unitKind: cell(line, 'unit_kind'),
      rank: cell(line, 'rank'),
    })),
    skipDuplicates: true,
  });
}

async function loadExpectations(tx: Tx, lines: Line[]) {
  // What came by a file stays, and stands in the place of the line that it has changed.
  await tx.expectation.deleteMany({ where: { estimated: true, imported: false } });
  const own = await tx.expectation.findMany({ where: { imported: true, regionCode: '000000' } });
  const kept = new Set(own.map((rule) => `${rule.sectorCode} ${rule.tier} ${rule.bodyName} ${rule.validFrom?.toISOString().slice(0, 10) ?? ''}`));
  await tx.expectation.createMany({
    data: lines
      .filter((line) => !kept.has(`${cell(line, 'sector')} ${cell(line, 'tier')} ${cell(line, 'body_name')} ${cell(line, 'valid_from')}`))
      .map((line) => ({
        sectorCode: cell(line, 'sector'),
        tier: cell(line, 'tier'),
        platforms: ['weibo', 'wechat'],
        modality: 'should',
        bodyName: cell(line, 'body_name'),
        unitKind: cell(line, 'unit_kind'),
        namePatterns: list(line, 'name_patterns'),
        validFrom: dateOf(optional(line, 'valid_from')),
        validUntil: dateOf(optional(line, 'valid_until')),
        estimated: true,
        documentNo: optional(line, 'document_no'),
        issuer: optional(line, 'issuer'),
        documentDate: dateOf(optional(line, 'document_date')),
        source: '标准机构模板',
      })),
  });
}

async function loadHolidays(tx: Tx, lines: Line[]) {
  await tx.holiday.deleteMany();
  await tx.holiday.createMany({
    data: lines.map((line) => ({
      day: dateOf(cell(line, 'day')),
      works: cell(line, 'works') === 'yes',
      name: cell(line, 'name'),
      source: cell(line, 'source'),
    })),
  });
}

// Places have rules of their own beside these, and a rule that has held stays as it was: lines are added, and end.
async function loadLintRules(tx: Tx, lines: Line[]) {
  for (const { code, regionCode, from, until } of lines.map(lintRow))
    if (until) await tx.lintRule.updateMany({ where: { code, regionCode, from, until: null }, data: { until } });
  await tx.lintRule.createMany({ data: lines.map(lintRow), skipDuplicates: true });
}

function lintRow(line: Line) {
  return {
    code: cell(line, 'code'),
    severity: cell(line, 'severity'),
    regionCode: cell(line, 'region'),
    version: cell(line, 'version'),
    from: dateOf(cell(line, 'valid_from')),
    until: dateOf(optional(line, 'valid_until')),
    days: optional(line, 'days') === null ? null : Number(cell(line, 'days')),
    documentNo: cell(line, 'document_no'),
    issuer: cell(line, 'issuer'),
    issuedOn: dateOf(cell(line, 'issued_on')),
    url: optional(line, 'url'),
  };
}

async function loadPublishedFigures(tx: Tx, lines: Line[]) {
  // What came by a file stays as it is, and stands in the place of the line that says the same of itself.
  await tx.publishedFigure.deleteMany({ where: { imported: false } });
  await tx.publishedFigure.createMany({
    data: lines.map((line) => {
      const said = cell(line, 'as_of');
      return {
        asOf: new Date(lastDay(said)),
        asOfSaid: said.length === 10 ? null : said,
        site: cell(line, 'site'),
        scope: cell(line, 'scope'),
        countedBy: cell(line, 'counted_by'),
        source: cell(line, 'source'),
        comparator: cell(line, 'comparator'),
        value: cell(line, 'value'),
        imported: false,
      };
    }),
    skipDuplicates: true,
  });
}
