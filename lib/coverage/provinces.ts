import type { Day } from '@/lib/taxonomy/day';
import { NATION, type RegionTree } from '@/lib/taxonomy/regions';
import type { CoverageTable } from './table';

/** How many of the 34 province-level regions, and of the 31 of the mainland, have any account: of a table whose rows are regions. */
export function provincesWithAccounts(table: CoverageTable, tree: RegionTree, asOf: Day): { of34: number; of31: number } {
  const withAccounts = new Set(table.cells.filter(({ accounts }) => accounts > 0).map(({ row }) => row));
  const provinces = tree.children(NATION, asOf).filter(({ code, economicRegion }) => economicRegion !== null && withAccounts.has(code));
  return { of34: provinces.length, of31: provinces.filter(({ economicRegion }) => economicRegion !== 'hmt').length };
}
