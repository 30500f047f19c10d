import { type Finding, finding } from '@/lib/decision';

export type Upload = { accepted: true; file: { name: string; bytes: Uint8Array } } | { accepted: false; name: string; findings: Finding[] };

/** What stands for the name of a file that has none. */
export const UNNAMED = '—';

const MEGABYTE = 1024 * 1024;

/** Reads the `file` of a multipart form, counting as it goes: of what is too large only the beginning is held, for the file's name. */
export async function readUpload(request: Request, limit: number): Promise<Upload> {
  const allowed = limit + MEGABYTE; // the form around the file
  const announced = Number(request.headers.get('content-length') ?? 0);
  const { body, size } = await readBody(request, announced > allowed ? 0 : allowed);
  if (size > allowed) return tooLarge(nameIn(body), size, limit);
  try {
    const form = await new Response(body, { headers: { 'content-type': request.headers.get('content-type') ?? '' } }).formData();
    const file = form.get('file');
    if (!(file instanceof File)) return { accepted: false, name: UNNAMED, findings: [finding('file', 'file-needed')] };
    return { accepted: true, file: { name: safeName(file.name), bytes: new Uint8Array(await file.arrayBuffer()) } };
  } catch {
    return { accepted: false, name: UNNAMED, findings: [finding('file', 'file-needed')] };
  }
}

const BEGINNING = 64 * 1024;

// To its end, also past what is allowed: a browser whose sending is cut short shows no answer.
async function readBody(request: Request, allowed: number): Promise<{ body: Uint8Array<ArrayBuffer>; size: number }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    if (size <= Math.max(allowed, BEGINNING)) parts.push(part);
    size += part.length;
  }
  return { body: new Uint8Array(Buffer.concat(parts)), size };
}

/** The name that the part of the file bears, as browsers write it. */
function nameIn(body: Uint8Array): string {
  const [, name = ''] = /^content-disposition:[^\r\n]*[ ;]name="file"[^\r\n]*[ ;]filename="([^"\r\n]+)"/im.exec(new TextDecoder().decode(body)) ?? [];
  return safeName(name.replaceAll('%22', '"'));
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

function tooLarge(name: string, bytes: number, limit: number): Upload {
  return { accepted: false, name, findings: [finding('file', 'file-too-large', { megabytes: Math.ceil(bytes / MEGABYTE), limit: limit / MEGABYTE })] };
}

/** Reads what is being sent to its end and keeps nothing of it. */
export async function drain(request: Request): Promise<void> {
  await readBody(request, 0);
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
