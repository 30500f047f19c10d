import { finding } from '@/lib/decision';
import { readUnitChannels, type UnitChannels } from '@/lib/registry/unit-channels';
import { type Lists, readUnitFields, UNIT_FIELDS, type UnitFacts } from '@/lib/registry/unit-fields';
import type { Day } from '@/lib/taxonomy/day';
import { findRegionInFile } from '@/lib/taxonomy/region-in-file';
import { Cells, type CellTexts, readYes } from './cells';
import { type Column, column } from './columns';

/** The file of units. */
export const UNIT_COLUMNS: readonly Column[] = [
  column('id', 'id', '单位编号', '本册编号'),
  column('unit', 'name', '单位名称', '名称', '单位', '机构名称', '单位全称'),
  column('uscc', 'uscc', '统一社会信用代码', '信用代码', '社会信用代码'),
  column('region', 'region', '行政区划代码', '行政区划', '区划代码', '地区', '所在地区', '区县', '所属地区', '属地'),
  column('sector', 'sector', '职能系统', '系统', '行业', '所属系统', '行业系统'),
  column('tier', 'tier', '单位层级', '层级'),
  column('rank', 'rank', '行政级别', '级别'),
  column('kind', 'kind', '单位性质', '性质', '机构性质', '机构类别', '单位类别'),
  column('parent', 'parent', '主管单位', '上级单位', '主管部门', '上级主管单位'),
  column('foundedOn', 'established', '成立日期', '成立时间', '设立日期', '设立时间'),
  column('endedOn', 'dissolved', '撤销日期', '撤销时间'),
  column('standardBody', 'standard_body', '是否标准机构', '标准机构'),
  column('website', 'website', '网站', '网址', '官方网站', '门户网站', '网站网址', '网站地址'),
  column('hotline', 'hotline', '热线', '热线电话', '服务热线', '公开电话', '政务热线'),
  column('provisional', 'provisional', '待补全'),
];

/** A unit as a row says it; null where it says nothing. */
export type SaidUnit = {
  facts: UnitFacts;
  /** The number by which the register knows it. */
  id: number | null;
  parent: string | null;
  foundedOn: Day | null;
  endedOn: Day | null;
  standardBody: boolean | null;
  /** Those of its further channels that the row says. */
  channels: UnitChannels;
  /** That it still waits to be completed, as an export says it: the row alone does not confirm it then. */
  provisional: boolean | null;
  findings: Cells['findings'];
};

const NUMBERED = /^(.*?)[（(]?#(\d{1,9})[）)]?$/;

/** Reads a row, each cell for itself and then the days against each other. */
export function readUnitRow(texts: CellTexts, lists: Lists, today: Day): SaidUnit {
  const cells = new Cells(texts, UNIT_COLUMNS, today);
  const labelled = NUMBERED.exec(cells.text('unit'));
  const number = cells.text('id').replace(/^#/, '');
  if (number !== '' && !/^\d{1,9}$/.test(number)) cells.findings.push(finding('id', 'count-form', { value: number.slice(0, 30) }));
  const fields = Object.fromEntries(UNIT_FIELDS.map((field) => [field, texts[field]]));
  const { facts, findings } = readUnitFields({ ...fields, unit: labelled ? labelled[1] : texts.unit, fills: undefined }, lists, today, findRegionInFile);
  const [foundedOn, endedOn] = [cells.day('foundedOn'), cells.day('endedOn')];
  if (foundedOn && endedOn && endedOn <= foundedOn) cells.findings.push(finding('endedOn', 'date-not-after', { date: endedOn, other: foundedOn }));
  return {
    facts,
    id: Number(number || labelled?.[2] || 0) || null,
    parent: cells.line('parent', 100),
    foundedOn,
    endedOn,
    standardBody: cells.oneOf('standardBody', readYes, '是、否'),
    channels: readUnitChannels({ website: cells.text('website') || undefined, hotline: cells.text('hotline') || undefined }, cells.findings),
    provisional: cells.oneOf('provisional', readYes, '是、否'),
    findings: [...findings, ...cells.findings],
  };
}
