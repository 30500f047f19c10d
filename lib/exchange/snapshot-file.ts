import { type Finding, finding } from '@/lib/decision';
import { METRICS, type Metric, readMetric, readMoment } from '@/lib/metrics/metric';
import type { Day } from '@/lib/taxonomy/day';
import { dayOf } from '@/lib/taxonomy/day';
import { readPlatform } from '@/lib/taxonomy/synonyms';
import { Cells, type CellTexts } from './cells';
import { ACCOUNT_COLUMNS, type Column, column } from './columns';

const NAMED = ['platform', 'name', 'platformId', 'handle', 'unit', 'uscc', 'region'];

/** The file of measured values: which account, which day, then a column for each metric, or a metric and its value in each row. */
export const SNAPSHOT_COLUMNS: readonly Column[] = [
  ...ACCOUNT_COLUMNS.filter(({ field }) => NAMED.includes(field)),
  column('day', 'day', '日期', '统计日期', '监测日期', '采集日期', '截至日期', '数据日期'),
  ...METRICS.map(({ code, name, synonyms }) => column(code, code, name, ...synonyms)),
  column('metric', 'metric', '指标', '指标名称'),
  column('value', 'value', '数值', '值', '指标值'),
];

/** What a row measures. */
export type SaidSnapshot = { day: Day | null; values: { metric: string; value: number; field: string }[]; findings: Finding[] };

/** Reads the day and the values of a row; an empty cell is not known, and says nothing. */
export function readSnapshotRow(texts: CellTexts, today: Day): SaidSnapshot {
  const cells = new Cells(texts, SNAPSHOT_COLUMNS, today);
  cells.need('platform', 'day');
  cells.oneOf('platform', readPlatform, '新浪微博、微信');
  const day = cells.day('day');
  const wide = METRICS.flatMap((metric) => measured(cells, metric.code, metric, today));
  const long = longForm(cells, today);
  if (wide.length && long.length) cells.findings.push(finding('metric', 'metric-twice'));
  return { day, values: [...wide, ...long], findings: cells.findings };
}

function measured(cells: Cells, field: string, metric: Metric, today: Day) {
  const value = metric.isMoment ? momentOf(cells, field, today) : cells.count(field);
  return value === null ? [] : [{ metric: metric.code, value, field }];
}

function momentOf(cells: Cells, field: string, today: Day): number | null {
  const text = cells.text(field);
  if (/^[—–-]*$/.test(text)) return null;
  const moment = readMoment(text);
  if (moment === null) cells.findings.push(finding(field, 'moment-form', { value: text.slice(0, 30) }));
  else if (dayOf(new Date(moment * 1000)) > today) cells.findings.push(finding(field, 'date-future', { date: text }));
  else return moment;
  return null;
}

function longForm(cells: Cells, today: Day) {
  const name = cells.text('metric');
  const metric = readMetric(name);
  if (name !== '' && metric === null) cells.findings.push(finding('metric', 'metric-unknown', { value: name.slice(0, 30) }));
  if (name === '' && cells.text('value') !== '') cells.need('metric');
  return metric ? measured(cells, 'value', metric, today) : [];
}
