import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Silhouette } from '@/components/chart/silhouette';
import { TILE_COLUMNS, TILE_ROWS } from '@/components/chart/tiles';
import { Scroll } from '@/components/ui/scroll';
import type { Distribution } from '@/lib/coverage/distribution';
import type { RegionOrder } from '@/lib/coverage/query';
import { BANDS, type Scheme } from '@/lib/coverage/scheme';
import { TILES } from '@/lib/coverage/tiles';
import type { Platform } from '@/lib/taxonomy/codes';
import { fillOf } from './distribution';
import { percent } from './percent';

/** A region's distribution as it stands in the small multiples. `middle`: the share of the bands between the first and the last; null of fewer than three. */
export type RegionShape = { code: string; name: string; shortName: string; pinyin: string; href: string; middle: number | null; shown: Distribution };

type Props = {
  platform: Platform;
  scheme: Scheme;
  heading: string;
  regions: readonly RegionShape[];
  order: RegionOrder;
  hrefOf: (order: RegionOrder) => string;
  tiles: boolean;
};

/** One distribution per region: as tiles where the nation is looked at, and as a table that can be sorted. */
export function RegionShapes({ platform, scheme, heading, regions, order, hrefOf, tiles }: Props) {
  const id = `regions-${platform}`;
  return (
    <section aria-labelledby={id} className="mt-6">
      <h2 id={id} className="mb-2">
        {heading}
      </h2>
      {tiles && <TileGrid platform={platform} regions={regions} />}
      <ShapeTable platform={platform} scheme={scheme} regions={regions} order={order} hrefOf={hrefOf} caption={heading} />
    </section>
  );
}

function TileGrid({ platform, regions }: { platform: Platform; regions: readonly RegionShape[] }) {
  const t = useTranslations('distribution');
  const shape = useTranslations('code.shape');
  return (
    <ul className="mb-4 grid max-w-[44rem] grid-cols-8 gap-1">
      {regions.flatMap(({ code, name, shortName, href, shown }) => {
        const place = TILES[code];
        if (!place) return [];
        const said = t('tile', { shape: shape(shown.shape), total: shown.total });
        return (
          <li key={code} className={`${TILE_COLUMNS[place[0]]} ${TILE_ROWS[place[1]]}`}>
            <Link
              href={href}
              title={`${name}：${said}`}
              className="block border border-line p-0.5 text-center text-[0.6875rem] leading-tight text-ink no-underline sm:text-xs"
            >
              <Silhouette shares={shown.bands.map(({ share }) => share)} fill={fillOf(platform)} />
              <span className="block whitespace-nowrap">{shortName}</span>
              <span className="sr-only">{said}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function ShapeTable({ platform, scheme, regions, order, hrefOf, caption }: Omit<Props, 'heading' | 'tiles'> & { caption: string }) {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  const bands = BANDS[scheme].filter((band) => regions.some(({ shown }) => shown.bands.some((each) => each.code === band)));
  const sorted = { order, hrefOf };
  return (
    <Scroll label={caption}>
      <table className="list-table" id={`table-${platform}`}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <Sortable {...sorted} by="name" label={t('region')} />
            <Sortable {...sorted} by="accounts" label={t('accounts')} />
            {bands.map((band) => (
              <th key={band} scope="col">
                {code(`band.${band}` as 'band.central')}
              </th>
            ))}
            <Sortable {...sorted} by="middle" label={t('middle')} />
            <Sortable {...sorted} by="shape" label={t('shape')} />
          </tr>
        </thead>
        <tbody>
          {regions.map(({ code: region, name, href, middle, shown }) => (
            <tr key={region}>
              <th scope="row" className="whitespace-nowrap">
                <Link href={href}>{name}</Link>
              </th>
              <td>{shown.total.toLocaleString('en')}</td>
              {bands.map((band) => (
                <td key={band}>{shown.bands.find((each) => each.code === band)?.accounts.toLocaleString('en') ?? '—'}</td>
              ))}
              <td>{middle === null ? '—' : (percent(middle, 1) ?? '—')}</td>
              <td className="whitespace-nowrap">{code(`shape.${shown.shape}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

// Names sort upwards, figures downwards: that is what one looks for.
const DIRECTION: Record<RegionOrder, 'ascending' | 'descending'> = {
  code: 'ascending',
  name: 'ascending',
  accounts: 'descending',
  middle: 'descending',
  shape: 'ascending',
};

function Sortable({ by, label, order, hrefOf }: { by: RegionOrder; label: string; order: RegionOrder; hrefOf: (order: RegionOrder) => string }) {
  const t = useTranslations('distribution');
  return (
    <th scope="col" aria-sort={order === by ? DIRECTION[by] : undefined}>
      <Link href={hrefOf(by)} title={t('sortBy', { column: label })} scroll={false}>
        {label}
        {order === by && <span aria-hidden="true">{DIRECTION[by] === 'ascending' ? ' ↑' : ' ↓'}</span>}
      </Link>
    </th>
  );
}
