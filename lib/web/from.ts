import type { From } from '@/lib/access/actor';
import { currentRequest } from './request';

/** Where the present request came from, as the server itself saw it. */
export function requestFrom(): From {
  const current = currentRequest();
  return { address: current?.address ?? null, requestId: current?.id ?? null };
}
