// A restore: one transaction that takes the present register away, builds the schema of the backup, fills it,
// and compares every table with the manifest. Whatever fails leaves the register as it was.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import { grantServer } from '../database.ts';
import { MIGRATIONS, migrate, migrationNames } from '../migrate.ts';
import { withClient } from '../postgres.ts';
import { compare, inspect, type Manifest, partsOf, Unusable } from './file.ts';
import { PLAIN, type Row, sumOf, type Table, tablesOf } from './tables.ts';

type Addresses = { databaseUrl: string; ownerUrl: string };

/** The register holds something, and nobody said that it may go. */
export class NotEmpty extends Error {}

/**
 * Fills a register from a backup, and brings it to the newest migration.
 * @param replace whether what the register holds may go
 * @throws Unusable or NotEmpty, with nothing written
 */
export async function restore(addresses: Addresses, file: string, { replace }: { replace: boolean }): Promise<Manifest> {
  const { manifest, migrations } = await inspect(file);
  const scripts = scriptsOf(migrations);
  await withClient(addresses.ownerUrl, async (client) => {
    if (!replace) await requireEmpty(client);
  });
  await migrate(addresses.ownerUrl); // an empty database has no table of migrations yet
  await withClient(addresses.ownerUrl, async (client) => {
    await client.query(`BEGIN; ${PLAIN}`);
    await clear(client);
    for (const script of scripts) await client.query(script);
    await fill(client, file, manifest);
    await grantServer(client, addresses);
    await client.query('COMMIT');
  });
  await migrate(addresses.ownerUrl);
  await withClient(addresses.ownerUrl, async (client) => {
    await grantServer(client, addresses);
    await client.query('ANALYZE');
  });
  return manifest;
}

/** The SQL of the backup's migrations, as they are in this checkout too. */
function scriptsOf(migrations: ReadonlyMap<string, string>): string[] {
  const known = migrationNames();
  for (const name of migrations.keys()) if (!known.includes(name)) throw new Unusable(`was made by a newer version of Guta: it has the migration ${name}`);
  return known
    .filter((name) => migrations.has(name))
    .map((name) => {
      const script = readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8');
      if (createHash('sha256').update(script).digest('hex') !== migrations.get(name))
        throw new Unusable(`was made by another version of Guta: its migration ${name} differs`);
      return script;
    });
}

const HOLDS_WORK = ['account', 'unit', 'import_batch'];

/** Empty is what `npm run up -- --empty` begins with, too: reference lists and one administrator. */
async function requireEmpty(client: Client): Promise<void> {
  const tables = (await tablesOf(client)).map(({ name }) => name);
  const count = async (name: string) => Number((await client.query(`SELECT count(*) FROM ${client.escapeIdentifier(name)}`)).rows[0].count);
  for (const name of tables) {
    const allowed = HOLDS_WORK.includes(name) ? 0 : name === 'user' ? 1 : Number.POSITIVE_INFINITY;
    const rows = allowed === Number.POSITIVE_INFINITY ? 0 : await count(name);
    if (rows > allowed) throw new NotEmpty(`The register is not empty: its table ${name} has ${rows} rows.`);
  }
}

/** Drops what migrations made; extensions stay, which may belong to somebody else. */
async function clear(client: Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    SELECT format('DROP %s IF EXISTS %s CASCADE', kind, thing) AS statement FROM (
      SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
        oid::regclass::text AS thing, 'pg_class'::regclass AS class, oid FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S') AND relname <> '_prisma_migrations'
      UNION ALL SELECT 'ROUTINE', oid::regprocedure::text, 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL SELECT 'TYPE', oid::regtype::text, 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
    ) things WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = class AND d.objid = things.oid AND d.deptype = 'e')`);
  for (const { statement } of rows) await client.query(statement);
}

async function fill(client: Client, file: string, manifest: Manifest): Promise<void> {
  const tables = await tablesOf(client);
  const bindAgain = await unbind(client, tables);
  await client.query(`TRUNCATE ${tables.map(({ name }) => client.escapeIdentifier(name)).join(', ')}`);
  await writeRows(client, file, tables);
  for (const { name, value, called } of manifest.sequences)
    await client.query('SELECT setval($1::regclass, $2, $3)', [`public.${client.escapeIdentifier(name)}`, value, called]);
  await bindAgain();
  const sums = new Map<string, Awaited<ReturnType<typeof sumOf>>>();
  for (const table of tables) sums.set(table.name, await sumOf(client, table));
  compare(sums, manifest);
}

/**
 * Takes references and triggers off while rows come in an order of their own.
 * @returns what puts them back, whereby the database checks every reference
 */
async function unbind(client: Client, tables: readonly Table[]): Promise<() => Promise<void>> {
  const { rows: references } = await client.query<{ off: string; on: string }>(`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off,
      format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS on
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
  const { rows: triggers } = await client.query<{ on: string }>(`
    SELECT format('ALTER TABLE %s %s TRIGGER %I', tgrelid::regclass,
      CASE tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'D' THEN 'DISABLE' ELSE 'ENABLE' END, tgname) AS on
    FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace`);
  for (const { off } of references) await client.query(off);
  for (const { name } of tables) await client.query(`ALTER TABLE ${client.escapeIdentifier(name)} DISABLE TRIGGER USER`);
  return async () => {
    for (const { on } of [...triggers, ...references]) await client.query(on);
  };
}

const AT_ONCE = 1000;

async function writeRows(client: Client, file: string, tables: readonly Table[]): Promise<void> {
  let waiting: Row[] = [];
  let insert = '';
  const flush = async () => {
    if (waiting.length) await client.query(insert, [JSON.stringify(waiting)]);
    waiting = [];
  };
  for await (const part of partsOf(file)) {
    if ('row' in part) waiting.push(part.row);
    else await flush();
    if ('table' in part) insert = insertInto(client, part.table, tables);
    if (waiting.length >= AT_ONCE) await flush();
  }
}

function insertInto(client: Client, { name, columns }: Table, tables: readonly Table[]): string {
  const here = tables.find((table) => table.name === name)?.columns ?? [];
  // Types come from the schema, never from the file: they stand in the statement as they are.
  const typed = columns.map((column) => ({ ...column, type: here.find((each) => each.name === column.name)?.type }));
  if (here.length !== columns.length || typed.some(({ type }) => type === undefined)) throw new Unusable(`has other columns than the table ${name}`);
  const names = typed.map((column) => client.escapeIdentifier(column.name)).join(', ');
  const values = typed.map(({ type }, index) => `(r->>${index})::${type}`).join(', ');
  return `INSERT INTO ${client.escapeIdentifier(name)} (${names}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM json_array_elements($1::json) r`;
}
