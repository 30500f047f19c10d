import { type Finding, finding } from '@/lib/decision';

export type Upload = { accepted: true; file: { name: string; bytes: Uint8Array } } | { accepted: false; name: string; findings: Finding[] };

const MEGABYTE = 1024 * 1024;

/** Reads the `file` of a multipart form, counting as it goes: what is too large is refused before it is held. */
export async function readUpload(request: Request, limit: number): Promise<Upload> {
  const allowed = limit + MEGABYTE; // the form around the file
  const announced = Number(request.headers.get('content-length') ?? 0);
  const body = announced > allowed ? null : await readBody(request, allowed);
  if (body === null) return tooLarge(announced, limit);
  try {
    const form = await new Response(body, { headers: { 'content-type': request.headers.get('content-type') ?? '' } }).formData();
    const file = form.get('file');
    if (!(file instanceof File)) return { accepted: false, name: '—', findings: [finding('file', 'file-needed')] };
    return { accepted: true, file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } };
  } catch {
    return { accepted: false, name: '—', findings: [finding('file', 'file-needed')] };
  }
}

function tooLarge(bytes: number, limit: number): Upload {
  return {
    accepted: false,
    name: '—',
    findings: [finding('file', 'file-too-large', { megabytes: Math.ceil(Math.max(bytes, limit + MEGABYTE) / MEGABYTE), limit: limit / MEGABYTE })],
  };
}

async function readBody(request: Request, allowed: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (request.body ?? new ReadableStream()) as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > allowed) return null;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Whether a form was sent by a page of another site. */
export function fromElsewhere(request: Request): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return request.headers.get('sec-fetch-site') === 'cross-site';
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host');
}

/** Leads the browser on after a form, within this host. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } });
}
