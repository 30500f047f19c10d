import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { covers, type Day, type Period } from '@/lib/taxonomy/day';
import { isWithin, type RegionTree } from '@/lib/taxonomy/regions';

/** 地区组: regions that a document names together, such as 80 pilot cities; each is in it from … until …. */
export type SetOfRegions = {
  id: number;
  name: string;
  /** The region whose office keeps it: its members lie within. */
  regionCode: string;
  /** From which day on it is no more; null while it holds. */
  until: Day | null;
  members: readonly SetMember[];
};

export type SetMember = Period & { regionCode: string };

/** The codes of the regions that are in a set on a day, as it names them; none once it has ended. */
export function regionsOf(set: Pick<SetOfRegions, 'until' | 'members'>, day: Day): string[] {
  if (set.until !== null && set.until <= day) return [];
  return [...new Set(set.members.filter((member) => covers(member, day)).map(({ regionCode }) => regionCode))].sort();
}

/** The codes of the day for regions that a set names: one that was renumbered or merged by the code of whoever stands for it, one that was split by none. */
export function codesOn(regions: RegionTree, said: readonly string[], day: Day): string[] {
  const codeOn = (code: string) => {
    const last = regions.everAt(code).at(-1);
    const stands = regions.at(code, day) ?? (last && regions.resolve(last, day));
    // A region above it is no answer: a province would be asked about for one of its counties.
    return last?.lineage.slice(0, -1).includes(stands?.code ?? '') ? undefined : stands?.code;
  };
  return [...new Set(said.flatMap((code) => codeOn(code) ?? []))].sort();
}

/** What asks for a set of regions, or for what of it lies within some regions. */
export type SetAsked = { set?: number; region: readonly string[] };

/**
 * The regions that a question is about on a day. A set with regions beside it asks for what is of both.
 * Refuses a set that there is not, and one of which nothing is left: no region at all would mean the nation.
 * @param as on which day its members are looked up, where several days are asked about and the places are to be the same
 */
export function regionsAsked(
  { set: id, region: within }: SetAsked,
  sets: readonly SetOfRegions[],
  regions: RegionTree,
  day: Day,
  as: Day = day,
): Decision<readonly string[]> {
  if (id === undefined) return accept(within);
  const set = sets.find((each) => each.id === id);
  if (!set) return refuse(finding('set', 'set-number-unknown', { value: id }));
  const codes = codesOn(regions, regionsOf(set, as), day);
  if (codes.length === 0) return refuse(finding('set', 'set-empty-then', { name: set.name, day: as }));
  const both = within.length === 0 ? codes : [...new Set(codes.flatMap((code) => sharedOf(code, within, regions, day)))].sort();
  return both.length ? accept(both) : refuse(finding('set', 'set-none-within', { name: set.name, regions: within.join('、') }));
}

// Of a member and a region that was asked for, whichever lies within the other.
function sharedOf(member: string, within: readonly string[], regions: RegionTree, day: Day): string[] {
  const its = regions.at(member, day);
  return within.flatMap((code) => {
    const other = regions.at(code, day);
    if (!its || !other) return [];
    return isWithin(its, code) ? [member] : isWithin(other, member) ? [code] : [];
  });
}
