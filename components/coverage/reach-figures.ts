import type { ReachMeasure } from '@/lib/coverage/reach';
import { numberText } from './number-text';

// Made once: a hundred figures that each look for theirs are a quarter of the page.
const ONE_PLACE = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const TWO_PLACES = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const THREE_PLACES = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const THREE_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** A figure of a measure as it is written: counts whole, means with one place, coefficients with three digits that count. Of nothing —, never 0. */
export function figureText(value: number | null, measure: ReachMeasure): string {
  if (value === null) return '—';
  if (measure === 'mean' || measure === 'median') return ONE_PLACE.format(value);
  if (measure !== 'coefficient') return numberText(value);
  if (value < 0.1) return THREE_DIGITS.format(value);
  return (value >= 1 ? TWO_PLACES : THREE_PLACES).format(value);
}
