// Two characters that stand in the names of one account of twelve.
import { Client } from 'pg';
import { listAccounts } from '../../lib/db/account-list.ts';
import { dayOf } from '../../lib/taxonomy/day.ts';
import type { Context, Line } from '../line.ts';
import { median } from '../load.ts';

const ASKED = 15;
const HITS = 25_000;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The two characters with about so many hits: as sectors of the register are called. */
async function chosen(client: Client): Promise<string> {
  const words = ['公安', '教育', '民政', '统计', '卫生', '税务', '司法', '水利', '气象', '商务'];
  const counted = await Promise.all(
    words.map(async (word) => {
      const { rows } = await client.query<{ hits: number }>(`SELECT count(*)::int AS hits FROM account_name WHERE name ILIKE $1`, [`%${word}%`]);
      return { word, away: Math.abs((rows[0]?.hits ?? 0) - HITS) };
    }),
  );
  return counted.sort((a, b) => a.away - b.away)[0]?.word ?? '';
}

async function search(context: Context) {
  const register = await context.register(300_000);
  await register.here();
  const client = new Client({ connectionString: register.databaseUrl });
  await client.connect();
  try {
    const word = await chosen(client);
    const filter = {
      regions: [],
      sectors: [],
      platforms: [],
      tiers: [],
      ranks: [],
      holders: [],
      statuses: [],
      provenances: [],
      scope: 'subtree',
      unitId: null,
    } as const;
    const question = { ...filter, asOf: dayOf(new Date()), text: word };
    const [found, scanned]: [number[], number[]] = [[], []];
    for (let time = 0; time < ASKED; time++) {
      scanned.push(await timed(() => client.query(`SELECT count(*) FROM account_name WHERE until IS NULL AND name ILIKE $1`, [`%${word}%`])));
      // A transaction that could have written ends: what was found before is no longer kept, and this is found anew.
      await client.query('SELECT pg_current_xact_id()');
      found.push(await timed(() => listAccounts(question, { sort: 'name', skip: 0, take: 50 })));
    }
    return { value: median(found), control: median(scanned) };
  } finally {
    await client.end();
  }
}

export const SEARCH: Line[] = [
  {
    id: 'search',
    what: 'accounts found by two characters, a page and the exact total, p50, nothing kept, against a raw ILIKE scan that counts',
    unit: 'ms',
    goal: { most: 0.25 },
    run: search,
  },
];
