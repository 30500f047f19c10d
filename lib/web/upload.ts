import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { type Finding, finding } from '@/lib/decision';

/** A file that is being sent: its bytes as they come, and after the last of them what is wrong with it as a whole. */
export type Upload = {
  name: string;
  /** What the form says before the file. */
  fields: Readonly<Record<string, string>>;
  bytes: AsyncIterable<Uint8Array>;
  findings(): Finding[];
};

/** What stands for the name of a file that has none. */
export const UNNAMED = '—';

const MEGABYTE = 1024 * 1024;

/**
 * Begins to read the `file` of a multipart form, counting as it goes: of what is too large nothing
 * more is given out, but it is read to its end, for a browser whose sending is cut short shows no answer.
 */
export async function readUpload(request: Request, limit: number): Promise<Upload> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  const parts = parserFor(request, limit);
  if (!parts || !request.body) return none(request);
  const fields: Record<string, string> = {};
  parts.on('field', (name, value) => {
    fields[name] = value;
  });
  let received = 0;
  const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
  body.on('data', (part: Uint8Array) => {
    received += part.length;
  });
  const ended = new Promise<void>((resolve, reject) => {
    parts.once('close', resolve).once('error', reject);
    body.once('error', reject);
  });
  ended.catch(() => undefined); // told again to whoever reads the bytes
  const begun = new Promise<{ name: string; file: Readable & { truncated?: boolean } } | null>((resolve) => {
    parts.on('file', (field, file, { filename }) => (field === 'file' ? resolve({ name: filename ?? '', file }) : file.resume()));
    ended.then(
      () => resolve(null),
      () => resolve(null),
    );
  });
  body.pipe(parts);
  const part = await begun;
  if (!part) return { name: UNNAMED, fields, bytes: nothing(), findings: () => [finding('file', 'file-needed')] };
  const { file } = part;
  const name = safeName(part.name.replaceAll('%22', '"'));
  return {
    name,
    fields,
    bytes: following(file, ended),
    findings: () => {
      if (file.truncated) return [tooLarge(Math.max(announced, received), limit)];
      return part.name === '' ? [finding('file', 'file-needed')] : [];
    },
  };
}

function parserFor(request: Request, limit: number): busboy.Busboy | null {
  try {
    return busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 20, fieldSize: MEGABYTE, fileSize: limit },
    });
  } catch {
    return null;
  }
}

async function none(request: Request): Promise<Upload> {
  await drain(request);
  return { name: UNNAMED, fields: {}, bytes: nothing(), findings: () => [finding('file', 'file-needed')] };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

// To the end of the whole form, also past what is allowed of the file.
async function* following(file: AsyncIterable<Uint8Array>, ended: Promise<void>): AsyncGenerator<Uint8Array> {
  yield* file;
  await ended;
}

/** A file's name as a text and nothing else: no folders, nothing unseen that turns or hides its letters, its ending kept when it is cut. */
export function safeName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const seen = base
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  const ending = /\.\w{1,8}$/.exec(seen)?.[0] ?? '';
  const letters = [...seen.slice(0, seen.length - ending.length)];
  return letters.slice(0, LONGEST_NAME - ending.length).join('') + ending || UNNAMED;
}

const LONGEST_NAME = 200;

function tooLarge(bytes: number, limit: number): Finding {
  return finding('file', 'file-too-large', { megabytes: Math.ceil(bytes / MEGABYTE), limit: limit / MEGABYTE });
}

/** Read on so far only that a browser shows the answer; what is announced to be more is answered at once. */
const READ_ON = 512 * MEGABYTE;

/** Why what is announced is not even begun to be read, in megabytes; null where it is. */
export function announcedTooLarge(request: Request): number | null {
  const announced = Number(request.headers.get('content-length') ?? 0);
  return announced > READ_ON ? Math.ceil(announced / MEGABYTE) : null;
}

/** Reads what is being sent and keeps nothing of it. */
export async function drain(request: Request): Promise<void> {
  let read = 0;
  for await (const part of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    read += part.length;
    if (read > READ_ON) return;
  }
}

/** Whether a form was sent by a page of another site. */
export function fromElsewhere(request: Request): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return ['cross-site', 'same-site'].includes(request.headers.get('sec-fetch-site') ?? '');
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host');
}

/** A page of one sentence and a way back, for a route that answers a form. */
export function sentencePage(status: number, sentence: string, back: { href: string; text: string }, headers: Record<string, string> = {}): Response {
  const html = `<!doctype html><meta charset="utf-8"><title>${escaped(sentence)}</title><p>${escaped(sentence)}</p><p><a href="${escaped(back.href)}">${escaped(back.text)}</a></p>`;
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers } });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Leads the browser on after a form, within this host. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } });
}
