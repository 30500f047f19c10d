import type { Day } from '@/lib/taxonomy/day';
import type { Region, RegionTree } from '@/lib/taxonomy/regions';

/** 常住人口 as a source says it: of the region that bore the code in that year, by vintage 口径. */
export type PopulationFigure = { code: string; year: number; vintage: string; source: string; people: number };

/** What followers are divided by: a figure as it was published, or the sum of such figures of one year and vintage. */
export type Population = { vintage: string; year: number; people: number; sources: readonly string[] };

/** Vintages of this ending are laid out on today's regions, whatever their year. */
const OF_TODAYS_UNITS = '-todays-units';

/**
 * The populations of regions of a day: of each vintage the latest figure that is not of a later year than the day.
 * Nothing is interpolated, carried between vintages or shared out: a figure holds for the place it was counted in, so
 * a region that was merged or split since has none.
 * @param today from which day's regions a vintage of today's units is
 */
export function populationsOn(figures: readonly PopulationFigure[], tree: RegionTree, asOf: Day, today: Day): (region: Region) => Population[] {
  const known = new Map<number, Map<string, Population>>();
  for (const { code, year, vintage, source, people } of figures) {
    const region = year > Number(asOf.slice(0, 4)) ? undefined : samePlace(tree, code, countedOn(year, vintage, today), asOf, today);
    if (!region) continue;
    const its = known.get(region.id) ?? new Map<string, Population>();
    known.set(region.id, its);
    if ((its.get(vintage)?.year ?? 0) < year) its.set(vintage, { vintage, year, people, sources: [source] });
  }
  return ({ id }) => [...(known.get(id)?.values() ?? [])].sort(byVintage);
}

function countedOn(year: number, vintage: string, today: Day): Day {
  const end = `${year}-12-31`;
  return vintage.endsWith(OF_TODAYS_UNITS) || end > today ? today : end;
}

// As the population file is read: by the end of the year, else as the code is borne today. There and back the same one,
// so that neither a merged region gets a part's people nor a part the whole's.
function samePlace(tree: RegionTree, code: string, counted: Day, asOf: Day, today: Day): Region | undefined {
  const then = tree.at(code, counted);
  const meant = then ?? tree.at(code, today);
  const region = meant && tree.resolve(meant, asOf);
  return region && tree.resolve(region, then ? counted : today)?.id === meant.id ? region : undefined;
}

/**
 * The population of several regions together, by vintage: only where every one of them has a figure, all of one year.
 * None of no region.
 */
export function populationOfAll(each: readonly (readonly Population[])[]): Population[] {
  const [first = [], ...others] = each;
  return first.flatMap(({ vintage, year, people, sources }) => {
    const same = others.flatMap((populations) => populations.filter((other) => other.vintage === vintage && other.year === year));
    if (same.length < others.length) return [];
    const all = new Set([...sources, ...same.flatMap((other) => other.sources)]);
    return [{ vintage, year, people: same.reduce((sum, other) => sum + other.people, people), sources: [...all] }];
  });
}

/** The newest first; of one year the census before what was estimated from it. */
export function byVintage(a: { vintage: string; year: number }, b: { vintage: string; year: number }): number {
  const census = ({ vintage }: { vintage: string }) => Number(vintage.startsWith('census'));
  return b.year - a.year || census(b) - census(a) || a.vintage.localeCompare(b.vintage);
}
