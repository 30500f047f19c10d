import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { Editions } from '@/lib/coverage/edition';
import { recordAlone } from '@/lib/db/audit';
import type { Finding } from '@/lib/decision';
import { type CsvCell, csvText } from '@/lib/exchange/csv';
import { badRequest, tooMany } from './api';
import { secondsToWait } from './limit';
import { pageQuery } from './page-query';
import { currentActor } from './session';

/** A page's figures as a file: its name, its rows, and lines that say what they are. */
export type CsvFile = { name: string; rows: CsvCell[][]; facts: [string, string][] };

/**
 * Makes the route that gives what is on a page as CSV: the same parameters, the table, and below an
 * empty line the day, the definition and the address of the page.
 * @param path of the page
 */
export function csvRoute<T extends z.ZodObject>(
  schema: T,
  path: string,
  make: (query: z.infer<T>) => Promise<CsvFile>,
  check?: (query: z.infer<T>) => Finding[],
): (request: Request) => Promise<Response> {
  return async (request) => {
    const wait = await secondsToWait('api');
    if (wait !== null) return tooMany(request, wait);
    const { searchParams } = new URL(request.url);
    const given = Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
    const read = await pageQuery(schema, path, Promise.resolve(given), check);
    if (!read.accepted) return badRequest(request, read.findings);
    const { name, rows, facts } = await make(read.change);
    await recordExport(path, searchParams, rows.length - 1);
    return new Response(csvText([...rows, [], ...facts]), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="guta.csv"; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
        'cache-control': 'no-store',
      },
    });
  };
}

// A person's export; what nobody in particular takes of the public pages is not kept.
async function recordExport(path: string, query: URLSearchParams, rows: number): Promise<void> {
  const actor = await currentActor();
  if (actor.userId === null) return;
  await recordAlone(actor, { act: 'page.export', subjectType: 'page', subjectId: path, after: { query: query.toString(), rows } });
}

/** What a file says while the register holds made-up accounts. */
export async function invented(editions: Editions): Promise<[string, string][]> {
  const t = await getTranslations('csv');
  return Object.keys(editions).length ? [[t('demonstration'), t('invented')]] : [];
}
