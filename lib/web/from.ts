import { headers } from 'next/headers';
import type { From } from '@/lib/access/actor';
import { currentRequest } from './request';

/** Where the present request came from, as the server itself saw it, and by which browser, as that says of itself. */
export async function requestFrom(): Promise<From & { userAgent: string | null }> {
  const current = currentRequest();
  return { address: current?.address ?? null, requestId: current?.id ?? null, userAgent: (await headers()).get('user-agent') };
}
