import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { Editions } from '@/lib/coverage/edition';
import type { Finding } from '@/lib/decision';
import { type CsvCell, csvText } from '@/lib/exchange/csv';
import { badRequest, tooMany } from './api';
import { secondsToWait } from './limit';
import { pageQuery } from './page-query';

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
    return new Response(csvText([...rows, [], ...facts]), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="guta.csv"; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
        'cache-control': 'no-store',
      },
    });
  };
}

/** What a file says while the register holds made-up accounts. */
export async function invented(editions: Editions): Promise<[string, string][]> {
  const t = await getTranslations('csv');
  return Object.keys(editions).length ? [[t('demonstration'), t('invented')]] : [];
}
