import { headers } from 'next/headers';
import type { From } from '@/lib/access/actor';
import { ADDRESS_HEADER, REQUEST_ID_HEADER } from './request';

/** Where the present request came from, as the server itself saw it. */
export async function requestFrom(): Promise<From> {
  const given = await headers();
  return { address: given.get(ADDRESS_HEADER), requestId: given.get(REQUEST_ID_HEADER) };
}
