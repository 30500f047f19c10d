import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/page';
import { Scroll } from '@/components/ui/scroll';
import { type Changed, differenceOf, differs } from '@/lib/coverage/difference';
import type { Axis, AxisEntry } from '@/lib/coverage/filter';
import type { Cell, CoverageTable } from '@/lib/coverage/table';

type Measure = 'accounts' | 'covered';
type Props = { before: CoverageTable; after: CoverageTable; rowAxis: Axis; columnAxis: Axis; measure: Measure; whole: boolean };

/** Two matrices in one: each cell as it is, as it would be, and the difference; rows and columns without any are left out unless asked for. */
export function DifferenceTable({ before, after, rowAxis, columnAxis, measure, whole }: Props) {
  const t = useTranslations('closing');
  const coverage = useTranslations('coverage');
  const axis = useTranslations('code.axis');
  const nameOf = useName();
  const cells = new Map(differenceOf(before, after).map((each) => [`${each.row}|${each.column}`, each]));
  const changed = [...cells.values()].filter(differs);
  const [rows, columns] = [new Set(changed.map(({ row }) => row)), new Set(changed.map(({ column }) => column))];
  const shown = { rows: before.rows.filter(({ code }) => whole || rows.has(code)), columns: before.columns.filter(({ code }) => whole || columns.has(code)) };
  if (shown.rows.length === 0) return <Notice tone="plain" title={t('nothing')} />;
  const caption = t('caption', { measure: t(`measures.${measure}`) });
  return (
    <>
      <Scroll label={caption}>
        <table className="list-table">
          <caption className="text-start">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{coverage('corner', { rows: axis(rowAxis), columns: axis(columnAxis) })}</th>
              {shown.columns.map((column) => (
                <th key={column.code} scope="col">
                  {nameOf(columnAxis, column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.rows.map((row) => (
              <tr key={row.code}>
                <th scope="row" className="font-normal whitespace-nowrap">
                  {nameOf(rowAxis, row)}
                </th>
                {shown.columns.map((column) => (
                  <Difference key={column.code} changed={cells.get(`${row.code}|${column.code}`)} measure={measure} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {!whole && (
        <p className="mt-2 text-sm text-muted">
          {t('unchanged', { rows: before.rows.length - shown.rows.length, columns: before.columns.length - shown.columns.length })}
        </p>
      )}
    </>
  );
}

function Difference({ changed, measure }: { changed: Changed | undefined; measure: Measure }) {
  const t = useTranslations('closing');
  if (!changed) return <td />;
  const of = (cell: Cell) => (measure === 'accounts' ? cell.accounts : cell.covered);
  const [was, is] = [of(changed.before), of(changed.after)];
  const expected = measure === 'covered' && changed.before.expected !== null ? ` / ${changed.before.expected}` : '';
  if (was === null || is === null) return <td className="text-end">—</td>;
  if (was === is) return <td className="text-end tabular-nums text-muted">{`${was}${expected}`}</td>;
  return <td className="text-end tabular-nums whitespace-nowrap">{t('difference', { was, is: `${is}${expected}`, difference: was - is })}</td>;
}

function useName() {
  const coverage = useTranslations('coverage');
  const code = useTranslations('code');
  const english = useLocale() === 'en';
  return (on: Axis, { code: value, name, nameEn, own }: AxisEntry): string => {
    if (on !== 'region' && on !== 'sector') return code(`${on}.${value}` as 'tier.central');
    const said = (english && nameEn) || name;
    return own ? coverage('own', { region: said }) : said;
  };
}
