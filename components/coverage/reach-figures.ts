import type { ReachMeasure } from '@/lib/coverage/reach';

/** A figure of a measure as it is written: counts whole, means with one place, coefficients with three that count. Of nothing —, never 0. */
export function figureText(value: number | null, measure: ReachMeasure): string {
  if (value === null) return '—';
  if (measure === 'mean' || measure === 'median') return value.toLocaleString('en', { maximumFractionDigits: 1 });
  if (measure !== 'coefficient') return value.toLocaleString('en');
  return value >= 1
    ? value.toLocaleString('en', { maximumFractionDigits: 2, minimumFractionDigits: 2 })
    : value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
