import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { clientAddress } from './address';
import { contentSecurityPolicy, type Setting, securityHeaders } from './headers';
import { logRequest, pathOf } from './log';

/** A request under way. */
export type Current = {
  id: string;
  nonce: string;
  address: string;
  answer: ServerResponse;
  /** What was asked for it once, if it only reads: after a write the lists may be others. */
  shared: Map<string, Promise<unknown>> | null;
  /** HTML that stands for marks of the page, where somebody puts it in (`lib/web/placed.ts`). */
  placed?: Map<string, { html: string; bytes?: Buffer }>;
};

/** `met`: is shown each server at its first request, before that is answered. */
export type Following = Setting & { proxies: number; met?: (server: Server) => void };

/** Kept for the whole process, since a page and the server's start are bundled apart and share no variable. */
const kept = globalThis as { gutaRequests?: AsyncLocalStorage<Current> };

/**
 * Follows each request to its answer: gives it a number, a nonce and its headers, tells the log, and lets
 * a page that is being rendered set its status. Called once, before the server takes requests.
 */
export function followRequests(following: Following): void {
  const requests = new AsyncLocalStorage<Current>();
  kept.gutaRequests = requests;
  const servers = new WeakSet<Server>();
  subscribe('http.server.request.start', (begun) => {
    const { request, response, server } = begun as { request: IncomingMessage; response: ServerResponse; server: Server };
    if (following.met && !servers.has(server)) {
      servers.add(server);
      following.met(server);
    }
    request.url = decodable(request.url ?? '/');
    const current = begin(request, response, following);
    requests.enterWith(current);
    tellWhenAnswered(request, current);
  });
}

function begin(request: IncomingMessage, answer: ServerResponse, following: Following): Current {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, following);
  const shared = request.method === 'GET' ? new Map() : null;
  const current = { id: randomUUID(), nonce, address: addressOf(request, following.proxies), answer, shared };
  request.headers['content-security-policy'] = policy; // where Next reads the nonce of its own scripts
  const headers = { 'content-security-policy': policy, ...securityHeaders(following), 'x-request-id': current.id };
  for (const [name, value] of Object.entries(headers)) answer.setHeader(name, value);
  // What the browser tells the error page, after a full load and after a link within the app alike.
  answer.setHeader('server-timing', `request;desc="${current.id}"`);
  return current;
}

function addressOf(request: IncomingMessage, proxies: number): string {
  const forwarded = request.headers['x-forwarded-for'];
  return clientAddress(request.socket.remoteAddress, [forwarded].flat().join(','), proxies);
}

function tellWhenAnswered(request: IncomingMessage, { id, answer }: Current): void {
  const began = performance.now();
  const asked = { id, method: request.method ?? '', path: pathOf(request.url ?? '/') };
  answer.once('close', () => logRequest({ ...asked, status: answer.statusCode, ms: Math.round(performance.now() - began) }));
}

/** The request that is being answered; undefined where there is none, as in a build. */
export function currentRequest(): Current | undefined {
  return kept.gutaRequests?.getStore();
}

/** The answer to a question, asked once for each request that only reads. */
export function sharedWithin<T>(name: string, ask: () => Promise<T>): Promise<T> {
  const shared = currentRequest()?.shared;
  if (!shared) return ask();
  const known = shared.get(name) ?? ask();
  shared.set(name, known);
  return known as Promise<T>;
}

/** Sets the status of the page that is being rendered, unless its answer has begun. The page's words are its own. */
export function answerWith(status: number, headers: Record<string, string> = {}): void {
  const answer = currentRequest()?.answer;
  if (!answer || answer.headersSent) return;
  answer.statusCode = status;
  for (const [name, value] of Object.entries(headers)) answer.setHeader(name, value);
}

/** Says that what the address names is not there, or not to be seen: 404. */
export function answerAbsent(): void {
  answerWith(404);
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
