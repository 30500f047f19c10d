// Coverage pages: seen before, seen first, large and small, and true on every server.

import { COMMAND_LINE } from '../../lib/access/actor.ts';
import { registerAccount } from '../../lib/db/account-register.ts';
import { EXPLAINED } from '../../lib/db/filing-given.ts';
import { dayOf } from '../../lib/taxonomy/day.ts';
import { withClient } from '../../scripts/postgres.ts';
import type { Context, Figure, Line } from '../line.ts';
import { ask, median, requestsPerSecond } from '../load.ts';
import type { Register } from '../register.ts';

/** Nation × sector, today. */
export const PAGE = '/coverage';
const HELLO = '/hello';

const OWNERS = `SELECT s.name AS unit, r.code AS region, k.name AS sector
  FROM unit_standing s JOIN region r ON r.id = s.region_id JOIN sector k ON k.code = s.sector_code
  WHERE s.until IS NULL AND s.standard_body AND r.code <> '900000' ORDER BY md5(s.unit_id::text) LIMIT 5000`;

type Owner = { unit: string; region: string; sector: string };
let owners: { of: string; list: Owner[] } | undefined;
let written = 0;

/** Registers one more account through lib/db, as a page does: each of another unit, as the accounts of one are all read. */
export async function writeAccount({ ownerUrl }: Register): Promise<void> {
  if (owners?.of !== ownerUrl) owners = { of: ownerUrl, list: await withClient(ownerUrl, async (client) => (await client.query<Owner>(OWNERS)).rows) };
  written += 1;
  const owner = owners.list[written % owners.list.length];
  const texts = { platform: 'wechat', name: `试写${Date.now()}第${written}`, ...owner, ...EXPLAINED };
  const decision = await registerAccount(COMMAND_LINE, texts, dayOf(new Date()));
  if (!decision.accepted) throw new Error(`The bench's account was refused: ${JSON.stringify(decision.findings)}`);
}

/** Milliseconds of a page's first view after a write, and of what it is compared with, each after a write of its own. */
export async function firstViews(
  register: Register,
  { page = () => PAGE, against = HELLO, times = 15 }: { page?: (time: number) => string; against?: string; times?: number } = {},
): Promise<Figure> {
  const server = await register.server();
  await register.here();
  for (let warm = 0; warm < 5; warm++) await Promise.all([ask(server + page(times)), ask(server + against)]);
  const [pages, others]: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time++) {
    for (const [path, taken] of [
      [against, others],
      [page(time), pages],
    ] as const) {
      await writeAccount(register);
      const { status, ms } = await ask(server + path);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      taken.push(ms);
    }
  }
  return { value: median(pages), control: median(others) };
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
      await writeAccount(register);
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
    run: async (context) => firstViews(await context.register(300_000)),
  },
  {
    id: 'coverage-size',
    what: 'the first view after a write at 300,000 against 30,000',
    unit: 'ms',
    goal: { most: 1.1 },
    run: async (context) => {
      const [small, large] = [await firstViews(await context.register(30_000)), await firstViews(await context.register(300_000))];
      return { value: large.value, control: small.value };
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
