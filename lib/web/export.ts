import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { Editions } from '@/lib/coverage/edition';
import { recordAlone } from '@/lib/db/audit';
import type { Decision, Finding } from '@/lib/decision';
import { env } from '@/lib/env';
import { XLSX_TYPE } from '@/lib/exchange/xlsx-write';
import { badRequest, tooMany } from './api';
import { enter, streamed } from './download';
import { type Export, FORMATS, type Format, fileOf } from './export-file';
import { secondsToWait } from './limit';
import { pageQuery } from './page-query';
import { currentActor } from './session';

const FORMAT = { format: z.enum(FORMATS).default('csv') };

/**
 * Makes the route that gives what a page lists as a file: the same parameters except for the page's
 * number, every row, and in words what they are.
 * @param path of the page
 * @param make null for what is not there, or not for who asks
 */
export function exportRoute<T extends z.ZodObject>(
  schema: T,
  path: string,
  make: (query: z.infer<T>, asked: URLSearchParams) => Promise<Decision<Export>>,
  check?: (query: z.infer<T>) => Finding[],
): (request: Request) => Promise<Response> {
  const { page: _, per: __, ...shape } = schema.shape;
  const asked = z.object({ ...shape, ...FORMAT });
  return async (request) => {
    const wait = await secondsToWait('api');
    if (wait !== null) return tooMany(request, wait);
    const { searchParams, pathname } = new URL(request.url);
    const read = await pageQuery(asked, pathname, Promise.resolve(parametersOf(request)), check as never);
    if (!read.accepted) return badRequest(request, read.findings);
    const leave = enter();
    if (!leave) return tooMany(request, 30);
    try {
      const { format, ...query } = read.change as z.infer<T> & { format: Format };
      const made = await make(query as z.infer<T>, searchParams);
      if (made.accepted && !made.change.recorded) await recordExport(path, searchParams, made.change.total);
      if (made.accepted) return await fileAnswer(made.change, format, leave);
      const wrong = made.findings.filter(({ field }) => field !== null);
      if (!wrong.length) return absent(leave);
      leave();
      return badRequest(request, wrong);
    } catch (error) {
      leave();
      throw error;
    }
  };
}

/** The parameters of an address, each with every value it was given. */
export function parametersOf(request: Request): Record<string, string[]> {
  const { searchParams } = new URL(request.url);
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
}

function absent(leave: () => void): Response {
  leave();
  return new Response(null, { status: 404 });
}

// A person's export; what nobody in particular takes of the public pages is not kept.
export async function recordExport(path: string, query: URLSearchParams, rows: number): Promise<void> {
  const actor = await currentActor();
  if (actor.userId === null) return;
  await recordAlone(actor, { act: 'page.export', subjectType: 'page', subjectId: path, after: { query: query.toString(), rows } });
}

const TYPES: Record<Format, string> = { csv: 'text/csv; charset=utf-8', zip: 'application/zip', xlsx: XLSX_TYPE };

async function fileAnswer(file: Export, format: Format, leave: () => void): Promise<Response> {
  const bytes = fileOf(file, format, await getTranslations('export'), env().NEXTAUTH_URL);
  const stop = async () => {
    leave();
    await file.stop?.();
  };
  return new Response(streamed(bytes, stop), { headers: downloadHeaders(`${file.name}.${format}`, TYPES[format]) });
}

/** The headers under which a browser keeps an answer as a file of this name. */
export function downloadHeaders(name: string, type: string): Record<string, string> {
  const ending = /\.\w+$/.exec(name)?.[0] ?? '';
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="guta${ending}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  };
}

/** What a file says while the register holds made-up accounts. */
export async function invented(editions: Editions): Promise<[string, string][]> {
  const t = await getTranslations('csv');
  return Object.keys(editions).length ? [[t('demonstration'), t('invented')]] : [];
}
