import { isIP } from 'node:net';
import { headers } from 'next/headers';
import type { From } from '@/lib/db/sign-in';
import { env } from '@/lib/env';
import { peerAddress } from './request';

/** Where the present request comes from. */
export async function requestFrom(): Promise<From> {
  const given = await headers();
  return { address: clientAddress(peerAddress(), given.get('x-forwarded-for'), env().GUTA_TRUST_PROXY !== undefined), userAgent: given.get('user-agent') };
}

/**
 * The address of whoever asks: the other end of the connection, or, behind a proxy that is
 * trusted, what the proxy added to X-Forwarded-For. Everything before that is hearsay.
 */
export function clientAddress(peer: string | null, forwarded: string | null, trusted: boolean): string | null {
  const last = forwarded
    ?.split(',')
    .at(-1)
    ?.trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  const address = trusted && last && isIP(last) ? last : peer;
  return address?.replace(/^::ffff:(?=\d+\.)/, '') ?? null;
}
