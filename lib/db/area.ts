import { everything } from '@/lib/coverage/filter';
import { regionFrame } from '@/lib/coverage/frame';
import type { Day } from '@/lib/taxonomy/day';
import type { Reference } from './reference';

/** A part of the country as lists are narrowed to it: a region with all within it, or what of it belongs to none of its children. */
export type Area = { region: string; scope: 'subtree' | 'own' };

/** The numbers of the region rows, of whatever time, that count into an area today. */
export function regionIdsIn({ region, scope }: Area, { regions }: Reference, today: Day): number[] {
  const { placed } = regionFrame(regions, { ...everything(today), regions: [region] });
  return placed.filter(({ key }) => scope === 'subtree' || key === region).map(({ id }) => id);
}

/** Today's children of a region. */
export function childCodes(region: string, { regions }: Reference, today: Day): string[] {
  return regions.children(region, today).map(({ code }) => code);
}
