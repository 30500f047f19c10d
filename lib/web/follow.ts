import { developing, env } from '@/lib/env';
import { logConsole, logError, openLog } from './log';
import { currentRequest, followRequests } from './request';

/** Begins to follow requests and errors, by the settings of this server. */
export function follow(): void {
  const { NEXTAUTH_URL, GUTA_LOG, GUTA_TRUST_PROXY: proxies, OIDC_ISSUER } = env();
  openLog(GUTA_LOG);
  const dev = developing();
  followRequests({ secure: NEXTAUTH_URL.startsWith('https:'), dev, proxies, provider: OIDC_ISSUER && new URL(OIDC_ISSUER).origin });
  if (!dev) logConsole();
}

export function reportError(error: unknown, route: string): void {
  logError(error, { id: currentRequest()?.id, route });
}
