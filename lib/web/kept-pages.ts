import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { dayOf } from '@/lib/taxonomy/day';
import { isLocale, LOCALE_COOKIE } from './locale';
import { type Piece, withPlaced } from './placed';
import { Kept, type KeptPage, keepPage, pageUnder } from './replay';
import { currentRequest } from './request';

/**
 * Pages that show everybody who is not signed in the same. `counts`: they depend on what `lib/db/revision.ts` counts and
 * nothing else; `all`: on whatever is in the database.
 */
const PAGES: ReadonlyMap<string, 'counts' | 'all'> = new Map([
  ['/coverage', 'counts'],
  ['/distribution', 'counts'],
  ['/accounts', 'all'],
]);

const MOST_BYTES = { counts: 64 * 1024 * 1024, all: 16 * 1024 * 1024 };
const LONGEST_ADDRESS = 2000;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** How the pages are kept: under which state of what they depend on, and as asked of which host. `ahead`: what each of them asks, begun at once. */
export type Keeping = {
  states: Record<'counts' | 'all', () => Promise<string | number>>;
  ahead: Record<'counts' | 'all', (() => Promise<unknown>)[]>;
  host: string;
};

/**
 * Lets a server answer from pages that were rendered before in the same state of the register. Every answer
 * has its own nonce, headers and line in the log: those are made before, as for all requests.
 * @see docs/decisions/0029-rendered-pages-under-the-registers-state.md
 */
export function answerFromKept(server: Server, keeping: Keeping): void {
  const shelves = { counts: shelf('counts'), all: shelf('all') };
  const rendering = new Map<string, Promise<KeptPage | null>>();
  const answer = async (request: IncomingMessage, response: ServerResponse, { locale, of }: Asked, pass: () => void) => {
    const now = `${await keeping.states[of]()} ${dayOf(new Date())}`;
    const here = shelves[of];
    if (now !== here.state) here.pages.clear();
    here.state = now;
    const key = `${now} ${locale} ${request.url}`;
    const underWay = rendering.get(key);
    const page = here.pages.get(key) ?? (underWay && (await underWay));
    if (page) return send(request, response, page);
    if (underWay) return pass(); // what somebody else asked for could not be kept
    for (const ask of keeping.ahead[of]) ask().catch(() => undefined); // the page says what is the matter
    const rendered = rememberAnswer(request, response, { locale, host: keeping.host });
    rendering.set(key, rendered);
    pass();
    const made = await rendered;
    rendering.delete(key);
    if (made && now === here.state) here.pages.set(key, made);
  };
  const listeners = server.listeners('request') as Answer[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const pass = () => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    const asked = askedOf(request);
    if (asked === null) return pass();
    // Without a database the page says what is the matter.
    answer(request, response, asked, pass).catch(pass);
  });
}

function shelf(of: keyof typeof MOST_BYTES) {
  return { state: '', pages: new Kept<KeptPage>(MOST_BYTES[of]) };
}

type Asked = { locale: string; of: 'counts' | 'all' };

/** The language of a request that may be answered from what is kept, and on what its page depends; null where it may not. */
function askedOf(request: IncomingMessage): Asked | null {
  const { method, url = '', headers } = request;
  const [path = ''] = url.split('?');
  const of = PAGES.get(path);
  if (method !== 'GET' || of === undefined || url.length > LONGEST_ADDRESS) return null;
  // A part of a page, as the app asks for it by itself, and anything that says more than which page.
  if ('rsc' in headers || 'next-action' in headers || 'range' in headers || 'authorization' in headers || url.includes('_rsc=')) return null;
  const cookies = cookiesOf(headers.cookie);
  if (cookies.some(({ name }) => name.includes('session-token'))) return null;
  const chosen = cookies.find(({ name }) => name === LOCALE_COOKIE)?.value ?? '';
  return { locale: isLocale(chosen) ? chosen : 'zh-CN', of };
}

