import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { channel, subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { trustedProxies } from '@/lib/env';

/** Where the server itself writes whence a request came; what a client says by these names is overwritten. */
export const ADDRESS_HEADER = 'x-guta-address';
export const REQUEST_ID_HEADER = 'x-guta-request-id';

/** By name, since a page and the server's start are bundled apart and share no variable. */
const ABSENT = 'guta.absent';

/**
 * Follows each request to its answer, so that a page that is being rendered can set its status.
 * Called once, before the server takes requests.
 */
export function followRequests(): void {
  const proxies = trustedProxies();
  const answers = new AsyncLocalStorage<ServerResponse>();
  subscribe('http.server.request.start', (begun) => {
    const { request, response } = begun as { request: IncomingMessage; response: ServerResponse };
    request.url = decodable(request.url ?? '/');
    request.headers[ADDRESS_HEADER] = clientAddress(request.socket.remoteAddress, request.headers['x-forwarded-for'], proxies);
    request.headers[REQUEST_ID_HEADER] = requestId(request.headers['x-request-id']);
    answers.enterWith(response);
  });
  subscribe(ABSENT, () => {
    const answer = answers.getStore();
    if (answer && !answer.headersSent) answer.statusCode = 404;
  });
}

/** Says that what the address names is not there, or not to be seen: 404. The page's words are its own. */
export function answerAbsent(): void {
  channel(ABSENT).publish(null);
}

/**
 * Who speaks: the other end of the connection or, behind reverse proxies of one's own, whom the outermost of them
 * has seen. Whatever stands before that, a client may have written itself.
 */
export function clientAddress(remote: string | undefined, forwarded: string | string[] | undefined, proxies: number): string {
  const hops = [...[forwarded ?? []].flat().join(',').split(','), remote ?? ''].map((hop) => hop.trim()).filter(Boolean);
  const seen = hops.at(-1 - Math.min(proxies, hops.length - 1)) ?? '';
  return seen.replace(/^::ffff:/, '').slice(0, 45);
}

// A proxy's own, so that its log and ours can be laid side by side.
function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
}

/** An address whose path does not decode is read as it is written: Next would call it an error of the server's. */
export function decodable(url: string): string {
  const [path = '', ...query] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?');
  }
}
