// What a page makes the browser load: every script that its HTML names, as it is sent, gzipped.
import type { Line } from '../line.ts';
import { ask } from '../load.ts';

async function kilobytes(server: string, path: string): Promise<number> {
  const { text } = await ask(server + path);
  const scripts = new Set([...text.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, address]) => address));
  if (scripts.size === 0) throw new Error(`${path} names no script.`);
  let bytes = 0;
  for (const address of scripts) bytes += (await ask(new URL(address ?? '', server).href, undefined, { 'accept-encoding': 'gzip' })).bytes;
  return bytes / 1000;
}

export const JAVASCRIPT: Line[] = [
  {
    id: 'coverage-javascript',
    what: 'JavaScript sent to a coverage page, gzipped, against hello-world',
    unit: 'kB',
    goal: { most: 1.2 },
    run: async (context) => {
      const server = await (await context.register(30_000)).server();
      return { value: await kilobytes(server, '/coverage'), control: await kilobytes(server, '/hello') };
    },
  },
];
