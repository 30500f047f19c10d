import { useFormatter, useTranslations } from 'next-intl';
import { percent } from '@/components/coverage/percent';
import type { Progress, TargetMeasure } from '@/lib/coverage/target';
import type { TargetView } from '@/lib/exchange/views';

type Goal = { measure: TargetMeasure; value: number };

/** A rate with one decimal. */
export function rateText(value: number): string {
  return percent(value, 1) ?? '';
}

/** How targets are said: their cell, what they ask for, and how far they are. */
export function useTargetWords() {
  const t = useTranslations('targets');
  const code = useTranslations('code');
  const format = useFormatter();
  const rounded = (value: number) => format.number(value, value < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 1 });
  return {
    cell: ({ region, set, sector, tier, platform }: TargetView) =>
      [set ?? region, sector, tier && code(`tier.${tier}`), platform && code(`platform.${platform}`)].filter(Boolean).join(' · '),
    goal: ({ measure, value }: Goal) => (measure === 'number' ? t('number', { value }) : t('rate', { value: rateText(value) })),
    amount: ({ measure }: Pick<Goal, 'measure'>, { amount, now }: Pick<Progress, 'amount' | 'now'>) => {
      if (amount === null) return t('noRate');
      if (measure === 'number') return t('number', { value: amount });
      return t('rateOf', { rate: rateText(amount), covered: now.covered ?? 0, expected: now.expected ?? 0 });
    },
    needed: ({ measure }: Pick<Goal, 'measure'>, value: number | null) => {
      if (value === null) return '—';
      return measure === 'number' ? t('neededNumber', { value }) : t('neededRate', { value });
    },
    perMonth: (value: number | null) => (value === null ? '—' : t('perMonthOf', { value: rounded(value) })),
    value: ({ measure }: Pick<Goal, 'measure'>, value: number | null) => {
      if (value === null) return '—';
      return measure === 'number' ? rounded(value) : rateText(value);
    },
  };
}
