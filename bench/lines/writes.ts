// One account saved with history, audit and coverage, against one bare row in a table with the same indexes.
import { Pool } from 'pg';
import { withClient } from '../../scripts/postgres.ts';
import type { Context, Line } from '../line.ts';
import { writeAccount } from './coverage.ts';

const CONNECTIONS = 10;
const SECONDS = 4;

async function perSecond(write: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  const end = began + SECONDS * 1000;
  let done = 0;
  const writing = async () => {
    while (performance.now() < end) {
      await write();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, writing));
  return (done * 1000) / (performance.now() - began);
}

async function bareInserts(context: Context): Promise<number> {
  const { ownerUrl, databaseUrl } = await context.register(300_000);
  await withClient(ownerUrl, async (client) => {
    await client.query('DROP TABLE IF EXISTS bare_account');
    await client.query('CREATE TABLE bare_account (LIKE account INCLUDING ALL)');
    await client.query(`INSERT INTO bare_account SELECT * FROM account`);
    if (new URL(databaseUrl).username !== new URL(ownerUrl).username)
      await client.query(`GRANT ALL ON bare_account TO ${client.escapeIdentifier(decodeURIComponent(new URL(databaseUrl).username))}`);
  });
  const pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  let number = 0;
  try {
    return await perSecond(() => {
      number += 1;
      return pool.query(
        `INSERT INTO bare_account (platform, platform_id, handle, holder, known_by, provenance, created_at, updated_at)
         VALUES ('weibo', $1, $2, 'institution', now(), 'registered', now(), now())`,
        [`9${Date.now()}${number}`, `bare${number}`],
      );
    });
  } finally {
    await pool.end();
    await withClient(ownerUrl, (client) => client.query('DROP TABLE bare_account'));
  }
}

export const WRITES: Line[] = [
  {
    id: 'account-saved',
    what: 'one account saved through lib/db, 10 connections, against one bare insert with the same indexes',
    unit: 'rows/s',
    goal: { least: 0.1 },
    run: async (context) => {
      const control = await bareInserts(context);
      const register = await context.register(300_000);
      await register.here();
      await writeAccount(register); // whose units are read once
      return { value: await perSecond(() => writeAccount(register)), control };
    },
  },
];
