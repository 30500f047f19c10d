import { USUAL_PER_PAGE } from '@/lib/registry/query';
import type { QueryValue } from '@/lib/taxonomy/link';

export { address, type QueryValue } from '@/lib/taxonomy/link';

/** The order and the size of a list's pages as parameters: the usual ones are left out. */
export function orderOf(sort: string, per: number, usual = 'name'): Record<'sort' | 'per', QueryValue> {
  return { sort: sort === usual ? null : sort, per: per === USUAL_PER_PAGE ? null : per };
}
