import { redirect } from 'next/navigation';
import { z } from 'zod';
import { reference } from '@/lib/db/reference';
import { type Decision, type Finding, refuse } from '@/lib/decision';
import { type Day, dayOf } from '@/lib/taxonomy/day';
import { findRegion, regionLabel } from '@/lib/taxonomy/find';
import { type Parameters, readQuestion } from '@/lib/taxonomy/query';

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** Today in Shanghai. */
export function today(): Day {
  return dayOf(new Date());
}

type Asked = { asOf?: Day; place?: string };

/**
 * Reads the parameters of a page. A region that was typed as text is looked up, and the
 * person is sent to the address with its code.
 */
export async function pageQuery<T extends z.ZodObject>(
  schema: T,
  path: string,
  searchParams: SearchParams,
  check?: (asked: z.infer<T>) => Finding[],
): Promise<Decision<z.infer<T>>> {
  const given: Parameters = Object.fromEntries(Object.entries(await searchParams).map(([name, value]) => [name, value === undefined ? [] : [value].flat()]));
  const lists = await reference();
  const read = readQuestion(schema, given, lists, today(), check);
  if (!read.accepted) return read;
  const { asOf, place }: Asked = read.change;
  if (!place?.trim()) return read;
  const found = findRegion(lists.regions, place, asOf ?? today());
  if (!found.accepted) return refuse(...found.findings);
  redirect(withRegion(path, given, found.change.value.code));
}

/** The same address with another region and without what was typed for it or the set, from the first page on. */
function withRegion(path: string, given: Parameters, code: string): string {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(given)) {
    if (name === 'place' || name === 'region' || name === 'set' || name === 'page') continue;
    for (const value of values) if (value !== '') search.append(name, value);
  }
  search.set('region', code);
  return `${path}?${search}`;
}

const text = z.string().max(200).optional();

/** What the address may say of an account that is yet to be registered or asked for. */
export const newAccountQuery = z.object({
  ...{ platform: text, name: text, platformId: text, handle: text, unit: text, tier: text, fills: text },
  region: z.array(z.string().max(200)).default([]),
  sector: z.array(z.string().max(60)).default([]),
});

/** A code in the address, shown as the region it names. */
export async function regionNamed(said: string | undefined): Promise<string | undefined> {
  const { regions } = await reference();
  const found = said ? findRegion(regions, said, today()) : null;
  return found?.accepted ? regionLabel(regions, found.change.value, today()) : said;
}
