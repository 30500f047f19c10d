import { getLocale, getTranslations } from 'next-intl/server';
import { entryName } from '@/components/coverage/entry-name';
import { leftOut, TOTAL } from '@/lib/coverage/arrangement';
import type { Axis, AxisEntry } from '@/lib/coverage/filter';
import type { View } from './arranged';
import type { CoveragePageQuery } from './view';

/** How a table is laid out, as what a file says of itself: by what it is sorted and what is left out. */
export async function arrangementWords({ whole, shown }: View, { rows, columns, rowsBy, columnsBy, hide }: CoveragePageQuery): Promise<[string, string][]> {
  const t = await getTranslations('coverage');
  const field = await getTranslations('field');
  const nameOf = entryName(t, await getTranslations('code'), await getLocale());
  const sorted = (label: string, by: string | undefined, axis: Axis, entries: readonly AxisEntry[]): [string, string][] => {
    if (by === undefined) return [];
    const code = by.replace(/^-/, '');
    const entry = entries.find((each) => each.code === code);
    const name = code === TOTAL || !entry ? t('total') : nameOf(axis, entry);
    return [[label, t(by.startsWith('-') ? 'sortedDown' : 'sortedUp', { name })]];
  };
  return [
    ...sorted(field('rowsBy'), rowsBy, columns, whole.columns),
    ...sorted(field('columnsBy'), columnsBy, rows, whole.rows),
    ...(hide ? [[field('hide'), t('hidden', leftOut(whole, shown))] satisfies [string, string]] : []),
  ];
}
