import type { Heat } from '@/lib/coverage/heat';
import type { CodeWords, CoverageWordsOf } from './entry-name';
import { numberText } from './number-text';
import { percent } from './percent';

/** An entry of a legend: the class of its look, what stands in it, and what it means. */
export type LegendEntry = { look: string; mark: string; words: string };

/** What the cells of a table mean: their states, or the limits of the classes of their figures. */
export function legendEntries({ measure, classes }: Heat, t: CoverageWordsOf, code: CodeWords): LegendEntry[] {
  const state = (name: 'covered' | 'partial' | 'gap' | 'extra' | 'not-applicable' | 'unknown', mark: string): LegendEntry => ({
    look: `cell-${name}`,
    mark,
    words: code(`state.${name}`),
  });
  const none = [state('not-applicable', '·'), state('unknown', '?')];
  const confirmed = { look: 'cell-gap', mark: t('gapMarkConfirmed'), words: code('state.gapConfirmed') };
  if (measure === 'state') return [state('covered', '3'), state('partial', '2/5'), state('gap', t('gapMark')), confirmed, state('extra', '1'), ...none];
  const shown = (value: number) => (measure === 'rate' ? (percent(value, 1) ?? '') : numberText(value));
  const ranges = classes.map(({ step, from, to }) => ({
    look: `heat-${step}`,
    mark: shown(to),
    words: measure === 'rate' ? t('overTo', { from: shown(from), to: shown(to) }) : from === to ? shown(to) : t('fromTo', { from: shown(from), to: shown(to) }),
  }));
  return [{ look: 'heat-0', mark: shown(0), words: t('nought') }, ...ranges, ...none];
}
