import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { Axis, AxisEntry } from '@/lib/coverage/filter';
import type { Measure } from '@/lib/coverage/query';
import type { Cell, CoverageTable } from '@/lib/coverage/table';
import { matrixBody, sumOf } from './matrix-body';
import { percent } from './percent';
import { PlacedBody } from './placed-body';

export type MatrixLinks = {
  /** Where a row's or column's name leads: a region to its own matrix. */
  entry(axis: Axis, entry: AxisEntry): string | null;
  /** What stands behind a cell: its accounts, or the bodies that have none. */
  cell(cell: Cell): string | null;
};

const STATES: readonly Cell['state'][] = ['covered', 'partial', 'gap', 'extra', 'not-applicable', 'unknown'];

type Props = { table: CoverageTable; rowAxis: Axis; columnAxis: Axis; measure: Measure; caption: string; links: MatrixLinks; place: (html: string) => string };

/** 开设情况 as a table: every cell says its state by form and words, and is a door to what is behind it. */
export function Matrix({ table, rowAxis, columnAxis, measure, caption, links, place }: Props) {
  const t = useTranslations('coverage');
  const axis = useTranslations('code.axis');
  const state = useTranslations('code.state');
  const states = Object.fromEntries(STATES.map((each) => [each, state(each)])) as Record<Cell['state'], string>;
  const marks = { estimated: t('gapMark'), confirmed: t('gapMarkConfirmed') };
  const nameOf = useEntryName();
  const body = matrixBody(table, {
    name: (row) => ({ text: nameOf(rowAxis, row), href: links.entry(rowAxis, row) }),
    href: links.cell,
    figure: (cell) => figure(cell, measure, cell.estimated ? marks.estimated : marks.confirmed),
    words: wordsWith(t, ({ state: each, estimated }) => (each === 'gap' && !estimated ? state('gapConfirmed') : states[each])),
    coveredOf: t('coveredOf'),
  });

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
        <PlacedBody html={place(body)} />
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
  const { accounts, expected, covered } = sumOf(cells);
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

type Words = ReturnType<typeof useTranslations<'coverage'>>;
const PARTS = ['state', 'accounts', 'expected', 'covered', 'rate'] as const;

/** The words of a cell: the sentence is made out once, not a thousand times. */
function wordsWith(t: Words, stateOf: (cell: Cell) => string): (cell: Cell) => string {
  const [state, accounts, expected, covered, rate] = PARTS.map((part) => `\u0001${part}\u0001`) as [string, string, string, string, string];
  const sentence = t('cell', { state, accounts, expected, covered, rate }).split('\u0001');
  return (cell) => {
    const said: Record<string, string | number> = {
      state: stateOf(cell),
      accounts: cell.accounts,
      expected: cell.expected ?? '—',
      covered: cell.covered ?? '—',
      rate: cell.expected !== null && cell.covered !== null ? (percent(cell.covered, cell.expected) ?? '—') : '—',
    };
    const words = sentence.map((text, index) => (index % 2 ? said[text] : text)).join('');
    return cell.subordinateOnly ? `${words}；${t('below', { count: cell.subordinateOnly })}` : words;
  };
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
