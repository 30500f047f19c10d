import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ListTable } from '@/components/ui/list-table';
import type { Basis, Distribution } from '@/lib/coverage/distribution';
import { BANDS, type Scheme } from '@/lib/coverage/scheme';
import { useFigure } from './figures';
import { percent } from './percent';

type Year = { day: string; shown: Distribution; institutions: number; officials: number };
type Figure = { id: number; asOf: string; site: string; scope: string; countedBy: string; comparator: '=' | '≈' | '>' | '<' | '余'; value: number };
type Props = { caption: string; scheme: Scheme; basis: Basis; years: readonly Year[]; figures: readonly Figure[]; hrefOf: (day: string) => string };

/** Each year's end as the register counts it, and beside it what others published of that year, each with its site and who counted. */
export function YearsTable({ caption, scheme, basis, years, figures, hrefOf }: Props) {
  const t = useTranslations('years');
  const code = useTranslations('code');
  const bands = BANDS[scheme].filter((band) => years.some(({ shown }) => shown.bands.some((each) => each.code === band)));
  return (
    <ListTable
      caption={caption}
      heads={[
        t('day'),
        t('total'),
        t('institutions'),
        t('officials'),
        ...bands.map((band) => code(`band.${band}` as 'band.central')),
        t('shape'),
        t('published'),
      ]}
    >
      {years.map(({ day, shown, institutions, officials }) => (
        <tr key={day}>
          <th scope="row" className="whitespace-nowrap">
            <Link href={hrefOf(day)}>{day}</Link>
          </th>
          <td>{shown.total.toLocaleString('en')}</td>
          <td>{institutions.toLocaleString('en')}</td>
          <td>{officials.toLocaleString('en')}</td>
          {bands.map((band) => (
            <td key={band} className="whitespace-nowrap">
              {bandFigure(
                shown.bands.find((each) => each.code === band),
                basis,
              )}
            </td>
          ))}
          <td className="whitespace-nowrap">{code(`shape.${shown.shape}`)}</td>
          <td className="min-w-72 text-start text-sm">
            <Published figures={figures.filter(({ asOf }) => asOf.startsWith(day.slice(0, 4))).sort((a, b) => a.asOf.localeCompare(b.asOf))} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

function bandFigure(band: Distribution['bands'][number] | undefined, basis: Basis): string {
  if (!band) return '—';
  if (basis === 'rate') return band.rate === null ? '—' : `${percent(band.rate, 1)} ${band.covered}/${band.expected}`;
  return band.share === null ? '—' : `${band.accounts.toLocaleString('en')} · ${percent(band.share, 1)}`;
}

function Published({ figures }: { figures: readonly Figure[] }) {
  const t = useTranslations('years');
  const figureOf = useFigure();
  if (!figures.length) return '—';
  return (
    <ul>
      {figures.map(({ id, asOf, site, scope, countedBy, ...figure }) => (
        <li key={id}>
          <strong className="whitespace-nowrap">{figureOf(figure)}</strong> {t('figure', { asOf, site, scope, countedBy })}
        </li>
      ))}
    </ul>
  );
}
