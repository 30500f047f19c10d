import { type Figures, figureOf } from './measure';
import type { Measure } from './query';

/** Colours of the ramp, weakest first; nought has none. */
export const STEPS = 5;

/** 分级: which figures are of which step, as closed ranges from the first on; a step that no figure needs is left out. */
export type Heat = { measure: Measure; classes: readonly { step: number; from: number; to: number }[] };

/**
 * Classes for figures. Rates have the same limits in every view, so that views can be compared; counts are
 * cut where as many different figures lie on either side as can be.
 */
export function heatOf(figures: readonly Figures[], measure: Measure): Heat {
  if (measure === 'rate' || measure === 'state') return { measure, classes: RATES };
  const values = figures.flatMap((each) => figureOf(each, measure) ?? []).filter((value) => value > 0);
  const different = [...new Set(values)].sort((a, b) => a - b);
  const steps = Math.min(STEPS, different.length);
  const classes = Array.from({ length: steps }, (_, index) => {
    const [first, after] = [Math.round((index * different.length) / steps), Math.round(((index + 1) * different.length) / steps)];
    return { step: spread(index, steps), from: different[first] ?? 0, to: different[after - 1] ?? 0 };
  });
  return { measure, classes };
}

const RATES = [0.2, 0.4, 0.6, 0.8, 1].map((to, index) => ({ step: index + 1, from: index / 5, to }));

// Two classes take the first and the last colour, not the first two.
function spread(index: number, steps: number): number {
  return steps === 1 ? STEPS : 1 + Math.round((index * (STEPS - 1)) / (steps - 1));
}

/** The step of a figure: 0 for nought, null where there is no figure. */
export function stepOf({ measure, classes }: Heat, figures: Figures): number | null {
  const value = figureOf(figures, measure);
  if (value === null) return null;
  return value === 0 ? 0 : (classes.find(({ to }) => value <= to)?.step ?? STEPS);
}
