import { type Finding, finding } from '@/lib/decision';
import type { Alternative, Modality } from '@/lib/registry/expectation';
import { PLATFORMS, type Platform, type Tier, type UnitKind } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion, findSector } from '@/lib/taxonomy/find';
import { NATION, type Region, type RegionTree } from '@/lib/taxonomy/regions';
import type { Sector, SectorTree } from '@/lib/taxonomy/sectors';
import { readPlatform, readTier, readUnitKind } from '@/lib/taxonomy/synonyms';
import { KINDS_OF_SYSTEM } from '@/lib/taxonomy/systems';
import { comparable } from '@/lib/taxonomy/text';
import { Cells, type CellTexts, readYes } from './cells';
import { type Column, column } from './columns';

/** The file of rules which bodies are expected to have an account. */
export const EXPECTATION_COLUMNS: readonly Column[] = [
  column('region', 'region', '行政区划', '地区', '适用地区'),
  column('sector', 'sector', '职能系统', '系统', '行业'),
  column('tier', 'tier', '单位层级', '层级'),
  column('platform', 'platform', '平台', '平台类型'),
  column('modality', 'modality', '应开设/可开设/不应开设', '开设要求', '应否开设', '要求'),
  column('bodyName', 'body_name', '机构名称', '机构', '标准机构名称'),
  column('unitKind', 'unit_kind', '单位性质', '性质', '机构性质'),
  column('anyOf', 'any_of', '或由其开设', '可由其他单位满足', '任一即可'),
  column('namePatterns', 'name_patterns', '名称模式', '命名方式'),
  column('validFrom', 'valid_from', '生效', '生效日期', '施行日期'),
  column('validUntil', 'valid_until', '失效', '失效日期', '废止日期'),
  column('documentNo', 'document_no', '文号', '发文字号'),
  column('issuer', 'issuer', '发文机关', '发文单位'),
  column('documentDate', 'document_date', '发文日期', '印发日期'),
  column('estimated', 'estimated', '是否估计', '估计'),
  column('source', 'source', '来源', '依据', '出处'),
];

const MODALITIES = new Map<string, Modality>(
  (
    [
      ['must', '必须开设', '必须', '须开设'],
      ['should', '应开设', '应当开设', '应', '应当'],
      ['may', '可开设', '可以开设', '可', '可以'],
      ['should-not', '不应开设', '不应当开设', '不应', '不开设', '不得开设', '不宜开设', '不宜', '原则上不开设'],
    ] as const
  ).flatMap(([code, ...words]) => [code, ...words].map((word) => [comparable(word), code] as const)),
);

/** A rule as a row says it; null where it says nothing. */
export type SaidExpectation = {
  /** Where it is to hold; the nation, unless the row says. Null with a finding where nobody knows the place. */
  region: Region | null;
  sector: Sector | null;
  /** 全部系统: of every body of the kind at the level. */
  everySector: boolean;
  tier: Tier | null;
  platforms: Platform[] | null;
  modality: Modality | null;
  bodyName: string | null;
  unitKind: UnitKind | null;
  anyOf: Alternative[] | null;
  namePatterns: string[] | null;
  validFrom: Day | null;
  validUntil: Day | null;
  documentNo: string | null;
  issuer: string | null;
  documentDate: Day | null;
  estimated: boolean | null;
  source: string | null;
  findings: Finding[];
};

const EVERY_SECTOR = ['all', '全部系统', '所有系统', '全部', '不限'].map(comparable);

type Lists = { sectors: SectorTree; regions: RegionTree };

