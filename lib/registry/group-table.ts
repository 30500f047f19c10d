import type { Day } from '@/lib/taxonomy/day';
import type { RegionTree } from '@/lib/taxonomy/regions';
import type { SectorTree } from '@/lib/taxonomy/sectors';

/** Where a member stands: the region row and the sector of its standing. */
export type Placed = { regionId: number; sectorCode: string };

/** Which regions × sectors have members: rows are the lead's region and its children, and one for what lies elsewhere. */
export type GroupTable = {
  rows: { code: string; name: string; cells: number[]; total: number }[];
  sectors: { code: string; name: string; nameEn: string }[];
};

/** The key of the row for members outside of the lead's region. */
export const ELSEWHERE = 'elsewhere';

/** Lays members onto the regions within the lead's and the sectors that any of them has. */
export function groupTable(members: readonly Placed[], leadCode: string, regions: RegionTree, sectors: SectorTree, day: Day): GroupTable {
  const own = regions.at(leadCode, day);
  const entries = [...(own ? [own] : []), ...regions.children(leadCode, day)].map(({ code, name }) => ({ code, name }));
  const known = new Set(entries.map(({ code }) => code));
  const placed = members.map(({ regionId, sectorCode }) => {
    const row = regions.byId(regionId);
    const region = row && regions.resolve(row, day);
    const at = region?.lineage.indexOf(leadCode) ?? -1;
    const child = region?.lineage[at + 1] ?? leadCode;
    return { row: at < 0 ? ELSEWHERE : known.has(child) ? child : leadCode, sector: sectors.top(sectorCode, day)?.code ?? sectorCode };
  });
  const used = new Set(placed.map(({ sector }) => sector));
  const columns = sectors.all.filter(({ code }) => used.has(code)).map(({ code, name, nameEn }) => ({ code, name, nameEn }));
  const rowOf = ({ code, name }: { code: string; name: string }) => {
    const here = placed.filter(({ row }) => row === code);
    return { code, name, cells: columns.map((column) => here.filter(({ sector }) => sector === column.code).length), total: here.length };
  };
  const outside = rowOf({ code: ELSEWHERE, name: '' });
  return { rows: [...entries.map(rowOf), ...(outside.total ? [outside] : [])], sectors: columns };
}
