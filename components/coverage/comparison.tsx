import { useTranslations } from 'next-intl';
import { Scroll } from '@/components/ui/scroll';
import type { Compared, Comparison, Difference } from '@/lib/coverage/compare';
import type { Axis, AxisEntry } from '@/lib/coverage/filter';
import { useEntryName } from './matrix';
import { percent, signed } from './percent';

type Props = { table: Comparison; rowAxis: Axis; columnAxis: Axis; measure: Compared; caption: string };

/** Two matrices in one: each cell with its first figure, its second, and the difference. */
export function ComparisonMatrix({ table, rowAxis, columnAxis, measure, caption }: Props) {
  const t = useTranslations('coverage');
  const axis = useTranslations('code.axis');
  const nameOf = useEntryName();
  const cells = new Map(table.cells.map((cell) => [`${cell.row}|${cell.column}`, cell[measure]]));
  const cellOf = (row: AxisEntry, column: AxisEntry) => cells.get(`${row.code}|${column.code}`) ?? NOTHING;
  // Bodies that two columns share, and rates, do not add up along a row: only accounts have sums.
  const sums = measure === 'accounts';
  return (
    <Scroll label={caption}>
      <table className="list-table whitespace-nowrap">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('corner', { rows: axis(rowAxis), columns: axis(columnAxis) })}</th>
            {sums && <th scope="col">{t('total')}</th>}
            {table.columns.map((column) => (
              <th key={column.code} scope="col">
                {nameOf(columnAxis, column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.code}>
              <th scope="row">{nameOf(rowAxis, row)}</th>
              {sums && <BothCell told={table.rowTotals.get(row.code) ?? NOTHING} measure={measure} />}
              {table.columns.map((column) => (
                <BothCell key={column.code} told={cellOf(row, column)} measure={measure} />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            {sums ? (
              <>
                <BothCell told={table.totals[measure]} measure={measure} />
                {table.columns.map((column) => (
                  <BothCell key={column.code} told={table.columnTotals.get(column.code) ?? NOTHING} measure={measure} />
                ))}
              </>
            ) : (
              <td colSpan={table.columns.length}>
                <Both told={table.totals[measure]} measure={measure} />
              </td>
            )}
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

const NOTHING: Difference = { first: null, second: null, difference: null };

function BothCell(props: { told: Difference; measure: Compared }) {
  return (
    <td>
      <Both {...props} />
    </td>
  );
}

function Both({ told: { first, second, difference }, measure }: { told: Difference; measure: Compared }) {
  const t = useTranslations('compare');
  if (first === 0 && second === 0) return <span className="text-muted">0</span>;
  const plain = (figure: number) => (measure === 'rate' ? (percent(figure, 1) ?? '—') : figure.toLocaleString('en'));
  const show = (figure: number | null) => (figure === null ? '—' : plain(figure));
  const apart = measure === 'rate' ? signed(difference, (size) => t('points', { size: (size * 100).toFixed(1) })) : signed(difference);
  return (
    <>
      <span className="block text-sm text-muted">
        {show(first)} → {show(second)}
      </span>
      <span className="block font-semibold">{apart}</span>
    </>
  );
}
