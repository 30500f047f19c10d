import type { Day } from './day';
import { namesOf, type Region, type RegionTree } from './regions';
import { comparable } from './text';

/**
 * Whether a unit's name is that of the standard body of its region: 广东省公安厅, 广州市公安局天河区分局,
 * 中共湖南省委宣传部, 共青团广东省委员会.
 * @param patterns how such bodies are named; {} stands for the region, which may follow the regions above it.
 *   A pattern without it begins with the region: 公安厅 is {}公安厅
 */
export function isStandardBodyName(name: string, patterns: readonly string[], region: Region, tree: RegionTree, day: Day): boolean {
  const wanted = comparable(name).replace(/^(中共|中国共产党)/, '');
  const own = namesOf(region).map(comparable);
  const above = region.lineage.slice(1, -1).flatMap((code) => {
    const each = tree.at(code, day);
    return each ? namesOf(each).map(comparable) : [];
  });
  return patterns.some((pattern) => {
    const [before = '', after = ''] = (pattern.includes('{}') ? pattern : `{}${pattern}`).split('{}').map(comparable);
    if (!wanted.endsWith(after)) return false;
    return withoutLeading(wanted.slice(0, wanted.length - after.length), above)
      .filter((rest) => rest.startsWith(before))
      .flatMap((rest) => withoutLeading(rest.slice(before.length), above))
      .some((rest) => own.includes(rest));
  });
}

/** Every way to take names off the beginning of a text, the text itself included. */
function withoutLeading(text: string, names: readonly string[]): string[] {
  return [text, ...names.filter((name) => text.startsWith(name)).flatMap((name) => withoutLeading(text.slice(name.length), names))];
}
