// Lists of accounts with a filter, in order and with the exact total. Every request asks another question, also when a line is
// measured again, so that no page is answered from what was kept; of totals and orders those are kept that a list's pages share,
// as for anybody while nothing is written.
import { withClient } from '../../scripts/postgres.ts';
import type { Context, Line } from '../line.ts';
import { requestsPerSecond } from '../load.ts';

/** What tells pages of a list apart: orders and numbers, or for the API the account that they come after. */
const PAGES = ['name', 'opened', 'region', '-opened'].flatMap((sort) => Array.from({ length: 20 }, (_, index) => `sort=${sort}&page=${index + 1}`));
const CURSORS = Array.from({ length: 60 }, (_, index) => `cursor=${index * 4000}`);

/** Pages of the two platforms in every province; the corps and the missions have too few. */
async function questions(context: Context, path: string, pages: readonly string[]): Promise<string[]> {
  const register = await context.register(300_000);
  const server = await register.server();
  const provinces = await withClient(register.ownerUrl, async (client) => {
    const { rows } = await client.query<{ code: string }>(
      `SELECT code FROM region WHERE level = 'province' AND valid_until IS NULL AND economic_region IS DISTINCT FROM 'hmt' AND code < '660000' ORDER BY code`,
    );
    return rows.map(({ code }) => code);
  });
  return pages.flatMap((page) =>
    provinces.flatMap((code) => ['wechat', 'weibo'].map((platform) => `${server}${path}?region=${code}&platform=${platform}&${page}`)),
  );
}

const asked = new Map<string, number>();

async function against(context: Context, path: string, pages: readonly string[]) {
  const urls = await questions(context, path, pages);
  const next = () => {
    const number = asked.get(path) ?? 0;
    asked.set(path, number + 1);
    return urls[number % urls.length] ?? '';
  };
  const server = await (await context.register(300_000)).server();
  const control = await requestsPerSecond(`${server}/hello`);
  return { value: await requestsPerSecond(next), control };
}

export const LISTS: Line[] = [
  {
    id: 'list-page',
    what: 'account list page with filter, sort and exact total at 300,000, a different one each time, against hello-world',
    unit: 'req/s',
    goal: { least: 0.4 },
    run: (context) => against(context, '/accounts', PAGES),
  },
  {
    id: 'list-api',
    what: '/api/v1/accounts with filter and total at 300,000, a different one each time, against hello-world',
    unit: 'req/s',
    goal: { least: 0.6 },
    run: (context) => against(context, '/api/v1/accounts', CURSORS),
  },
];
