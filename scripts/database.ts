// What a database needs before the server may use it.
import { SYSTEM } from '../lib/access/actor.ts';
import { oneTimePassword } from '../lib/db/passwords.ts';
import { choose, chosen } from '../lib/db/settings.ts';
import { countUsers, createUser } from '../lib/db/users.ts';
import { clearDemonstration, loadDemonstration, PERSONAS } from '../prisma/seed/demonstration.ts';
import { loadReference } from '../prisma/seed/reference.ts';
import { migrate } from './migrate.ts';
import { withClient } from './postgres.ts';

type Addresses = { databaseUrl: string; ownerUrl: string };
type Say = (line: string) => void;
type Mode = 'demo' | 'production';

/** Migrates, lets the server's role in, and loads the reference data. */
export async function prepareDatabase({ databaseUrl, ownerUrl }: Addresses, say: Say): Promise<void> {
  const applied = await migrate(ownerUrl);
  if (applied.length) say(`Migrated the database (${applied.length} new)`);
  await allowServer({ databaseUrl, ownerUrl });
  process.env.DATABASE_URL = databaseUrl;
  await loadReference(say);
}

// The server's own role reads and writes rows, but owns no table and cannot touch the audit's past.
async function allowServer({ databaseUrl, ownerUrl }: Addresses) {
  const server = new URL(databaseUrl).username;
  if (server === new URL(ownerUrl).username) return;
  await withClient(ownerUrl, async (client) => {
    const role = client.escapeIdentifier(decodeURIComponent(server));
    await client.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
    await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
    await client.query(`REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM ${role}`);
  });
}

/** Tells the planner what the tables hold: after a load it would know only by and by. */
export async function analyse({ ownerUrl }: Addresses): Promise<void> {
  await withClient(ownerUrl, (client) => client.query('ANALYZE'));
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
