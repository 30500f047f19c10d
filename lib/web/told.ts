import { cookies } from 'next/headers';
import type { Finding } from '@/lib/decision';
import { env } from '@/lib/env';
import { readTold, writeTold } from './told-text';

const COOKIE = 'guta.told';
const SECONDS = 60;

/** Keeps what an accepted change is told with for the page that it leads to, and for nobody else. */
export async function tellAt(address: string, findings: readonly Finding[]): Promise<void> {
  const { pathname } = new URL(address, 'http://here');
  const secure = env().NEXTAUTH_URL.startsWith('https:');
  (await cookies()).set(COOKIE, writeTold(address, findings), { httpOnly: true, sameSite: 'lax', path: pathname, maxAge: SECONDS, secure });
}

/** What is to be told at an address: to who was just led there. */
export async function toldAt(address: string): Promise<Finding[]> {
  return readTold((await cookies()).get(COOKIE)?.value ?? '', address);
}
