// What a database needs before the server may use it.
import type { Client } from 'pg';
import { SYSTEM } from '../lib/access/actor.ts';
import { unguarded } from '../lib/db/audit-guard.ts';
import { oneTimePassword } from '../lib/db/passwords.ts';
import { choose, chosen } from '../lib/db/settings.ts';
import { countUsers, createUser } from '../lib/db/users.ts';
import { clearDemonstration, loadDemonstration, PERSONAS } from '../prisma/seed/demonstration.ts';
import { loadReference } from '../prisma/seed/reference.ts';
import { migrate } from './migrate.ts';
import { withClient } from './postgres.ts';
import { UNGUARDED } from './unguarded.ts';

type Addresses = { databaseUrl: string; ownerUrl: string };
type Say = (line: string) => void;
type Mode = 'demo' | 'production';

/** Migrates, lets the server's role in, and loads the reference data. */
export async function prepareDatabase({ databaseUrl, ownerUrl }: Addresses, say: Say): Promise<void> {
  const applied = await migrate(ownerUrl);
  if (applied.length) say(`Migrated the database (${applied.length} new)`);
  await withClient(ownerUrl, async (client) => {
    await client.query('BEGIN'); // the server may be running
    await grantServer(client, { databaseUrl, ownerUrl });
    await client.query('COMMIT');
  });
  process.env.DATABASE_URL = databaseUrl;
  for (const missing of await unguarded()) say(UNGUARDED[missing]);
  await loadReference(say);
}

// Of an event the server writes what happened; when it was, its number and its transaction are the database's to say.
const OWN_COLUMNS = ['id', 'at', 'txid', 'cluster'];

/** The server's own role reads and writes rows, but owns no table and cannot touch the audit's past. */
export async function grantServer(client: Client, { databaseUrl, ownerUrl }: Addresses): Promise<void> {
  const server = new URL(databaseUrl).username;
  if (server === new URL(ownerUrl).username) return;
  const role = client.escapeIdentifier(decodeURIComponent(server));
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(column_name) AS name FROM information_schema.columns WHERE table_name = 'audit_event' AND column_name <> ALL ($1)`,
    [OWN_COLUMNS],
  );
  await client.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
  await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
  await client.query(`REVOKE ALL ON audit_event FROM ${role}`);
  await client.query(`GRANT SELECT, INSERT (${rows.map(({ name }) => name).join(', ')}) ON audit_event TO ${role}`);
  await grantQueue(client, role);
  // A backup of an older version is let in before it is brought to the newest.
  const blocks = await client.query<{ name: string | null }>(`SELECT to_regclass('audit_block') AS name`);
  if (blocks.rows[0]?.name == null) return;
  await client.query(`REVOKE ALL ON audit_block FROM ${role}`);
  await client.query(`GRANT SELECT, INSERT ON audit_block TO ${role}`);
  const personal = await client.query<{ name: string | null }>(`SELECT to_regclass('audit_personal') AS name`);
  if (personal.rows[0]?.name != null) await client.query(`REVOKE UPDATE ON audit_personal FROM ${role}`);
}

// A backup of an older version has none.
async function grantQueue(client: Client, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string | null }>(`SELECT to_regnamespace('pgboss') AS name`);
  if (rows[0]?.name == null) return;
  await client.query(`GRANT USAGE ON SCHEMA pgboss TO ${role}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${role}`);
}

const MANY = 1000;

/**
 * Tells the planner what the tables hold: after a load it would know only by and by. Of few rows it
 * is not told: the checks of a load that follows would be planned for few.
 */
export async function analyse({ ownerUrl }: Addresses): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rowCount } = await client.query(`SELECT FROM account LIMIT ${MANY}`);
    if (rowCount === MANY) await client.query('ANALYZE');
  });
}

/** `synthetic`: whether the demonstration holds made-up accounts, beside those that documents name. */
export type Start = { mode: Mode; empty: boolean; demonstration: boolean; synthetic?: boolean };

/**
 * Sees to what the register holds at its first start, and that somebody can sign in.
 * @returns lines that say how
 */
export async function beginRegister({ mode, empty, demonstration, synthetic = true }: Start, say: Say): Promise<string[]> {
  if (empty) await clearDemonstration(say);
  if (empty || demonstration) await choose('demonstration', empty ? 'unwanted' : 'wanted');
  const wanted = mode === 'demo' && (await chosen('demonstration')) !== 'unwanted';
  if (wanted) await loadDemonstration(say, { again: demonstration, synthetic });
  const { users, personas } = await countUsers();
  if (mode === 'production' && personas > 0)
    throw new Error('GUTA_MODE is production, and this register has demonstration users. Remove the demonstration first: npm run up -- --empty');
  if (wanted) return PERSONAS.map(({ username, password, displayName }) => `${displayName}: user name ${username}, password ${password}`);
  if (users > 0) return ['as the users of this register; npm run user:create makes another'];
  return [await firstAdministrator()];
}

async function firstAdministrator(): Promise<string> {
  const password = oneTimePassword();
  await createUser(SYSTEM, { username: 'admin', displayName: '系统管理员', role: 'administrator', password });
  return `user name admin, password ${password} (shown this once, changed at the first sign-in)`;
}
