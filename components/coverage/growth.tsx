import { useTranslations } from 'next-intl';
import { Scroll } from '@/components/ui/scroll';
import { difference, growth } from '@/lib/coverage/compare';
import type { Axis, AxisEntry } from '@/lib/coverage/filter';
import { useEntryName } from './matrix';
import { signed, signedPercent } from './percent';

type Props = {
  by: Axis;
  caption: string;
  days: readonly string[];
  rows: readonly { entry: AxisEntry; counts: readonly (number | null)[] }[];
  totals: readonly number[];
};

const number = (count: number | null | undefined) => count?.toLocaleString('en') ?? '—';

/** Growth between two days: the numbers that the rate is of stand beside it. */
export function GrowthSpan({ by, caption, days, rows, totals }: Props) {
  const t = useTranslations('growth');
  const coverage = useTranslations('coverage');
  const axis = useTranslations('code.axis');
  const nameOf = useEntryName();
  return (
    <Scroll label={caption}>
      <table className="list-table whitespace-nowrap">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{axis(by)}</th>
            <th scope="col">{t('on', { day: days[0] ?? '' })}</th>
            <th scope="col">{t('on', { day: days.at(-1) ?? '' })}</th>
            <th scope="col">{t('net')}</th>
            <th scope="col">{t('rate')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ entry, counts }) => (
            <tr key={entry.code}>
              <th scope="row">{nameOf(by, entry)}</th>
              <SpanCells first={counts[0]} second={counts.at(-1)} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{coverage('total')}</th>
            <SpanCells first={totals[0]} second={totals.at(-1)} />
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

function SpanCells({ first, second }: { first: number | null | undefined; second: number | null | undefined }) {
  const { difference: net, rate } = growth(difference(first, second));
  return (
    <>
      <td>{number(first)}</td>
      <td>{number(second)}</td>
      <td>{signed(net)}</td>
      <td>{signedPercent(rate)}</td>
    </>
  );
}

/** Growth from year to year: at each end the number, what came to it since the end before, and that as a rate of the number before. */
export function GrowthYears({ by, caption, days, rows, totals }: Props) {
  const coverage = useTranslations('coverage');
  const axis = useTranslations('code.axis');
  const nameOf = useEntryName();
  return (
    <Scroll label={caption}>
      <table className="list-table whitespace-nowrap">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{axis(by)}</th>
            {days.map((day) => (
              <th key={day} scope="col">
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ entry, counts }) => (
            <tr key={entry.code}>
              <th scope="row">{nameOf(by, entry)}</th>
              <YearCells days={days} counts={counts} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{coverage('total')}</th>
            <YearCells days={days} counts={totals} />
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

function YearCells({ days, counts }: { days: readonly string[]; counts: readonly (number | null)[] }) {
  return days.map((day, index) => {
    const { difference: net, rate } = growth(difference(counts[index - 1], counts[index]));
    return (
      <td key={day}>
        <span className="block">{number(counts[index])}</span>
        {index > 0 && (
          <span className="block text-sm text-muted">
            {signed(net)}，{signedPercent(rate)}
          </span>
        )}
      </td>
    );
  });
}
