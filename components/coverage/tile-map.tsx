import { useTranslations } from 'next-intl';
import { TILE_COLUMNS, TILE_ROWS } from '@/components/chart/tiles';
import { FilterSelect } from '@/components/ui/filter-bar';
import { TOTAL } from '@/lib/coverage/arrangement';
import type { Axis, AxisEntry } from '@/lib/coverage/filter';
import type { Heat } from '@/lib/coverage/heat';
import type { Figures } from '@/lib/coverage/measure';
import { TILES } from '@/lib/coverage/tiles';
import { figureText, lookOf } from './figure';
import { Legend } from './legend';
import { useEntryName } from './matrix';

export type Tile = { entry: AxisEntry; shortName: string; href: string | null; figures: Figures };

type Props = {
  tiles: readonly Tile[];
  heat: Heat;
  /** What the tiles are of: a column of the matrix, or all of them. */
  of: string;
  across: { axis: Axis; entries: readonly AxisEntry[] };
  /** The rest of the address, for the form that chooses what the tiles are of. */
  kept: readonly (readonly [string, string])[];
};

/** The 34 units as tiles with their figures; the same stand in the table below. */
export function TileMap({ tiles, heat, of, across, kept }: Props) {
  const t = useTranslations('coverage');
  const measure = useTranslations('code.measure');
  const nameOf = useEntryName();
  const marks = { estimated: t('gapMark'), confirmed: t('gapMarkConfirmed') };
  const entry = across.entries.find(({ code }) => code === of);
  const heading = t('mapOf', { measure: measure(heat.measure), of: entry ? nameOf(across.axis, entry) : t('total') });
  return (
    <section aria-labelledby="tile-map" className="no-print mb-4">
      <h2 id="tile-map">{heading}</h2>
      <p className="text-sm text-muted">{t('mapLead')}</p>
      <form action="/coverage" className="my-2 flex flex-wrap items-end gap-3">
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <FilterSelect
          name="map"
          label={t('mapWhat')}
          value={of}
          empty={null}
          choices={[{ value: TOTAL, label: t('total') }, ...across.entries.map((each) => ({ value: each.code, label: nameOf(across.axis, each) }))]}
        />
        <button type="submit" className="button">
          {t('mapShow')}
        </button>
      </form>
      <ul className="grid max-w-[44rem] grid-cols-8 gap-1">
        {tiles.flatMap(({ entry: region, shortName, href, figures }) => {
          const place = TILES[region.code];
          if (!place) return [];
          const name = nameOf('region', region);
          const look = `cell ${lookOf(figures, heat)} tile`;
          const shown = (
            <>
              <span className="sr-only">{name}：</span>
              <span aria-hidden="true">{shortName}</span>
              <span>{figureText(figures, heat.measure, marks)}</span>
            </>
          );
          return (
            <li key={region.code} className={`${TILE_COLUMNS[place[0]]} ${TILE_ROWS[place[1]]} border border-line`}>
              {href === null ? (
                <span className={look}>{shown}</span>
              ) : (
                <a href={href} className={look}>
                  {shown}
                </a>
              )}
            </li>
          );
        })}
      </ul>
      <Legend heat={heat} />
    </section>
  );
}
