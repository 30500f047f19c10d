import type { Place } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion } from '@/lib/taxonomy/find';
import { NATION, type Region } from '@/lib/taxonomy/regions';
import type { Reference } from './reference';

/** A region as a whole, as grants ask of it: a grant for one system or unit does not reach it. */
export function wholeOf(region: Pick<Region, 'lineage'> | null): Place {
  return { lineage: region?.lineage ?? [NATION], sectors: [], vertical: false, units: [] };
}

/** The region that was typed in a form. */
export function regionTyped(text: string, { regions }: Reference, today: Day): Decision<Region> {
  if (text.trim() === '') return refuse(finding('region', 'region-needed'));
  const found = findRegion(regions, text, today);
  return found.accepted ? accept(found.change.value) : found;
}
