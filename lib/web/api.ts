import { createTranslator } from 'next-intl';
import type { z } from 'zod';
import { reference } from '@/lib/db/reference';
import { type Decision, type Finding, finding } from '@/lib/decision';
import { type Parameters, readQuestion } from '@/lib/taxonomy/query';
import { secondsToWait } from './limit';
import { type Locale, MESSAGES } from './locale';
import { today } from './page-query';

/** What a route answers: its body, why it refuses, or null for what is not there. */
type Answer = object | Decision<object> | null;

/**
 * Makes a route of the public contract: parameters are read by the schema, unknown and bad ones
 * are named in a problem body (RFC 9457), places that do not exist too, and a bug says nothing of itself.
 */
export function route<T extends z.ZodObject, C>(
  schema: T,
  answer: (query: z.infer<T>, context: C) => Promise<Answer>,
  check?: (query: z.infer<T>) => Finding[],
): (request: Request, context: C) => Promise<Response> {
  return async (request, context) => {
    const wait = await secondsToWait('api');
    if (wait !== null) return tooMany(request, wait);
    const read = readQuestion(schema, parametersOf(request), await reference(), today(), check);
    if (!read.accepted) return badRequest(request, read.findings);
    const given = await answer(read.change, context);
    if (given === null) return notFound(request);
    if (isDecision(given)) return given.accepted ? json(given.change) : badRequest(request, given.findings);
    return json(given);
  };
}

function isDecision(answer: object): answer is Decision<object> {
  return 'accepted' in answer;
}

function json(body: object): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store', 'access-control-allow-origin': '*' } });
}

function notFound(request: Request): Response {
  return problem(request, 404, 'not-found', [finding(null, 'not-found')]);
}

/** 400 with what is wrong with each parameter. */
export function badRequest(request: Request, findings: readonly Finding[]): Response {
  return problem(request, 400, 'bad-request', findings);
}

/** 429 with when to ask again. */
export function tooMany(request: Request, seconds: number): Response {
  return problem(request, 429, 'too-many-requests', [finding(null, 'too-many-requests', { seconds })], { 'retry-after': String(seconds) });
}

type Title = 'not-found' | 'bad-request' | 'too-many-requests';

function problem(request: Request, status: number, title: Title, findings: readonly Finding[], headers: Record<string, string> = {}): Response {
  const locale = localeOf(request);
  const words = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'problem' });
  const reason = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'reason' });
  const errors = findings.map(({ field, reason: code, facts }) => ({ field, reason: reason(code as 'not-found', facts as never) }));
  const body = {
    type: 'about:blank',
    title: words(title),
    status,
    detail: errors.map(({ field, reason: text }) => (field ? `${field}: ${text}` : text)).join(' '),
    errors,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', 'access-control-allow-origin': '*', ...headers },
  });
}

function localeOf(request: Request): Locale {
  return /^\s*en\b/i.test(request.headers.get('accept-language') ?? '') ? 'en' : 'zh-CN';
}

function parametersOf(request: Request): Parameters {
  const { searchParams } = new URL(request.url);
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
}
