import { env } from '@/lib/env';

/** Whether this server shows a demonstration, which every page then says. */
export function isDemo(): boolean {
  return env().GUTA_MODE === 'demo';
}