export function readExpectationRow(texts: CellTexts, lists: Lists, today: Day): SaidExpectation {
  const cells = new Cells(texts, EXPECTATION_COLUMNS, today);
  cells.need('sector', 'tier', 'modality', 'bodyName');
  const everySector = EVERY_SECTOR.includes(comparable(cells.text('sector')));
  const said = {
    region: regionOf(cells, lists.regions, today),
    everySector,
    sector: everySector ? null : sectorOf(cells, lists.sectors, today),
    tier: cells.oneOf('tier', readTier, '中央、省级、地市级、县级、乡级及以下'),
    platforms: cells.oneOf('platform', readPlatforms, '新浪微博、微信'),
    modality: cells.oneOf('modality', (text) => MODALITIES.get(comparable(text)) ?? null, '必须、应当、可以、不宜'),
    bodyName: cells.line('bodyName', 60),
    unitKind: cells.oneOf('unitKind', readUnitKind, '党委、党委部门、人大、政府、政协、政府部门、事业单位'),
    anyOf: alternativesOf(cells, lists.sectors, today),
    namePatterns: patternsOf(cells),
    validFrom: cells.day('validFrom', null),
    validUntil: cells.day('validUntil', null),
    documentNo: cells.line('documentNo', 100),
    issuer: cells.line('issuer', 100),
    documentDate: cells.day('documentDate'),
    estimated: cells.oneOf('estimated', readYes, '是、否'),
    source: cells.line('source'),
  };
  cells.findings.push(...wrongTogether(said));
  return { ...said, findings: cells.findings };
}

type Said = Omit<SaidExpectation, 'findings'>;

function wrongTogether({ validFrom, validUntil, everySector, unitKind, anyOf, modality, documentNo }: Said): Finding[] {
  const expects = modality === 'must' || modality === 'should';
  const bound = unitKind === null || KINDS_OF_SYSTEM.government.includes(unitKind);
  return [
    ...(validFrom && validUntil && validUntil <= validFrom ? [finding('validUntil', 'date-not-after', { date: validUntil, other: validFrom })] : []),
    ...(everySector && unitKind === null ? [finding('unitKind', 'kind-needed-for-all')] : []),
    ...(everySector && anyOf?.length ? [finding('anyOf', 'any-of-one-sector')] : []),
    ...(expects && !bound && BINDS_GOVERNMENT.test(documentNo ?? '') ? [finding('unitKind', 'binds-government-only')] : []),
  ];
}

// 各级行政机关、承担行政职能的事业单位及其内设机构: all whom it speaks of.
const BINDS_GOVERNMENT = /国办发\D?2018\D?123号/;

function regionOf(cells: Cells, regions: RegionTree, today: Day): Region | null {
  const text = cells.text('region');
  const found = findRegion(regions, text === '' || text === '全国' ? NATION : text, today);
  cells.findings.push(...(found.accepted ? found.change.notices : found.findings));
  return found.accepted ? found.change.value : null;
}

function sectorOf(cells: Cells, sectors: SectorTree, today: Day): Sector | null {
  if (cells.text('sector') === '') return null;
  const found = findSector(sectors, cells.text('sector'), today);
  cells.findings.push(...(found.accepted ? found.change.notices : found.findings));
  return found.accepted ? found.change.value : null;
}

/** Sectors, each by its standard body, and kinds of units. */
function alternativesOf(cells: Cells, sectors: SectorTree, today: Day): Alternative[] | null {
  const words = listed(cells.line('anyOf') ?? '');
  if (words.length === 0) return null;
  const read = words.map((word): Alternative | string => {
    const sector = findSector(sectors, word, today);
    if (sector.accepted) return { sector: sector.change.value.code };
    const unitKind = readUnitKind(word);
    return unitKind ? { unitKind } : word;
  });
  const unknown = read.find((each) => typeof each === 'string');
  if (unknown !== undefined) cells.findings.push(finding('anyOf', 'any-of-unknown', { value: unknown.slice(0, 30) }));
  return read.filter((each) => typeof each !== 'string');
}

const listed = (text: string) =>
  text
    .split(/[;；、,，]/)
    .map((each) => each.trim())
    .filter(Boolean);

function readPlatforms(text: string): Platform[] | null {
  const read = listed(text).map(readPlatform);
  return read.includes(null) ? null : PLATFORMS.filter((platform) => read.includes(platform));
}

// {} stands for the place; without it the place comes before (lib/taxonomy/bodies.ts).
function patternsOf(cells: Cells): string[] | null {
  const patterns = listed(cells.line('namePatterns') ?? '');
  const wrong = patterns.find((each) => each.replace('{}', '').match(/[{}]/) || !/\p{L}/u.test(each));
  if (wrong !== undefined) cells.findings.push(finding('namePatterns', 'pattern-form', { value: wrong.slice(0, 30) }));
  return patterns.length ? patterns : null;
}
