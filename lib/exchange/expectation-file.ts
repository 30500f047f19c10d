import { type Finding, finding } from '@/lib/decision';
import type { Platform, Tier, UnitKind } from '@/lib/taxonomy/codes';
import { PLATFORMS } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { findSector } from '@/lib/taxonomy/find';
import type { Sector, SectorTree } from '@/lib/taxonomy/sectors';
import { readPlatform, readTier, readUnitKind } from '@/lib/taxonomy/synonyms';
import { comparable } from '@/lib/taxonomy/text';
import { Cells, type CellTexts, readYes } from './cells';
import { type Column, column } from './columns';

/** The file of rules which bodies are expected to have an account. */
export const EXPECTATION_COLUMNS: readonly Column[] = [
  column('sector', 'sector', '职能系统', '系统', '行业'),
  column('tier', 'tier', '单位层级', '层级'),
  column('platform', 'platform', '平台', '平台类型'),
  column('modality', 'modality', '应开设/可开设/不应开设', '开设要求', '应否开设', '要求'),
  column('bodyName', 'body_name', '机构名称', '机构', '标准机构名称'),
  column('unitKind', 'unit_kind', '单位性质', '性质', '机构性质'),
  column('namePatterns', 'name_patterns', '名称模式', '命名方式'),
  column('validFrom', 'valid_from', '生效', '生效日期', '施行日期'),
  column('validUntil', 'valid_until', '失效', '失效日期', '废止日期'),
  column('documentNo', 'document_no', '文号', '发文字号'),
  column('issuer', 'issuer', '发文机关', '发文单位'),
  column('documentDate', 'document_date', '发文日期', '印发日期'),
  column('estimated', 'estimated', '是否估计', '估计'),
  column('source', 'source', '来源', '依据', '出处'),
];

export type Modality = 'must' | 'should' | 'may' | 'should-not';

const MODALITIES = new Map<string, Modality>(
  (
    [
      ['must', '必须开设', '必须', '须开设'],
      ['should', '应开设', '应当开设', '应', '应当'],
      ['may', '可开设', '可以开设', '可', '可以'],
      ['should-not', '不应开设', '不应当开设', '不应', '不开设', '不得开设'],
    ] as const
  ).flatMap(([code, ...words]) => [code, ...words].map((word) => [comparable(word), code] as const)),
);

/** A rule as a row says it; null where it says nothing. */
export type SaidExpectation = {
  sector: Sector | null;
  tier: Tier | null;
  platforms: Platform[] | null;
  modality: Modality | null;
  bodyName: string | null;
  unitKind: UnitKind | null;
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

export function readExpectationRow(texts: CellTexts, sectors: SectorTree, today: Day): SaidExpectation {
  const cells = new Cells(texts, EXPECTATION_COLUMNS, today);
  cells.need('sector', 'tier', 'modality', 'bodyName');
  const said = {
    sector: sectorOf(cells, sectors, today),
    tier: cells.oneOf('tier', readTier, '中央、省级、地市级、县级、乡级及以下'),
    platforms: cells.oneOf('platform', readPlatforms, '新浪微博、微信'),
    modality: cells.oneOf('modality', (text) => MODALITIES.get(comparable(text)) ?? null, '应开设、可开设、不应开设'),
    bodyName: cells.line('bodyName', 60),
    unitKind: cells.oneOf('unitKind', readUnitKind, '党委、党委部门、人大、政府、政协、政府部门、事业单位'),
    namePatterns: patternsOf(cells),
    validFrom: cells.day('validFrom', null),
    validUntil: cells.day('validUntil', null),
    documentNo: cells.line('documentNo', 100),
    issuer: cells.line('issuer', 100),
    documentDate: cells.day('documentDate'),
    estimated: cells.oneOf('estimated', readYes, '是、否'),
    source: cells.line('source'),
  };
  if (said.validFrom && said.validUntil && said.validUntil <= said.validFrom)
    cells.findings.push(finding('validUntil', 'date-not-after', { date: said.validUntil, other: said.validFrom }));
  return { ...said, findings: cells.findings };
}

function sectorOf(cells: Cells, sectors: SectorTree, today: Day): Sector | null {
  if (cells.text('sector') === '') return null;
  const found = findSector(sectors, cells.text('sector'), today);
  cells.findings.push(...(found.accepted ? found.change.notices : found.findings));
  return found.accepted ? found.change.value : null;
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