function cookiesOf(header = ''): { name: string; value: string }[] {
  return header.split(';').map((each) => {
    const [name = '', ...value] = each.split('=');
    return { name: name.trim(), value: value.join('=').trim() };
  });
}

function send(request: IncomingMessage, response: ServerResponse, page: KeptPage): void {
  if (response.destroyed) return;
  const gzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = pageUnder(currentRequest()?.nonce ?? '', page, gzip);
  for (const [name, value] of page.headers) response.setHeader(name, value);
  if (gzip) response.setHeader('content-encoding', 'gzip');
  response.setHeader('content-length', body.length);
  response.end(body);
}

/** What an answer says of itself alone. */
const OWN = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'connection', 'keep-alive', 'date', 'set-cookie', 'etag']);

/**
 * Renders the page as anybody would see it: of what the browser says only the language reaches it. What is
 * sent is what was rendered, or is kept and sent as from the next time on.
 * @returns the page; null where its answer is not one to keep
 */
function rememberAnswer(request: IncomingMessage, response: ServerResponse, { locale, host }: { locale: string; host: string }): Promise<KeptPage | null> {
  const { 'content-security-policy': policy, 'accept-encoding': encoding } = request.headers;
  const nonce = currentRequest()?.nonce ?? '';
  const placed = new Map<string, Piece>();
  Object.assign(currentRequest() ?? {}, { placed });
  const before = new Set(response.getHeaderNames());
  for (const name of Object.keys(request.headers)) delete request.headers[name];
  Object.assign(request.headers, { host, accept: 'text/html', cookie: `${LOCALE_COOKIE}=${locale}`, 'content-security-policy': policy });
  const parts: Buffer[] = [];
  const own = { write: response.write, end: response.end, writeHead: response.writeHead, flushHeaders: response.flushHeaders };
  return new Promise((resolve) => {
    // Gone before its end: nobody else is to wait for it.
    response.once('close', () => resolve(null));
    const take = (given: unknown, code: unknown) => {
      if (given instanceof Uint8Array) parts.push(Buffer.from(given));
      else if (typeof given === 'string') parts.push(Buffer.from(given, typeof code === 'string' ? (code as BufferEncoding) : 'utf8'));
    };
    const told = (...given: unknown[]) => void (given.find((each) => typeof each === 'function') as (() => void) | undefined)?.();
    const replaced = {
      flushHeaders: () => undefined,
      writeHead: (status: number, ...more: unknown[]) => {
        response.statusCode = status;
        const headers = more.find((each) => typeof each === 'object' && each !== null);
        for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) response.setHeader(name, value as string);
        return response;
      },
      write: (given: unknown, ...more: unknown[]) => {
        take(given, more[0]);
        told(...more);
        return true;
      },
      end: (given?: unknown, ...more: unknown[]) => {
        take(given, more[0]);
        Object.assign(response, own);
        request.headers['accept-encoding'] = encoding;
        const body = Buffer.concat(parts);
        const whole = placed.size ? withPlaced(body.toString('utf8'), placed) : [body];
        const page = isKeepable(response) ? keepPage(whole, nonce, headersOf(response, before)) : null;
        if (page) send(request, response, page);
        else response.end(Buffer.concat(whole));
        told(given, ...more);
        resolve(page);
        return response;
      },
    };
    Object.assign(response, replaced);
  });
}

function isKeepable(response: ServerResponse): boolean {
  return response.statusCode === 200 && !response.hasHeader('set-cookie') && String(response.getHeader('content-type')).startsWith('text/html');
}

function headersOf(response: ServerResponse, before: ReadonlySet<string>): KeptPage['headers'] {
  return response
    .getHeaderNames()
    .filter((name) => !before.has(name) && !OWN.has(name))
    .flatMap((name) => {
      const value = response.getHeader(name);
      return value === undefined ? [] : [[name, value] as [string, typeof value]];
    });
}
