import { type ReferenceDue, referenceDue } from '@/lib/registry/reference-due';
import type { Day } from '@/lib/taxonomy/day';
import { db } from './client';
import { reference } from './reference';

/** What of the lists should be seen to, with sectors by their names. */
export async function readReferenceDue(today: Day): Promise<ReferenceDue[]> {
  const { calendar, expectations, sectors } = await reference();
  const [populations, regions] = await Promise.all([
    db().regionPopulation.aggregate({ _max: { year: true } }),
    db().dataset.findUnique({ where: { name: 'regions' }, select: { edition: true } }),
  ]);
  const known = { holidayYears: calendar.knows, populationYear: populations._max.year, regionEdition: regions?.edition ?? '—', expectations };
  return referenceDue(known, today).map((due) => (due.what === 'expectation' ? { ...due, sector: sectors.byCode(due.sector)?.name ?? due.sector } : due));
}
