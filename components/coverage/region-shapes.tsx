import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Silhouette } from '@/components/chart/silhouette';
import { TILE_COLUMNS, TILE_ROWS } from '@/components/chart/tiles';
import { Scroll } from '@/components/ui/scroll';
import type { Distribution } from '@/lib/coverage/distribution';
import type { APART, RegionOrder } from '@/lib/coverage/query';
import { BANDS, type Scheme } from '@/lib/coverage/scheme';
import { TILES } from '@/lib/coverage/tiles';
import type { Platform } from '@/lib/taxonomy/codes';
import { fillOf } from './distribution';
import { percent } from './percent';

/** The distribution of a region or sector as it stands in the small multiples; `middle` and `gravity` as in lib/coverage/gravity. */
export type ApartShape = {
  code: string;
  name: string;
  shortName: string;
  pinyin: string;
  href: string;
  middle: number | null;
  gravity: number | null;
  shown: Distribution;
};

type Props = {
  platform: Platform;
  scheme: Scheme;
  apart: (typeof APART)[number];
  heading: string;
  shapes: readonly ApartShape[];
  order: RegionOrder;
  hrefOf: (order: RegionOrder) => string;
  tiles: boolean;
};

/** One distribution per region or sector: as small multiples, regions of the nation where they lie, and as a table that can be sorted. */
export function ApartShapes({ heading, tiles, ...props }: Props) {
  const { platform, shapes, apart } = props;
  const id = `regions-${platform}`;
  return (
    <section aria-labelledby={id} className="mt-6">
      <h2 id={id} className="mb-2">
        {heading}
      </h2>
      {tiles && <TileGrid platform={platform} shapes={shapes} />}
      {apart === 'sector' && <Multiples platform={platform} shapes={shapes} />}
      <ShapeTable {...props} caption={heading} />
    </section>
  );
}

function TileGrid({ platform, shapes }: Pick<Props, 'platform' | 'shapes'>) {
  return (
    <ul className="not-on-paper mb-4 grid max-w-[44rem] grid-cols-8 gap-1">
      {shapes.flatMap((shape) => {
        const place = TILES[shape.code];
        if (!place) return [];
        return (
          <li key={shape.code} className={`${TILE_COLUMNS[place[0]]} ${TILE_ROWS[place[1]]}`}>
            <Tile platform={platform} shape={shape} />
          </li>
        );
      })}
    </ul>
  );
}

function Multiples({ platform, shapes }: Pick<Props, 'platform' | 'shapes'>) {
  return (
    <ul className="not-on-paper mb-4 grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-1">
      {shapes
        .filter(({ shown }) => shown.total > 0)
        .map((shape) => (
          <li key={shape.code}>
            <Tile platform={platform} shape={shape} />
          </li>
        ))}
    </ul>
  );
}

function Tile({ platform, shape: { name, shortName, href, shown } }: { platform: Platform; shape: ApartShape }) {
  const t = useTranslations('distribution');
  const shape = useTranslations('code.shape');
  const said = t('tile', { shape: shape(shown.shape), total: shown.total });
  return (
    <Link
      href={href}
      title={`${name}：${said}`}
      className="block border border-line p-0.5 text-center text-[0.6875rem] leading-tight text-ink no-underline sm:text-xs"
    >
      <Silhouette shares={shown.bands.map(({ share }) => share)} fill={fillOf(platform)} />
      <span className="block overflow-hidden text-ellipsis whitespace-nowrap">{shortName}</span>
      <span className="sr-only">{said}</span>
    </Link>
  );
}

function ShapeTable({ platform, scheme, apart, shapes, order, hrefOf, caption }: Omit<Props, 'heading' | 'tiles'> & { caption: string }) {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  const bands = BANDS[scheme].filter((band) => shapes.some(({ shown }) => shown.bands.some((each) => each.code === band)));
  const sorted = { order, hrefOf };
  return (
    <Scroll label={caption}>
      <table className="list-table" id={`table-${platform}`}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <Sortable {...sorted} by="name" label={t(apart)} />
            <Sortable {...sorted} by="accounts" label={t('accounts')} />
            {bands.map((band) => (
              <th key={band} scope="col">
                {code(`band.${band}` as 'band.central')}
              </th>
            ))}
            <Sortable {...sorted} by="gravity" label={t('gravity')} />
            <Sortable {...sorted} by="middle" label={t('middle')} />
            <Sortable {...sorted} by="shape" label={t('shape')} />
          </tr>
        </thead>
        <tbody>
          {shapes.map(({ code: each, name, href, middle, gravity, shown }) => (
            <tr key={each}>
              <th scope="row" className="whitespace-nowrap">
                <Link href={href}>{name}</Link>
              </th>
              <td>{shown.total.toLocaleString('en')}</td>
              {bands.map((band) => (
                <td key={band}>{shown.bands.find((one) => one.code === band)?.accounts.toLocaleString('en') ?? '—'}</td>
              ))}
              <td>{gravity?.toFixed(2) ?? '—'}</td>
              <td>{middle === null ? '—' : (percent(middle, 1) ?? '—')}</td>
              <td className="whitespace-nowrap">{code(`shape.${shown.shape}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

// Names sort upwards, figures downwards: that is what one looks for. The centre of gravity begins at the top.
const DIRECTION: Record<RegionOrder, 'ascending' | 'descending'> = {
  code: 'ascending',
  name: 'ascending',
  accounts: 'descending',
  gravity: 'ascending',
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
