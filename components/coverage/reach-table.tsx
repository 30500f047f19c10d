import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Scroll } from '@/components/ui/scroll';
import type { Ranked } from '@/lib/coverage/ranks';
import type { Arranged, ReachMeasure, ReachRow, Vintage } from '@/lib/coverage/reach';
import { figureText } from './reach-figures';

/** A column that is shown: a measure, and for the coefficient over which population. */
export type ReachColumn = { measure: ReachMeasure; vintage: Vintage | null; label: string; sorted: 'ascending' | 'descending' | undefined; href: string };

type Props = {
  caption: string;
  rankedBy: string;
  head: { label: string; sorted: 'ascending' | 'descending' | undefined; href: string };
  columns: readonly ReachColumn[];
  shown: Arranged;
  total: ReachRow;
  nameOf: (row: ReachRow) => string;
  hrefOf: (row: ReachRow) => string | null;
};

/** Followers by group: ranked rows, then those without a figure to rank by, then what stands apart, then the total. */
export function ReachTable({ caption, rankedBy, head, columns, shown, total, nameOf, hrefOf }: Props) {
  const t = useTranslations('reach');
  const most = Math.max(0, ...shown.ranked.map(({ value }) => value));
  const row = (item: ReachRow, ranked?: Ranked<ReachRow>) => (
    <Row
      key={item.code}
      row={item}
      columns={columns}
      name={nameOf(item)}
      href={hrefOf(item)}
      {...(ranked ? { rank: ranked.rank, length: most > 0 ? ranked.value / most : 0 } : {})}
    />
  );
  const wide = columns.length + 2;
  return (
    <Scroll label={caption}>
      <table className="list-table tabular-nums print:text-[5pt] print:leading-[1.1] print:[&_:is(td,th)]:px-1 print:[&_:is(td,th)]:py-0">
        <caption className="mb-2 text-start font-semibold print:mb-0">
          {caption}
          <span className="block font-normal text-muted">{rankedBy}</span>
        </caption>
        <thead>
          <tr className="[&>th]:min-w-14 [&>th]:whitespace-normal [&>th]:align-bottom">
            <th scope="col">{t('rank')}</th>
            <Sortable {...head} />
            {columns.map((column) => (
              <Sortable key={`${column.measure}${column.vintage?.vintage}`} {...column} />
            ))}
          </tr>
        </thead>
        <tbody>{shown.ranked.map((each) => row(each.item, each))}</tbody>
        {shown.unranked.length > 0 && (
          <tbody>
            <GroupHead wide={wide} text={t('unranked')} />
            {shown.unranked.map((item) => row(item))}
          </tbody>
        )}
        {shown.apart.length > 0 && (
          <tbody>
            <GroupHead wide={wide} text={t('apart')} />
            {shown.apart.map((item) => row(item))}
          </tbody>
        )}
        <tfoot className="font-semibold">{row(total)}</tfoot>
      </table>
    </Scroll>
  );
}

function GroupHead({ wide, text }: { wide: number; text: string }) {
  return (
    <tr>
      <th scope="rowgroup" colSpan={wide} className="bg-surface font-normal text-muted">
        {text}
      </th>
    </tr>
  );
}

type RowProps = { row: ReachRow; columns: readonly ReachColumn[]; name: string; href: string | null; rank?: number; length?: number };

function Row({ row, columns, name, href, rank, length }: RowProps) {
  return (
    <tr>
      <td>{rank ?? '—'}</td>
      <th scope="row" className="whitespace-nowrap">
        {href ? <Link href={href}>{name}</Link> : name}
        {length !== undefined && <Bar length={length} />}
      </th>
      {columns.map((column) => (
        <td key={`${column.measure}${column.vintage?.vintage}`} className="whitespace-nowrap">
          {column.measure === 'coefficient' ? (
            <CoefficientOf row={row} vintage={column.vintage?.vintage ?? null} />
          ) : (
            <Figure row={row} measure={column.measure} />
          )}
        </td>
      ))}
    </tr>
  );
}

function Figure({ row, measure }: { row: ReachRow; measure: Exclude<ReachMeasure, 'coefficient'> }) {
  const t = useTranslations('reach');
  if (measure === 'known') return t('knownOf', { known: row.all.known, accounts: row.all.accounts });
  if (measure === 'mean') return figureText(row.mean, measure);
  if (measure === 'followers' || measure === 'median' || measure === 'accounts') return figureText(row.all[measure], measure);
  return figureText(row.platforms[measure]?.followers ?? null, measure);
}

function CoefficientOf({ row, vintage }: { row: ReachRow; vintage: string | null }) {
  const t = useTranslations('reach');
  const its = row.coefficients.find((each) => each.vintage === vintage);
  if (!its) return '—';
  return (
    <>
      {figureText(its.value, 'coefficient')}
      <span className="block text-xs text-muted print:ms-1 print:inline print:text-[5pt]">{t('people', { people: its.people, year: String(its.year) })}</span>
    </>
  );
}

// The figure stands in its column: the bar repeats it for the eye.
function Bar({ length }: { length: number }) {
  return (
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" className="mt-1 block h-1 w-24 print:hidden">
      <rect width={100} height={4} className="fill-line" />
      <rect width={length > 0 ? Math.max(1, length * 100) : 0} height={4} className="fill-accent" />
    </svg>
  );
}

function Sortable({ label, sorted, href }: { label: string; sorted: 'ascending' | 'descending' | undefined; href: string }) {
  const list = useTranslations('list');
  return (
    <th scope="col" aria-sort={sorted}>
      <Link href={href} title={list('sortBy', { column: label })} scroll={false}>
        {label}
        {sorted && <span aria-hidden="true">{sorted === 'ascending' ? ' ↑' : ' ↓'}</span>}
      </Link>
    </th>
  );
}
