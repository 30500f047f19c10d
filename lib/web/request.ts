import { AsyncLocalStorage } from 'node:async_hooks';
import { channel, subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** By name, since a page and the server's start are bundled apart and share no variable. */
const ABSENT = 'guta.absent';
const PEER = 'guta.peer';

/**
 * Follows each request to its answer, so that a page that is being rendered can set its status.
 * Called once, before the server takes requests.
 */
export function followRequests(): void {
  const answers = new AsyncLocalStorage<ServerResponse>();
  subscribe('http.server.request.start', (begun) => {
    const { request, response } = begun as { request: IncomingMessage; response: ServerResponse };
    request.url = decodable(request.url ?? '/');
    answers.enterWith(response);
  });
  subscribe(ABSENT, () => {
    const answer = answers.getStore();
    if (answer && !answer.headersSent) answer.statusCode = 404;
  });
  subscribe(PEER, (asked) => {
    (asked as { address: string | null }).address = answers.getStore()?.req.socket.remoteAddress ?? null;
  });
}

/** Says that what the address names is not there, or not to be seen: 404. The page's words are its own. */
export function answerAbsent(): void {
  channel(ABSENT).publish(null);
}

/** The other end of the connection on which the present request came; null outside of one. */
export function peerAddress(): string | null {
  const asked = { address: null };
  channel(PEER).publish(asked);
  return asked.address;
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
