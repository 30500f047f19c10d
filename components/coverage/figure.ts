import { type Heat, stepOf } from '@/lib/coverage/heat';
import { type Figures, figureOf } from '@/lib/coverage/measure';
import type { Measure } from '@/lib/coverage/query';
import { numberText } from './number-text';
import { percent } from './percent';

/** What says that nobody has an account, where the roster is an estimate and where it is confirmed: 未登记, 缺. */
export type GapMarks = { estimated: string; confirmed: string };

/** What stands in a cell: by its state unless the reader asked for one figure. */
export function figureText(figures: Figures, measure: Measure, gap: GapMarks): string {
  if (measure === 'state') return stateText(figures, gap);
  const value = figureOf(figures, measure);
  if (value === null) return figures.state === 'unknown' ? '?' : '·';
  return measure === 'rate' ? (percent(value, 1) ?? '·') : numberText(value);
}

function stateText({ state, accounts, expected, covered, estimated }: Figures, gap: GapMarks): string {
  const marks: Record<Figures['state'], string> = {
    covered: numberText(accounts),
    extra: numberText(accounts),
    partial: `${numberText(covered)}/${numberText(expected)}`,
    gap: estimated ? gap.estimated : gap.confirmed,
    'not-applicable': '·',
    unknown: accounts > 0 ? `${numberText(accounts)}?` : '?',
  };
  return marks[state];
}

/** The class of a cell: its state's form, or the step of its figure; where there is no figure, why. */
export function lookOf(figures: Figures, heat: Heat): string {
  if (heat.measure === 'state') return `cell-${figures.state}`;
  const step = stepOf(heat, figures);
  if (step !== null) return `heat-${step}`;
  return figures.state === 'unknown' ? 'cell-unknown' : 'cell-not-applicable';
}
