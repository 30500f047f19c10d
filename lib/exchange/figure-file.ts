import type { Finding } from '@/lib/decision';
import type { Day, PartialDay } from '@/lib/taxonomy/day';
import { Cells, type CellTexts } from './cells';
import { type Column, column } from './columns';

/** The file of 公布数据: numbers that somebody published. */
export const FIGURE_COLUMNS: readonly Column[] = [
  column('asOf', 'as_of', '截至日期', '截至', '数据日期', '日期'),
  column('site', 'site', '网站或平台', '平台', '网站'),
  column('scope', 'scope', '统计范围', '范围', '统计对象'),
  column('countedBy', 'counted_by', '统计机构', '统计单位', '发布机构'),
  column('source', 'source', '来源', '出处', '资料来源'),
  column('comparator', 'comparator', '比较符', '符号', '约数'),
  column('value', 'value', '数值', '数量', '值'),
];

export const COMPARATORS = ['=', '≈', '>', '<', '余'] as const;
export type Comparator = (typeof COMPARATORS)[number];

const COMPARATOR_WORDS: Record<string, Comparator> = {
  等于: '=',
  约: '≈',
  大约: '≈',
  近: '≈',
  '~': '≈',
  超过: '>',
  大于: '>',
  逾: '>',
  以上: '>',
  不足: '<',
  小于: '<',
  多: '余',
};

export type SaidFigure = {
  /** The day, or the month or year where the source names no more. */
  asOf: PartialDay | null;
  site: string | null;
  scope: string | null;
  countedBy: string | null;
  source: string | null;
  /** `=` unless said. */
  comparator: Comparator | null;
  value: number | null;
  findings: Finding[];
};

export function readFigureRow(texts: CellTexts, today: Day): SaidFigure {
  const cells = new Cells(texts, FIGURE_COLUMNS, today);
  cells.need('asOf', 'site', 'scope', 'countedBy', 'source', 'value');
  return {
    asOf: cells.over('asOf'),
    site: cells.line('site', 60),
    scope: cells.line('scope', 100),
    countedBy: cells.line('countedBy', 100),
    source: cells.line('source', 300),
    comparator: cells.oneOf(
      'comparator',
      (text) => COMPARATORS.find((each) => each === text.normalize('NFKC') || each === text) ?? COMPARATOR_WORDS[text] ?? null,
      '=、≈、>、<、余',
    ),
    value: cells.count('value'),
    findings: cells.findings,
  };
}
