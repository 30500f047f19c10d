import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { Axis, AxisEntry } from '@/lib/coverage/filter';
import type { Measure } from '@/lib/coverage/query';
import type { Cell, CoverageTable } from '@/lib/coverage/table';
import { percent } from './percent';

export type MatrixLinks = {
  /** Where a row's or column's name leads: a region to its own matrix. */
  entry(axis: Axis, entry: AxisEntry): string | null;
  /** What stands behind a cell: its accounts, or the bodies that have none. */
  cell(cell: Cell): string | null;
};

type Props = { table: CoverageTable; rowAxis: Axis; columnAxis: Axis; measure: Measure; caption: string; links: MatrixLinks };

/** 开设情况 as a table: every cell says its state by form and words, and is a door to what is behind it. */
export function Matrix({ table, rowAxis, columnAxis, measure, caption, links }: Props) {
  const t = useTranslations('coverage');
  const axis = useTranslations('code.axis');
  const byRow = new Map(table.rows.map((row) => [row.code, table.cells.filter((cell) => cell.row === row.code)]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must scroll by keyboard too
    <section className="relative max-h-[80dvh] overflow-auto border border-line print:max-h-none print:overflow-visible" aria-label={caption} tabIndex={0}>
      <table className="matrix">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('corner', { rows: axis(rowAxis), columns: axis(columnAxis) })}</th>
            <th scope="col">{t('total')}</th>
            {table.columns.map((column) => (
              <th key={column.code} scope="col">
                <EntryName axis={columnAxis} entry={column} href={links.entry(columnAxis, column)} vertical />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.code}>
              <th scope="row">
                <EntryName axis={rowAxis} entry={row} href={links.entry(rowAxis, row)} />
              </th>
              <SumCell cells={byRow.get(row.code) ?? []} />
              {(byRow.get(row.code) ?? []).map((cell) => (
                <td key={cell.column}>
                  <MatrixCell cell={cell} measure={measure} href={links.cell(cell)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            <SumCell cells={table.cells} />
            {table.columns.map((column) => (
              <SumCell key={column.code} cells={table.cells.filter((cell) => cell.column === column.code)} />
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function EntryName({ axis, entry, href, vertical }: { axis: Axis; entry: AxisEntry; href: string | null; vertical?: boolean }) {
  const name = useEntryName()(axis, entry);
  const text = vertical ? <span className="inline-block max-h-32 [writing-mode:vertical-rl] print:[writing-mode:vertical-rl]">{name}</span> : name;
  return href ? <Link href={href}>{text}</Link> : text;
}

/** What an entry of an axis is called in the language of the page. */
export function useEntryName(): (axis: Axis, entry: AxisEntry) => string {
  const t = useTranslations('coverage');
  const code = useTranslations('code');
  const locale = useLocale();
  return (axis, { code: value, name, nameEn, own }) => {
    if (axis === 'region' || axis === 'sector') {
      const called = locale === 'en' ? (nameEn ?? name) : name;
      if (!own) return called;
      return value === '000000' ? code('tier.central') : t('own', { region: called });
    }
    return code(`${axis}.${value}` as 'tier.central');
  };
}

function SumCell({ cells }: { cells: readonly Cell[] }) {
  const t = useTranslations('coverage');
  const accounts = cells.reduce((sum, cell) => sum + cell.accounts, 0);
  const rated = cells.filter(({ expected }) => expected !== null);
  const expected = rated.reduce((sum, cell) => sum + (cell.expected ?? 0), 0);
  const covered = rated.reduce((sum, cell) => sum + (cell.covered ?? 0), 0);
  return (
    <td className="bg-surface px-1.5 text-end">
      <span className="block font-semibold">{accounts}</span>
      {expected > 0 && (
        <span className="block text-xs whitespace-nowrap text-muted" title={percent(covered, expected) ?? undefined}>
          <span className="sr-only">{t('coveredOf')}</span>
          {covered}/{expected}
        </span>
      )}
    </td>
  );
}

function MatrixCell({ cell, measure, href }: { cell: Cell; measure: Measure; href: string | null }) {
  const t = useTranslations('coverage');
  const state = useTranslations('code.state');
  const { accounts, expected, covered } = cell;
  const words = t('cell', {
    state: state(cell.state),
    accounts,
    expected: expected ?? '—',
    covered: covered ?? '—',
    rate: expected !== null && covered !== null ? (percent(covered, expected) ?? '—') : '—',
  });
  const shown = (
    <>
      <span aria-hidden="true">{figure(cell, measure, t('gapMark'))}</span>
      <span className="sr-only">{words}</span>
    </>
  );
  const look = `cell cell-${cell.state}`;
  return href ? (
    <Link href={href} className={look} title={words} prefetch={false}>
      {shown}
    </Link>
  ) : (
    <span className={look} title={words}>
      {shown}
    </span>
  );
}

// What stands in the cell: by state unless the reader asked for one figure.
function figure(cell: Cell, measure: Measure, gapMark: string): string {
  if (measure === 'accounts') return accountsFigure(cell);
  if (measure === 'rate') return rateFigure(cell);
  const { state, accounts, expected, covered } = cell;
  const marks: Record<Cell['state'], string> = {
    covered: String(accounts),
    extra: String(accounts),
    partial: `${covered}/${expected}`,
    gap: gapMark,
    'not-applicable': '·',
    unknown: accounts > 0 ? `${accounts}?` : '?',
  };
  return marks[state];
}

function accountsFigure({ state, accounts }: Cell): string {
  if (accounts > 0) return String(accounts);
  return state === 'unknown' ? '?' : state === 'not-applicable' ? '·' : '0';
}

function rateFigure({ expected, covered }: Cell): string {
  return expected === null ? '?' : (percent(covered ?? 0, expected) ?? '·');
}
