// Coverage pages: seen before, seen first, large and small, and true on every server.

import { COMMAND_LINE } from '../../lib/access/actor.ts';
import { registerAccount } from '../../lib/db/account-register.ts';
import { dayOf } from '../../lib/taxonomy/day.ts';
import type { Context, Line } from '../line.ts';
import { ask, median, requestsPerSecond } from '../load.ts';

const PAGE = '/coverage';
const HELLO = '/hello';

let written = 0;

/** Registers one more account through lib/db, as a page does. */
export async function writeAccount(): Promise<void> {
  written += 1;
  const texts = { platform: 'wechat', name: `试写${Date.now()}第${written}`, unit: '杭州市教育局', region: '杭州', sector: '教育' };
  const decision = await registerAccount(COMMAND_LINE, texts, dayOf(new Date()));
  if (!decision.accepted) throw new Error(`The bench's account was refused: ${JSON.stringify(decision.findings)}`);
}

/** Milliseconds of the page's first view after a write, and of the empty page in the same moments. */
async function firstViews(context: Context, accounts: 30_000 | 300_000, times = 15): Promise<{ page: number; hello: number }> {
  const register = await context.register(accounts);
  const server = await register.server();
  await register.here();
  for (let warm = 0; warm < 5; warm++) await Promise.all([ask(server + PAGE), ask(server + HELLO)]);
  const [pages, hellos]: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time++) {
    await writeAccount();
    hellos.push((await ask(server + HELLO)).ms);
    pages.push((await ask(server + PAGE)).ms);
  }
  return { page: median(pages), hello: median(hellos) };
}

/** How often, of a hundred writes, the page of the other server shows the write at once. */
async function shown(context: Context): Promise<number> {
  const register = await context.register(300_000);
  const [first, second] = [await register.server('first'), await register.server('second')];
  await register.here();
  let right = 0;
  for (let time = 0; time < 50; time++) {
    for (const server of [first, second]) {
      const before = accountsIn((await ask(server + PAGE)).text);
      await writeAccount();
      const [here, there] = await Promise.all([ask(first + PAGE), ask(second + PAGE)]);
      if (accountsIn(here.text) === before + 1 && accountsIn(there.text) === before + 1) right += 1;
    }
  }
  return right;
}

function accountsIn(html: string): number {
  const said = /<p class="mb-1">\D*([\d,]+)/.exec(html)?.[1];
  if (said === undefined) throw new Error('The coverage page does not say how many accounts there are.');
  return Number(said.replaceAll(',', ''));
}

export const COVERAGE: Line[] = [
  {
    id: 'coverage-seen',
    what: 'coverage page nation × sector at 300,000, seen before, 10 connections, against hello-world',
    unit: 'req/s',
    goal: { least: 1 },
    run: async (context) => {
      const server = await (await context.register(300_000)).server();
      await ask(server + PAGE);
      const control = await requestsPerSecond(server + HELLO);
      return { value: await requestsPerSecond(server + PAGE), control };
    },
  },
  {
    id: 'coverage-first',
    what: 'the same page’s first view after a write, against hello-world’s time',
    unit: 'ms',
    goal: { most: 3 },
    run: async (context) => {
      const { page, hello } = await firstViews(context, 300_000);
      return { value: page, control: hello };
    },
  },
  {
    id: 'coverage-size',
    what: 'the first view after a write at 300,000 against 30,000',
    unit: 'ms',
    goal: { most: 1.1 },
    run: async (context) => {
      const [small, large] = [await firstViews(context, 30_000), await firstViews(context, 300_000)];
      return { value: large.page, control: small.page };
    },
  },
  {
    id: 'coverage-true',
    what: 'a coverage page right after a write, through two server processes: shown, of 100',
    unit: 'shown',
    goal: { least: 1 },
    run: async (context) => ({ value: await shown(context), control: 100 }),
  },
];
