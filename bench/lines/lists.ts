// Lists of accounts with a filter, in order and with the exact total.
import type { Line } from '../line.ts';
import { requestsPerSecond } from '../load.ts';

async function against(server: string, path: string) {
  const control = await requestsPerSecond(`${server}/hello`);
  return { value: await requestsPerSecond(server + path), control };
}

export const LISTS: Line[] = [
  {
    id: 'list-page',
    what: 'account list page with filter, sort and exact total at 300,000, against hello-world',
    unit: 'req/s',
    goal: { least: 0.4 },
    run: async (context) => against(await (await context.register(300_000)).server(), '/accounts?region=330000&platform=wechat'),
  },
  {
    id: 'list-api',
    what: '/api/v1/accounts with filter and total at 300,000, against hello-world',
    unit: 'req/s',
    goal: { least: 0.6 },
    run: async (context) => against(await (await context.register(300_000)).server(), '/api/v1/accounts?region=330000&platform=wechat'),
  },
];
