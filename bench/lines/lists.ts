// Lists of accounts with a filter, in order and with the exact total. Every request asks another question, also when a line is
// measured again, so that no page is answered from what was kept; of totals and orders those are kept that a list's pages share,
// as for anybody while nothing is written.
import { withClient } from '../../scripts/postgres.ts';
import type { Context, Line } from '../line.ts';
import { requestsPerSecond } from '../load.ts';

type List = { code: string; platform: string; accounts: number };

/** What tells pages of a list apart: orders and numbers, or for the API the account that they come after. */
const pagesOf = ({ accounts }: List) =>
  ['name', 'opened', 'region', '-opened'].flatMap((sort) =>
    Array.from({ length: Math.min(20, Math.ceil(accounts / 50)) }, (_, index) => `sort=${sort}&page=${index + 1}`),
  );
const cursorsOf = () => Array.from({ length: 60 }, (_, index) => `cursor=${index * 4000}`);

/** Pages of the two platforms in every province, as many as there are; a page of one after a page of another. */
async function questions(context: Context, path: string, told: (list: List) => readonly string[]): Promise<string[]> {
  const register = await context.register(300_000);
  const server = await register.server();
  const lists = await withClient(register.ownerUrl, async (client) => {
    const { rows } = await client.query<List>(
      `SELECT r.lineage[2] AS code, x.platform, count(*)::int AS accounts FROM account_search x JOIN region r ON r.id = x.region_id
       WHERE r.lineage[2] IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    return rows.map((list) => ({ list, pages: told(list) }));
  });
  const longest = Math.max(...lists.map(({ pages }) => pages.length));
  return Array.from({ length: longest }, (_, index) => index).flatMap((index) =>
    lists.flatMap(({ list: { code, platform }, pages }) => (pages[index] ? [`${server}${path}?region=${code}&platform=${platform}&${pages[index]}`] : [])),
  );
}

const asked = new Map<string, number>();

async function against(context: Context, path: string, told: (list: List) => readonly string[]) {
  const urls = await questions(context, path, told);
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
    run: (context) => against(context, '/accounts', pagesOf),
  },
  {
    id: 'list-api',
    what: '/api/v1/accounts with filter and total at 300,000, a different one each time, against hello-world',
    unit: 'req/s',
    goal: { least: 0.6 },
    run: (context) => against(context, '/api/v1/accounts', cursorsOf),
  },
];
