import { useTranslations } from 'next-intl';
import { Scroll } from '@/components/ui/scroll';
import { PUBLISHED_SHAPES, type Series } from '@/lib/coverage/published';
import type { Platform } from '@/lib/taxonomy/codes';

type Figure = {
  id: number;
  asOf: string;
  site: string;
  scope: string;
  countedBy: string;
  source: string;
  comparator: '=' | '≈' | '>' | '<' | '余';
  value: number;
};

type Said = (figure: Pick<Figure, 'comparator' | 'value'>) => string;

/** A published number as exactly as its source is. */
export function useFigure(): Said {
  return figureWords(useTranslations('published'));
}

/** The same for files, which are made outside a page. */
export function figureWords(t: ReturnType<typeof useTranslations<'published'>>): Said {
  return ({ comparator, value }) => t(`comparator.${COMPARATOR[comparator]}`, { value: value.toLocaleString('en') });
}

const COMPARATOR = { '=': 'exactly', '≈': 'about', '>': 'over', '<': 'under', 余: 'odd' } as const;

/** Published figures of one site, series by series: each keeps to itself, nothing is added. */
export function SeriesTable({ caption, series }: { caption: string; series: readonly Series<Figure>[] }) {
  const t = useTranslations('published');
  const figureOf = useFigure();
  return (
    <Scroll label={caption}>
      <table className="list-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {(['scope', 'countedBy', 'asOf', 'value', 'source'] as const).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        {series.map(({ scope, countedBy, figures }) => (
          <tbody key={figures[0]?.id} className="border-t-2 border-line">
            {figures.map(({ id, asOf, source, ...figure }) => (
              <tr key={id}>
                <th scope="row">{scope}</th>
                <td className="text-start">{countedBy}</td>
                <td className="whitespace-nowrap">{asOf}</td>
                <td className="whitespace-nowrap">{figureOf(figure)}</td>
                <td className="min-w-64 text-start text-sm break-words text-muted">{source}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Scroll>
  );
}

/** What documents said of the shape, each on its day. */
export function PublishedShapes({ platforms }: { platforms: readonly Platform[] }) {
  const t = useTranslations('published');
  const code = useTranslations('code');
  const shown = PUBLISHED_SHAPES.filter(({ platform }) => platforms.includes(platform));
  if (!shown.length) return null;
  return (
    <section aria-labelledby="published-shapes" className="mt-6">
      <h2 id="published-shapes">{t('shapes')}</h2>
      <p className="max-w-prose text-muted">{t('shapesLead')}</p>
      <ul className="mt-1 list-disc ps-5">
        {shown.map(({ key, platform, asOf, scheme, shape, source }) => (
          <li key={key}>
            {t('claim', {
              platform: code(`platform.${platform}`),
              asOf,
              scheme: code(`scheme.${scheme}`),
              says: t(`says.${key}`),
              shape: shape === null ? t('noVerdict') : code(`shape.${shape}`),
            })}{' '}
            <span className="text-sm text-muted">{t('by', { source })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
