import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { reference } from '@/lib/db/reference';
import { accept, type Decision, refuse } from '@/lib/decision';
import { type Day, dayOf } from '@/lib/taxonomy/day';
import { findRegion } from '@/lib/taxonomy/find';
import { checkPlaces, type Parameters, readParameters } from '@/lib/taxonomy/query';

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** Today in Shanghai. */
export function today(): Day {
  return dayOf(new Date());
}

type Asked = { region?: readonly string[]; sector?: readonly string[]; asOf?: Day; place?: string };

/**
 * Reads the parameters of a page. A region that was typed as text is looked up, and the
 * person is sent to the address with its code.
 */
export async function pageQuery<T extends z.ZodObject>(schema: T, path: string, searchParams: SearchParams): Promise<Decision<z.infer<T>>> {
  const given: Parameters = Object.fromEntries(Object.entries(await searchParams).map(([name, value]) => [name, value === undefined ? [] : [value].flat()]));
  const read = readParameters(schema, given);
  if (!read.accepted) return read;
  const { region = [], sector = [], asOf, place }: Asked = read.change;
  const lists = await reference();
  const wrong = checkPlaces({ region, sector }, lists, asOf ?? today());
  if (wrong.length) return refuse(...wrong);
  if (!place?.trim()) return accept(read.change);
  const found = findRegion(lists.regions, place, asOf ?? today());
  if (!found.accepted) return refuse(...found.findings);
  redirect(withRegion(path, given, found.change.value.code));
}

/** The same address with another region and without what was typed for it, from the first page on. */
function withRegion(path: string, given: Parameters, code: string): string {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(given)) {
    if (name === 'place' || name === 'region' || name === 'page') continue;
    for (const value of values) if (value !== '') search.append(name, value);
  }
  search.set('region', code);
  return `${path}?${search}`;
}
