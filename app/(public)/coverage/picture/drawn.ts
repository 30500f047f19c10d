import { getLocale, getTranslations } from 'next-intl/server';
import { type Form, gridPicture, type PictureCell } from '@/components/chart/grid-picture';
import { entryName } from '@/components/coverage/entry-name';
import { figureText, lookOf } from '@/components/coverage/figure';
import { legendEntries } from '@/components/coverage/legend-words';
import { grouped } from '@/lib/coverage/arrangement';
import { type Figures, together } from '@/lib/coverage/measure';
import type { Cell } from '@/lib/coverage/table';
import type { View } from '../arranged';
import type { CoveragePageQuery } from '../view';

type Said = { title: string; foot: readonly string[] };

/** What the page shows as a picture: the same rows, columns and figures, with their sums. */
export async function drawn({ shown, heat }: View, { rows, columns, measure }: CoveragePageQuery, { title, foot }: Said): Promise<string> {
  const t = await getTranslations('coverage');
  const code = await getTranslations('code');
  const nameOf = entryName(t, code, await getLocale());
  const marks = { estimated: t('gapMark'), confirmed: t('gapMarkConfirmed') };
  const cellOf = (figures: Figures): PictureCell => ({ text: figureText(figures, measure, marks), form: formOf(lookOf(figures, heat)) });
  const sumOf = (cells: readonly Cell[]): PictureCell => {
    const figures = together(cells);
    return { text: figureText(figures, measure === 'state' ? 'accounts' : measure, marks), form: 'blank' };
  };
  const [byRow, byColumn] = [grouped(shown.cells, 'row'), grouped(shown.cells, 'column')];
  return gridPicture({
    title,
    lines: [code(`measure.${measure}`)],
    columns: [t('total'), ...shown.columns.map((column) => nameOf(columns, column))],
    rows: [
      ...shown.rows.map((row) => {
        const cells = byRow.get(row.code) ?? [];
        return { name: nameOf(rows, row), cells: [sumOf(cells), ...cells.map(cellOf)] };
      }),
      { name: t('total'), cells: [sumOf(shown.cells), ...shown.columns.map((column) => sumOf(byColumn.get(column.code) ?? []))] },
    ],
    legend: legendEntries(heat, t, code).map(({ look, mark, words }) => ({ cell: { text: mark, form: formOf(look) }, words })),
    foot,
  });
}

const FORMS: Record<string, Form> = {
  'cell-covered': 'full',
  'cell-partial': 'half',
  'cell-gap': 'hollow',
  'cell-extra': 'dotted',
  'cell-not-applicable': 'blank',
  'cell-unknown': 'hatched',
};

/** The form in a picture of what has this class on the page. */
function formOf(look: string): Form {
  return FORMS[look] ?? Number(look.replace('heat-', ''));
}
