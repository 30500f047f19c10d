// Lists of accounts with a filter, in order and with the exact total. Every request asks another question, so that no page
// is answered from what was kept; of the totals those are kept that a list's pages share, as for anybody while nothing is written.
import { withClient } from '../../scripts/postgres.ts';
import type { Context, Line } from '../line.ts';
import { requestsPerSecond } from '../load.ts';

const PAGES = 20;

/** What says which page: its number, or for the API the account that it comes after. */
type PageOf = (index: number) => string;

/** More different questions than are ever kept: pages of the two platforms in every province; the corps and the missions have too few. */
async function questions(context: Context, path: string, pageOf: PageOf): Promise<string[]> {
  const register = await context.register(300_000);
  const server = await register.server();
  const provinces = await withClient(register.ownerUrl, async (client) => {
    const { rows } = await client.query<{ code: string }>(
      `SELECT code FROM region WHERE level = 'province' AND valid_until IS NULL AND economic_region IS DISTINCT FROM 'hmt' AND code < '660000' ORDER BY code`,
    );
    return rows.map(({ code }) => code);
  });
  const pages = Array.from({ length: PAGES }, (_, index) => pageOf(index));
  return pages.flatMap((page) =>
    provinces.flatMap((code) => ['wechat', 'weibo'].map((platform) => `${server}${path}?region=${code}&platform=${platform}&${page}`)),
  );
}

async function against(context: Context, path: string, pageOf: PageOf) {
  const asked = await questions(context, path, pageOf);
  const server = await (await context.register(300_000)).server();
  const control = await requestsPerSecond(`${server}/hello`);
  return { value: await requestsPerSecond(asked), control };
}

export const LISTS: Line[] = [
  {
    id: 'list-page',
    what: 'account list page with filter, sort and exact total at 300,000, a different one each time, against hello-world',
    unit: 'req/s',
    goal: { least: 0.4 },
    run: (context) => against(context, '/accounts', (index) => `page=${index + 1}`),
  },
  {
    id: 'list-api',
    what: '/api/v1/accounts with filter and total at 300,000, a different one each time, against hello-world',
    unit: 'req/s',
    goal: { least: 0.6 },
    run: (context) => against(context, '/api/v1/accounts', (index) => `cursor=${index * 10_000}`),
  },
];
