import { covers, type Day, type Period } from '@/lib/taxonomy/day';

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
