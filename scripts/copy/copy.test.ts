// A register is written into a file and comes back from it, on a real PostgreSQL.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { closeDb, db } from '@/lib/db/client';
import { recordBackup, recordRestore } from '@/lib/db/copies';
import { sessionHolder } from '@/lib/db/sessions';
import { beginSession } from '@/lib/db/sign-in';
import { createUser } from '@/lib/db/users';
import { loadDemonstration, PERSONAS } from '@/prisma/seed/demonstration';
import { MIGRATIONS, migrationNames } from '../migrate';
import { withClient } from '../postgres';
import { here } from '../test/here';
import { backUp } from './backup';
import { type Manifest, Unusable } from './file';
import { NotEmpty, restore } from './restore';
import { PLAIN, type Sum, sequencesOf, sumOf, tablesOf } from './tables';

const MIGRATIONS_TABLE = `CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

const { admin, owner, app } = here();
const folder = mkdtempSync(path.join(os.tmpdir(), 'guta-copy-'));
const file = path.join(folder, '鼓塔 备份.gz');
const source = new URL(process.env.DATABASE_URL ?? '').pathname.slice(1);
const [persona] = PERSONAS;

let manifest: Manifest;
let session: string | null;

const at = (address: string, name: string) => Object.assign(new URL(address), { pathname: `/${name}` }).href;
const addresses = (name: string) => ({ databaseUrl: at(app, name), ownerUrl: at(owner, name) });

async function emptyDatabase(name: string) {
  await withClient(admin, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} OWNER guta_owner`);
  });
  return addresses(name);
}

/** Every table of a database with its count and checksum, every sequence, and what guards them. */
function stateOf(ownerUrl: string) {
  return withClient(ownerUrl, async (client) => {
    await client.query(`BEGIN; ${PLAIN}`);
    const tables: Record<string, Sum> = {};
    for (const table of await tablesOf(client)) tables[table.name] = await sumOf(client, table);
    const guards = await client.query(`
      SELECT conname AS name, pg_get_constraintdef(oid) AS definition, convalidated::text AS state FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT tgname, pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT indexname, indexdef, '' FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT table_name || '.' || privilege_type, grantee, '' FROM information_schema.table_privileges WHERE table_schema = 'public' AND grantee = 'guta_app'
      ORDER BY 1, 2`);
    return { tables, sequences: await sequencesOf(client), guards: guards.rows };
  });
}

async function query(address: string, statement: string) {
  return withClient(address, async (client) => (await client.query(statement)).rows);
}

beforeAll(async () => {
  await loadDemonstration(() => undefined, { again: false, synthetic: false });
  const begun = await beginSession(persona.username, persona.password, { address: null, userAgent: null });
  session = begun.accepted ? begun.change : null;
  await db().setting.create({ data: { name: 'odd', value: '引号" \\ 反斜杠\n换行\u2028分行 \u0001 😀' } });
  manifest = await backUp(addresses(source).ownerUrl, file);
  await recordBackup(COMMAND_LINE, { file: path.basename(file), tables: 1, rows: 1 });
}, 60_000);

describe('a backup', () => {
  it('holds every table, for nobody else to read', async () => {
    const { tables } = await stateOf(addresses(source).ownerUrl);
    expect(Object.keys(manifest.tables)).toEqual(Object.keys(tables));
    expect(manifest.tables.account?.rows).toBeGreaterThan(40);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    const ownerUrl = addresses(source).ownerUrl;
    const during = path.join(folder, 'during.gz');
    const writing = (async () => {
      for (let count = 0; count < 40; count++)
        await query(ownerUrl, `WITH one AS (INSERT INTO setting VALUES ('a${count}', 'x')) INSERT INTO setting VALUES ('b${count}', 'x')`);
    })();
    const made = await backUp(ownerUrl, during);
    await writing;
    await query(ownerUrl, `DELETE FROM setting WHERE value = 'x'`);
    expect(((made.tables.setting?.rows ?? 0) - (manifest.tables.setting?.rows ?? 0)) % 2).toBe(0);
  });

  it('replaces no file and leaves none behind when it fails', async () => {
    await expect(backUp(at(owner, 'no_such_database'), path.join(folder, 'none.gz'))).rejects.toThrow();
    expect(existsSync(path.join(folder, 'none.gz')) || existsSync(path.join(folder, 'none.gz.part'))).toBe(false);
  });
});

