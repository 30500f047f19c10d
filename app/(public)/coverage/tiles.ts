import type { MatrixLinks } from '@/components/coverage/matrix';
import type { Tile } from '@/components/coverage/tile-map';
import { grouped, TOTAL } from '@/lib/coverage/arrangement';
import { type Heat, heatOf } from '@/lib/coverage/heat';
import { together } from '@/lib/coverage/measure';
import type { CoverageTable } from '@/lib/coverage/table';
import { TILES } from '@/lib/coverage/tiles';
import type { RegionTree } from '@/lib/taxonomy/regions';
import { type CoveragePageQuery, coverageAddress } from './view';

type Asked = { table: CoverageTable; query: CoveragePageQuery; tree: RegionTree; asOf: string; links: MatrixLinks };

/** The figures of the 34 units for one entry of the other axis, or for all of it, with classes of their own. */
export function tilesOf({ table, query, tree, asOf, links }: Asked): { tiles: Tile[]; heat: Heat } {
  const [where, across] = query.rows === 'region' ? (['row', 'column'] as const) : (['column', 'row'] as const);
  const cellsOf = grouped(table.cells, where);
  const tiles = table[`${where}s`]
    .filter(({ code }) => code in TILES)
    .map((entry) => {
      const cells = cellsOf.get(entry.code) ?? [];
      const figures = together(query.map === TOTAL ? cells : cells.filter((cell) => cell[across] === query.map));
      return { entry, shortName: tree.at(entry.code, asOf)?.shortName ?? entry.name, href: links.entry('region', entry), figures };
    });
  return {
    tiles,
    heat: heatOf(
      tiles.map(({ figures }) => figures),
      query.measure,
    ),
  };
}

/** Every parameter of the address but the one that a form asks for. */
export function keptBeside(query: CoveragePageQuery, name: 'map'): [string, string][] {
  const [, search] = coverageAddress(query, { [name]: null }).split('?');
  return [...new URLSearchParams(search)];
}
