import type { Server } from 'node:http';
import { bringCounts } from '@/lib/db/counted';
import { stateOfAll } from '@/lib/db/kept';
import { shareWithinRequests } from '@/lib/db/once';
import { reference } from '@/lib/db/reference';
import { revision } from '@/lib/db/revision';
import { developing, env } from '@/lib/env';
import { answerFromKept } from './kept-pages';
import { logConsole, logError, openLog } from './log';
import { currentRequest, followRequests, sharedWithin } from './request';

/** Begins to follow requests and errors, by the settings of this server. */
export function follow(): void {
  const { NEXTAUTH_URL, GUTA_LOG, GUTA_TRUST_PROXY: proxies, OIDC_ISSUER } = env();
  openLog(GUTA_LOG);
  shareWithinRequests(sharedWithin);
  const dev = developing();
  // Served from the sources, every page is made anew.
  const met = dev
    ? undefined
    : (server: Server) =>
        answerFromKept(server, {
          states: { counts: revision, all: async () => (await stateOfAll()).seen },
          ahead: { counts: [stateOfAll, bringCounts], all: [reference] },
          host: new URL(NEXTAUTH_URL).host,
        });
  followRequests({ secure: NEXTAUTH_URL.startsWith('https:'), dev, proxies, provider: OIDC_ISSUER && new URL(OIDC_ISSUER).origin, met });
  if (!dev) logConsole();
}

export function reportError(error: unknown, route: string): void {
  logError(error, { id: currentRequest()?.id, route });
}
