import { type Finding, finding } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion } from '@/lib/taxonomy/find';
import { findRegionInFile } from '@/lib/taxonomy/region-in-file';
import type { Region, RegionTree } from '@/lib/taxonomy/regions';
import { comparable } from '@/lib/taxonomy/text';
import { Cells, type CellTexts } from './cells';
import { type Column, column } from './columns';

/** The file of 常住人口: people of a region in a year, by the vintage of the figure. */
export const POPULATION_COLUMNS: readonly Column[] = [
  column('region', 'region', '行政区划代码', '行政区划', '区划代码', '地区', '区域', '所在地区', '区县'),
  column('year', 'year', '年份', '年', '年度'),
  column('vintage', 'vintage', '口径', '数据口径', '版本'),
  column('people', 'people', '常住人口', '常住人口(人)', '人口', '人口(人)', '人口数'),
  column('peopleWan', 'people_wan', '常住人口(万人)', '人口(万人)', '年末常住人口(万人)'),
  column('source', 'source', '来源', '数据来源', '出处'),
];

/** Spellings of the vintages that the loaded list uses; another stays as it is written. */
const VINTAGES = new Map(
  [
    ['census-2010', '六普', '第六次全国人口普查', '第六次人口普查', '2010年人口普查'],
    ['census-2020', '七普', '第七次全国人口普查', '第七次人口普查', '2020年人口普查'],
    ['nbs-revised', '国家统计局修订', '统计局修订数', '年度修订数'],
  ].flatMap(([code = '', ...words]) => [code, ...words].map((word) => [comparable(word), code] as const)),
);

export type SaidPopulation = {
  region: Region | null;
  year: number | null;
  vintage: string | null;
  people: number | null;
  source: string | null;
  findings: Finding[];
};

/** Reads a row; the region is that of the year, under the code that it had then. */
export function readPopulationRow(texts: CellTexts, regions: RegionTree, today: Day): SaidPopulation {
  const cells = new Cells(texts, POPULATION_COLUMNS, today);
  cells.need('region', 'year', 'vintage', 'source');
  const year = yearOf(cells, today);
  const region = year === null || cells.text('region') === '' ? null : regionOf(cells, regions, year, today);
  const vintage = cells.line('vintage', 40);
  return {
    region,
    year,
    vintage: vintage && (VINTAGES.get(comparable(vintage)) ?? vintage),
    people: peopleOf(cells),
    source: cells.line('source'),
    findings: cells.findings,
  };
}

function yearOf(cells: Cells, today: Day): number | null {
  const text = cells.text('year');
  const year = Number(/^(\d{4})年?$/.exec(text)?.[1] ?? 0);
  if (text !== '' && year < 1949) cells.findings.push(finding('year', 'year-form', { value: text.slice(0, 30) }));
  else if (year > Number(today.slice(0, 4))) cells.findings.push(finding('year', 'year-later', { year: String(year) }));
  else return year || null;
  return null;
}

// By the end of the year, else as it is called today: the first editions of the codes that are known are of 2010.
function regionOf(cells: Cells, regions: RegionTree, year: number, today: Day): Region | null {
  const then = findRegion(regions, cells.text('region'), `${year}-12-31` < today ? `${year}-12-31` : today);
  const found = then.accepted ? then : findRegionInFile(regions, cells.text('region'), today);
  cells.findings.push(...(found.accepted ? found.change.notices : found.findings));
  return found.accepted ? found.change.value : null;
}

function peopleOf(cells: Cells): number | null {
  const wan = cells.text('peopleWan');
  if (/[万wW亿]/.test(wan)) cells.findings.push(finding('peopleWan', 'people-unit'));
  else if (cells.text('people') !== '' && wan !== '') cells.findings.push(finding('peopleWan', 'people-twice'));
  else if (wan !== '') {
    const tens = cells.decimal('peopleWan');
    return tens === null ? null : Math.round(tens * 10_000);
  } else cells.need('people');
  return cells.count('people');
}
