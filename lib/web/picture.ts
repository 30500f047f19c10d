import type { z } from 'zod';
import type { Decision, Finding } from '@/lib/decision';
import { badRequest, tooMany } from './api';
import { downloadHeaders, parametersOf, recordExport } from './export';
import { secondsToWait } from './limit';
import { pageQuery } from './page-query';

/** What is seen on a page as one picture: its name as a file, and its SVG. */
export type Picture = { name: string; svg: string; rows: number };

/**
 * Makes the route that gives what a page shows as a picture, by the same parameters. Browsers show it: it stands
 * under a policy that lets nothing in it load or run.
 * @param path of the page
 */
export function pictureRoute<T extends z.ZodObject>(
  schema: T,
  path: string,
  make: (query: z.infer<T>) => Promise<Decision<Picture>>,
  check?: (query: z.infer<T>) => Finding[],
): (request: Request) => Promise<Response> {
  return async (request) => {
    const wait = await secondsToWait('api');
    if (wait !== null) return tooMany(request, wait);
    const { searchParams, pathname } = new URL(request.url);
    const read = await pageQuery(schema, pathname, Promise.resolve(parametersOf(request)), check);
    if (!read.accepted) return badRequest(request, read.findings);
    const made = await make(read.change);
    if (!made.accepted) return badRequest(request, made.findings);
    const { name, svg, rows } = made.change;
    await recordExport(path, searchParams, rows);
    const headers = downloadHeaders(`${name}.svg`, 'image/svg+xml; charset=utf-8');
    return new Response(svg, { headers: { ...headers, 'content-disposition': headers['content-disposition']?.replace('attachment', 'inline') ?? 'inline' } });
  };
}