describe('a restore into an empty database', () => {
  const target = `${source}_restored`;

  it('brings back every table, sequence, reference, trigger and right', async () => {
    const into = await emptyDatabase(target);
    await restore(into, file, { replace: false });
    const [is, was] = [await stateOf(into.ownerUrl), await stateOf(addresses(source).ownerUrl)];
    expect(is.tables).toEqual(manifest.tables);
    expect(is.guards).toEqual(was.guards);
    expect(is.sequences).toEqual(manifest.sequences);
    const odd = await query(into.ownerUrl, `SELECT value FROM setting WHERE name = 'odd'`);
    expect(odd).toEqual([{ value: '引号" \\ 反斜杠\n换行\u2028分行 \u0001 😀' }]);
  });

  it('leaves the audit append-only, for the owner and for the server', async () => {
    const into = addresses(target);
    for (const statement of ['UPDATE audit_event SET act = act', 'DELETE FROM audit_event', 'TRUNCATE audit_event'])
      await expect(query(into.ownerUrl, statement), statement).rejects.toThrow('append-only');
    await expect(query(into.databaseUrl, 'DELETE FROM audit_event')).rejects.toThrow('permission denied');
  });

  it('can be worked on, is recorded, and lets nobody in who was signed in to the other', async () => {
    await closeDb();
    process.env.DATABASE_URL = addresses(target).databaseUrl;
    expect(await sessionHolder(session ?? '')).not.toBeNull();
    await recordRestore(COMMAND_LINE, { file: 'x.gz', tables: 1, rows: 1 });
    expect(await sessionHolder(session ?? '')).toBeNull();
    expect(await createUser(COMMAND_LINE, { username: 'after-restore', displayName: '恢复后', password: 'moss-harbour-5573', role: 'viewer' })).toMatchObject({
      accepted: true,
    });
    const acts = await db().auditEvent.findMany({ select: { act: true, actorName: true, via: true }, orderBy: { id: 'desc' }, take: 2 });
    expect(acts).toEqual([
      { act: 'user.create', actorName: 'command line', via: 'command-line' },
      { act: 'register.restore', actorName: 'command line', via: 'command-line' },
    ]);
    await closeDb();
    process.env.DATABASE_URL = addresses(source).databaseUrl;
    expect(await db().auditEvent.count({ where: { act: 'register.backup' } })).toBe(1);
  });

  it('brings a backup of an older version to the newest', async () => {
    const older = await emptyDatabase(`${source}_older`);
    const [first = ''] = migrationNames();
    const script = readFileSync(path.join(MIGRATIONS, first, 'migration.sql'), 'utf8');
    await query(older.ownerUrl, `${script}; ${MIGRATIONS_TABLE}`);
    const checksum = createHash('sha256').update(script).digest('hex');
    await query(older.ownerUrl, `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', '${checksum}', '${first}', now())`);
    await query(older.ownerUrl, `INSERT INTO setting VALUES ('old', 'x')`);
    const made = path.join(folder, 'older.gz');
    await backUp(older.ownerUrl, made);
    const into = await emptyDatabase(`${source}_newer`);
    await restore(into, made, { replace: false });
    expect(await query(into.ownerUrl, 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1')).toEqual(migrationNames().map((name) => ({ name })));
    expect(await query(into.databaseUrl, 'SELECT name FROM setting')).toEqual([{ name: 'old' }]);
  });

  it('is refused where the register holds something, unless that may go', async () => {
    const into = addresses(target);
    const before = await stateOf(into.ownerUrl);
    await expect(restore(into, file, { replace: false })).rejects.toThrow(NotEmpty);
    expect(await stateOf(into.ownerUrl)).toEqual(before);
    await restore(into, file, { replace: true });
    expect((await stateOf(into.ownerUrl)).tables).toEqual(manifest.tables);
  });
});

describe('a file that is not what was written', () => {
  const altered = (how: (bytes: Buffer) => Uint8Array) => {
    const other = path.join(folder, 'altered.gz');
    writeFileSync(other, how(readFileSync(file)));
    return other;
  };
  const text = (how: (text: string) => string) => altered((bytes) => gzipSync(how(gunzipSync(bytes).toString('utf8'))));
  const flip = (bytes: Buffer) => {
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x10;
    return bytes;
  };

  it.each<[what: string, made: () => string, sentence: RegExp]>([
    ['not there', () => path.join(folder, 'nothing.gz'), /is not there/],
    ['empty', () => altered(() => Buffer.alloc(0)), /not/],
    ['something else', () => altered(() => Buffer.from('平台,账号名称')), /is not a backup/],
    ['cut', () => altered((bytes) => bytes.subarray(0, bytes.length >> 1)), /not the whole of one/],
    ['cut at its very end', () => altered((bytes) => bytes.subarray(0, -4)), /not the whole of one/],
    ['changed by one bit', () => altered(flip), /altered/],
    ['without its last line', () => text((all) => all.split('\n').slice(0, -2).join('\n')), /its end is missing/],
    ['with another name of an account', () => text((all) => all.replace('平安北京', '平安南京')), /was altered: the table/],
    ['with a row less', () => text((all) => all.replace(/\n\["[^\n]*平安北京[^\n]*/, '')), /was altered: the table/],
    ['with a row more', () => text((all) => all.replace(/\n(\["[^\n]*平安北京[^\n]*)/, '\n$1\n$1')), /was altered: the table/],
    ['with a table less', () => text((all) => all.replace(/\n\{"table":\{"name":"setting"[^\n]*\n(\[[^\n]*\n)*/, '\n')), /was altered: the table setting/],
    ['of a newer version', () => text((all) => all.replaceAll('0001_register', '9999_register')), /altered|newer version/],
  ])('%s, is refused before anything is written', async (_what, made, sentence) => {
    const into = await emptyDatabase(`${source}_refused`);
    const refusal = await restore(into, made(), { replace: true }).catch((error) => error);
    expect(refusal).toBeInstanceOf(Unusable);
    expect(refusal.message).toMatch(sentence);
    expect(await withClient(into.ownerUrl, tablesOf)).toEqual([]);
  });

  it('and one that fails in the middle leaves the register as it was', async () => {
    const into = await emptyDatabase(`${source}_refused`);
    await restore(into, file, { replace: false });
    const before = await stateOf(into.ownerUrl);
    const broken = text((all) => withoutReference(all));
    await expect(restore(into, broken, { replace: true })).rejects.toThrow(/foreign key|violates/);
    expect(await stateOf(into.ownerUrl)).toEqual(before);
  });
});

/** A backup whose checksums are right and which lacks the rows that others refer to. */
function withoutReference(all: string): string {
  const lines = all.split('\n');
  const last = JSON.parse(lines.at(-2) ?? '{}') as { manifest: Manifest };
  const start = lines.findIndex((line) => line.startsWith('{"table":{"name":"account",'));
  const end = lines.findIndex((line, index) => index > start && line.startsWith('{'));
  last.manifest.tables.account = { rows: 0, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' };
  expect(end - start).toBeGreaterThan(40);
  return [...lines.slice(0, start + 1), ...lines.slice(end, -2), JSON.stringify(last), ''].join('\n');
}
