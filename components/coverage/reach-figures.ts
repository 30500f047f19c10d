import type { ReachMeasure } from '@/lib/coverage/reach';

/** A figure of a measure as it is written: counts whole, means with one place, coefficients with three digits that count. Of nothing —, never 0. */
export function figureText(value: number | null, measure: ReachMeasure): string {
  if (value === null) return '—';
  if (measure === 'mean' || measure === 'median') return value.toLocaleString('en', { maximumFractionDigits: 1 });
  if (measure !== 'coefficient') return value.toLocaleString('en');
  if (value < 0.1) return value.toLocaleString('en', { maximumSignificantDigits: 3 });
  const places = value >= 1 ? 2 : 3;
  return value.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places });
}
