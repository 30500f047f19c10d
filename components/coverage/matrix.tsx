import { useLocale, useTranslations } from 'next-intl';
import { grouped, TOTAL } from '@/lib/coverage/arrangement';
import type { Axis, AxisEntry } from '@/lib/coverage/filter';
import type { Heat } from '@/lib/coverage/heat';
import type { Cell, CoverageTable } from '@/lib/coverage/table';
import { entryName } from './entry-name';
import { figureText, lookOf } from './figure';
import { matrixBody, sumOf, type WrittenRow, type WrittenRows } from './matrix-body';
import { type Head, matrixHead } from './matrix-head';
import { numberText } from './number-text';
import { percent } from './percent';

export type MatrixLinks = {
  /** Where a row's or column's name leads: a region to its own matrix. */
  entry(axis: Axis, entry: AxisEntry): string | null;
  /** What stands behind a cell: its accounts, or the bodies that have none. */
  cell(cell: Cell): string | null;
  /** The same table with its rows sorted by a column, or its columns by a row. */
  sort(what: 'rowsBy' | 'columnsBy', code: string): string;
};

/** By what a table is sorted; see `ARRANGEMENT`. */
type Sorted = { rowsBy?: string; columnsBy?: string };

/** By what scripts find the table. */
export const MATRIX_ID = 'matrix';

const STATES: readonly Cell['state'][] = ['covered', 'partial', 'gap', 'extra', 'not-applicable', 'unknown'];

type Props = {
  table: CoverageTable;
  rowAxis: Axis;
  columnAxis: Axis;
  heat: Heat;
  sorted: Sorted;
  caption: string;
  links: MatrixLinks;
  /** Rows that were written for the same address and language. */
  written: WrittenRows;
  /** Puts a row into the page. */
  place: (row: WrittenRow) => string;
};

/** 开设情况 as a table: every cell says its state by form and words, and is a door to what is behind it. */
export function Matrix({ table, rowAxis, columnAxis, heat, sorted, caption, links, written, place }: Props) {
  const t = useTranslations('coverage');
  const axis = useTranslations('code.axis');
  const state = useTranslations('code.state');
  const states = Object.fromEntries(STATES.map((each) => [each, state(each)])) as Record<Cell['state'], string>;
  const marks = { estimated: t('gapMark'), confirmed: t('gapMarkConfirmed') };
  const nameOf = useEntryName();
  const headOf = useHeads(sorted, links);
  const ofColumns = grouped(table.cells, 'column');
  const head = matrixHead(t('corner', { rows: axis(rowAxis), columns: axis(columnAxis) }), [
    headOf('rowsBy', TOTAL, t('total'), null),
    ...table.columns.map((column) => headOf('rowsBy', column.code, nameOf(columnAxis, column), links.entry(columnAxis, column))),
  ]);
  const body = matrixBody(
    table,
    {
      head: (row) => headOf('columnsBy', row.code, nameOf(rowAxis, row), links.entry(rowAxis, row)),
      href: links.cell,
      figure: (cell) => figureText(cell, heat.measure, marks),
      look: (cell) => lookOf(cell, heat),
      words: wordsWith(t, ({ state: each, estimated }) => (each === 'gap' && !estimated ? state('gapConfirmed') : states[each])),
      coveredOf: t('coveredOf'),
    },
    written,
    place,
  );

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must scroll by keyboard too
    <section className="relative max-h-[80dvh] overflow-auto border border-line print:max-h-none print:overflow-visible" aria-label={caption} tabIndex={0}>
      <table className="matrix" id={MATRIX_ID}>
        <caption className="sr-only">{caption}</caption>
        {/* biome-ignore-start lint/security/noDangerouslySetInnerHtml: a thousand cells as elements cost more than all the rest of the page; every text in them is escaped */}
        <thead dangerouslySetInnerHTML={{ __html: head }} />
        <tbody dangerouslySetInnerHTML={{ __html: body }} />
        {/* biome-ignore-end lint/security/noDangerouslySetInnerHtml: see above */}
        <tfoot>
          <tr>
            <TotalHead {...headOf('columnsBy', TOTAL, t('total'), null)} />
            <SumCell cells={table.cells} />
            {table.columns.map((column) => (
              <SumCell key={column.code} cells={ofColumns.get(column.code) ?? []} />
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function TotalHead({ text, sort }: Head) {
  return (
    <th scope="row" aria-label={text} aria-sort={sort.now ?? undefined}>
      {text}
      <a className="sort" href={sort.href} title={sort.label}>
        <span className="sr-only">{sort.label}</span>
      </a>
    </th>
  );
}

// The sentences are made out once, not for each head.
function useHeads(sorted: Sorted, links: MatrixLinks) {
  const t = useTranslations('coverage');
  const sentences = { rowsBy: t('sortRows', { name: '\u0001' }).split('\u0001'), columnsBy: t('sortColumns', { name: '\u0001' }).split('\u0001') };
  return (what: 'rowsBy' | 'columnsBy', code: string, text: string, href: string | null): Head => {
    const by = sorted[what];
    const now = by === code ? 'ascending' : by === `-${code}` ? 'descending' : null;
    // The greatest first is what one looks for.
    return { text, href, sort: { href: links.sort(what, now === 'descending' ? code : `-${code}`), label: sentences[what].join(text), now } };
  };
}

/** What an entry of an axis is called in the language of the page. */
export function useEntryName(): (axis: Axis, entry: AxisEntry) => string {
  return entryName(useTranslations('coverage'), useTranslations('code'), useLocale());
}

function SumCell({ cells }: { cells: readonly Cell[] }) {
  const t = useTranslations('coverage');
  const { accounts, expected, covered } = sumOf(cells);
  return (
    <td className="bg-surface px-1.5 text-end">
      <span className="block font-semibold">{numberText(accounts)}</span>
      {expected > 0 && (
        <span className="block text-xs whitespace-nowrap text-muted" title={percent(covered, expected) ?? undefined}>
          <span className="sr-only">{t('coveredOf')}</span>
          {numberText(covered)}/{numberText(expected)}
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
    const said: Record<string, string> = {
      state: stateOf(cell),
      accounts: numberText(cell.accounts),
      expected: numberText(cell.expected),
      covered: numberText(cell.covered),
      rate: cell.expected !== null && cell.covered !== null ? (percent(cell.covered, cell.expected) ?? '—') : '—',
    };
    const words = sentence.map((text, index) => (index % 2 ? said[text] : text)).join('');
    return cell.subordinateOnly ? `${words}；${t('below', { count: cell.subordinateOnly })}` : words;
  };
}
