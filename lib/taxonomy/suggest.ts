import type { Day } from './day';
import { covers } from './day';
import { regionLabel } from './find';
import { NATION, namesOf, type Region, type RegionTree } from './regions';
import { comparable } from './text';

export type Suggestion = { value: string; label: string };

/**
 * Regions that what was typed may mean, best first: by code, name, alias, pinyin or initials.
 * @returns labels as `findRegion` reads them back
 */
export function suggestRegions(tree: RegionTree, text: string, day: Day, most = 12): Suggestion[] {
  const wanted = comparable(text);
  if (wanted === '') return [];
  return tree.all
    .filter((region) => region.code !== NATION && covers(region, day))
    .map((region) => ({ region, score: scoreOf(region, wanted) }))
    .filter(({ score }) => score < NO_MATCH)
    .sort((a, b) => a.score - b.score || a.region.lineage.length - b.region.lineage.length || (a.region.pinyin < b.region.pinyin ? -1 : 1))
    .slice(0, most)
    .map(({ region }) => ({ value: region.code, label: regionLabel(tree, region, day) }));
}

const NO_MATCH = 9;

function scoreOf(region: Region, wanted: string): number {
  const { code, aliases, pinyin, initials } = region;
  const names = [...namesOf(region), ...aliases].map(comparable);
  const joined = pinyin.replaceAll(' ', '');
  if (code === wanted || names.includes(wanted)) return 0;
  if (names.some((each) => each.startsWith(wanted))) return 1;
  if (/^\d+$/.test(wanted)) return code.startsWith(wanted) ? 2 : NO_MATCH;
  if (joined === wanted || initials === wanted) return 2;
  if (joined.startsWith(wanted)) return 3;
  if (initials.startsWith(wanted)) return 4;
  return names.some((each) => each.includes(wanted)) ? 5 : NO_MATCH;
}
