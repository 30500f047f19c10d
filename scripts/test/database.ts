// Before each test file: a fresh copy of the template, in a database of this worker's own.
import { afterAll } from 'vitest';
import { withClient } from '../postgres.ts';
import { here } from './here.ts';

const { admin, app } = here();
const name = `guta_worker_${process.env.VITEST_POOL_ID ?? '0'}`;

await withClient(admin, async (client) => {
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name} TEMPLATE guta_template OWNER guta_owner`);
});
const url = new URL(app);
url.pathname = `/${name}`;
process.env.DATABASE_URL = url.href;
process.env.NEXTAUTH_SECRET ??= 'only-for-the-tests-of-this-machine-0';

afterAll(async () => {
  const { closeDb } = await import('../../lib/db/client.ts');
  await closeDb();
});
