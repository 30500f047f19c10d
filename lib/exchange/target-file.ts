import type { SetOfRegions } from '@/lib/coverage/region-set';
import type { TargetMeasure } from '@/lib/coverage/target';
import { type Finding, finding } from '@/lib/decision';
import { PLATFORMS, type Platform, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { findSector, findTier } from '@/lib/taxonomy/find';
import { findRegionInFile } from '@/lib/taxonomy/region-in-file';
import type { Region, RegionTree } from '@/lib/taxonomy/regions';
import type { Sector, SectorTree } from '@/lib/taxonomy/sectors';
import { readPlatform } from '@/lib/taxonomy/synonyms';
import { comparable } from '@/lib/taxonomy/text';
import { Cells, type CellTexts } from './cells';
import { type Column, column } from './columns';

/** The file of 目标任务: a number or a rate for a cell by a day. */
export const TARGET_COLUMNS: readonly Column[] = [
  column('region', 'region', '地区', '行政区划代码', '行政区划', '区划代码', '所在地区'),
  column('regionSet', 'region_set', '地区组', '地区集合'),
  column('sector', 'sector', '职能系统', '系统', '行业'),
  column('tier', 'tier', '单位层级', '层级'),
  column('platform', 'platform', '平台', '平台类型'),
  column('measure', 'measure', '指标', '目标类型', '指标类型'),
  column('value', 'value', '目标值', '目标', '数值'),
  column('dueOn', 'due_on', '期限', '完成期限', '完成日期', '截止日期'),
  column('documentNo', 'document_no', '文号', '发文字号'),
  column('issuer', 'issuer', '发文机关', '发文单位'),
  column('documentDate', 'document_date', '发文日期', '印发日期'),
];

const MEASURES = new Map<string, TargetMeasure>(
  (
    [
      ['number', '账号数', '数量', '个数', '账号个数'],
      ['rate', '开通率', '比率', '覆盖率', '开设率'],
    ] as const
  ).flatMap(([code, ...words]) => [code, ...words].map((word) => [comparable(word), code] as const)),
);

/** A target as a row says it; null where it says nothing, which of sector, tier and platform means all. */
export type SaidTarget = {
  region: Region | null;
  /** A named set of regions, in the place of a region. */
  set: SetOfRegions | null;
  sector: Sector | null;
  tier: Tier | null;
  platform: Platform | null;
  measure: TargetMeasure | null;
  /** Accounts, or a rate from 0 to 1. */
  value: number | null;
  dueOn: Day | null;
  documentNo: string | null;
  issuer: string | null;
  documentDate: Day | null;
  findings: Finding[];
};

/** What a target may be set for: a region, or one of the sets by its name. */
type Places = { regions: RegionTree; sectors: SectorTree; sets: readonly SetOfRegions[] };

export function readTargetRow(texts: CellTexts, { regions, sectors, sets }: Places, today: Day): SaidTarget {
  const cells = new Cells(texts, TARGET_COLUMNS, today);
  const named = cells.text('regionSet');
  cells.need(...(named === '' ? ['region'] : []), 'measure', 'value', 'dueOn', 'documentNo');
  if (named !== '' && cells.text('region') !== '') cells.findings.push(finding('regionSet', 'set-beside-region'));
  const region = cells.text('region') === '' ? null : found(cells, findRegionInFile(regions, cells.text('region'), today));
  const set = named === '' ? null : setNamed(cells, named, sets, today);
  const measure = cells.oneOf('measure', (text) => MEASURES.get(comparable(text)) ?? null, '账号数、开通率');
  return {
    region: set ? (regions.at(set.regionCode, today) ?? null) : region,
    set,
    sector: cells.text('sector') === '' ? null : found(cells, findSector(sectors, cells.text('sector'), today)),
    tier: cells.oneOf('tier', (text) => findTier(text, region), '中央、省级、地市级、县级、乡级及以下'),
    platform: cells.oneOf('platform', (text) => PLATFORMS.find((each) => each === readPlatform(text)) ?? null, '新浪微博、微信'),
    measure,
    value: measure === 'rate' ? rateOf(cells) : numberOf(cells),
    dueOn: cells.day('dueOn', null),
    documentNo: cells.line('documentNo', 100),
    issuer: cells.line('issuer', 100),
    documentDate: cells.day('documentDate'),
    findings: cells.findings,
  };
}

function setNamed(cells: Cells, name: string, sets: readonly SetOfRegions[], today: Day): SetOfRegions | null {
  const set = sets.find((each) => comparable(each.name) === comparable(name)) ?? null;
  if (!set) cells.findings.push(finding('regionSet', 'set-unknown', { name: name.slice(0, 60) }));
  else if (set.until !== null && set.until <= today) cells.findings.push(finding('regionSet', 'set-ended', { name: set.name, day: set.until }));
  return set;
}

function found<T>(cells: Cells, read: { accepted: true; change: { value: T; notices: Finding[] } } | { accepted: false; findings: Finding[] }): T | null {
  cells.findings.push(...(read.accepted ? read.change.notices : read.findings));
  return read.accepted ? read.change.value : null;
}

// 80%, 80 or 0.8: a rate of one and less is never meant as percent.
function rateOf(cells: Cells): number | null {
  const text = cells.text('value');
  const [, digits = '', percent = ''] = /^(\d{1,3}(?:\.\d{1,6})?)\s*(%|％)?$/.exec(text) ?? [];
  const given = Number(digits);
  const rate = percent || given > 1 ? Number((given / 100).toFixed(8)) : given;
  if (text === '') return null;
  if (digits !== '' && rate <= 1) return rate;
  cells.findings.push(finding('value', 'rate-form', { value: text.slice(0, 30) }));
  return null;
}

function numberOf(cells: Cells): number | null {
  const text = cells.text('value').replace(/[,，\s个]/g, '');
  if (text === '') return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  cells.findings.push(finding('value', 'number-form', { value: text.slice(0, 30) }));
  return null;
}
