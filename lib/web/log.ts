import path from 'node:path';
import pino from 'pino';

/** A request and how it was answered: nothing of what was asked or sent. */
export type Answered = { id: string; method: string; path: string; status: number; ms: number };

/** Kept for the whole process, since pages and the server's start are bundled apart. */
const kept = globalThis as { gutaLog?: pino.Logger };

/** Begins the log of this process: a file, else its standard output. */
export function openLog(file: string | undefined): void {
  kept.gutaLog = loggerTo(file);
}

function log(): pino.Logger {
  kept.gutaLog ??= loggerTo(undefined);
  return kept.gutaLog;
}

// A JSON line each, at once: what was said before a crash is what one looks for.
function loggerTo(file: string | undefined): pino.Logger {
  const options: pino.LoggerOptions = { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } };
  return pino(options, pino.destination(file ? { dest: path.resolve(file), append: true, mkdir: true, mode: 0o600, sync: true } : { dest: 1, sync: true }));
}

/** Parts of the page itself and the questions of a watchman would drown the rest. */
const UNTOLD = /^\/(_next\/|icon\.svg|api\/health\/)/;

export function logRequest(answered: Answered): void {
  if (UNTOLD.test(answered.path) && answered.status < 500) return;
  log()[answered.status >= 500 ? 'error' : 'info'](answered, 'request');
}

/** An error: what kind it was, in what request, where in the code; never its sentence, which may quote what somebody typed. */
export function logError(error: unknown, where: { id?: string; route?: string; digest?: string } = {}): void {
  log().error({ ...where, ...errorFacts(error) }, 'error');
}

/** The path of an address, of which only what can be our own routes is told: anybody can write a name there. */
export function pathOf(url: string): string {
  const [all = '/'] = url.split(/[?#]/);
  return all
    .split('/')
    .slice(0, 12)
    .map((part) => (/^([a-z][a-z-]{0,30}|v?\d{1,19}|[a-z-]{1,30}\.[a-z]{1,6}|zh-CN|)$/.test(part) ? part : '*'))
    .join('/');
}

type ErrorFacts = { name: string; code?: string; digest?: string; at?: string[]; cause?: ErrorFacts };

/** Of an error what nobody typed: its class, its code, its place. */
export function errorFacts(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, digest, cause } = error as { code?: unknown; digest?: unknown; cause?: unknown };
  const at = placesIn(error.stack);
  return {
    name: error.constructor.name === 'Error' ? word(error.name) : error.constructor.name,
    ...(code === undefined ? {} : { code: word(code) }),
    ...(digest === undefined ? {} : { digest: word(digest) }),
    ...(at.length ? { at } : {}),
    ...(cause instanceof Error && depth < 3 ? { cause: errorFacts(cause, depth + 1) } : {}),
  };
}

function word(value: unknown): string {
  const text = String(value);
  return /^[\w.@;-]{1,80}$/.test(text) ? text : '*';
}

// Below the sentence, which may have several lines, stand lines of this form only.
function placesIn(stack = ''): string[] {
  return stack
    .split('\n')
    .map((line) => /^ {4}at ((?:async |new )?[\w.<>$[\] ]*\(?(?:file:|node:|\/|webpack|turbopack)[^()\s]*:\d+:\d+\)?)$/.exec(line)?.[1])
    .filter((line) => line !== undefined)
    .slice(0, 12);
}

/**
 * Lets what Next and libraries say of errors go the same way, without their sentences.
 * Errors with a digest are left out: `onRequestError` tells of them, with their request.
 */
export function logConsole(): void {
  for (const kind of ['error', 'warn'] as const)
    console[kind] = (...said: unknown[]) => {
      const errors = said.filter((each) => each instanceof Error);
      if (errors.some((error) => 'digest' in error)) return;
      for (const error of errors) logError(error);
      if (errors.length === 0) log()[kind]({ said: kindOf(said[0]) }, 'said');
    };
}

// Of a sentence only its first words in brackets, such as [next-auth][error][JWT_SESSION_ERROR].
function kindOf(said: unknown): string {
  return /^(\[[\w-]{1,40}\]){1,3}/.exec(String(said))?.[0] ?? typeof said;
}
