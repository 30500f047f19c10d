// Registers of the bench's own: a database each, filled by SQL, dropped at the end.
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { closeDb } from '../lib/db/client.ts';
import { build } from '../scripts/build.ts';
import { prepareDatabase } from '../scripts/database.ts';
import { freePort, startCluster, withClient } from '../scripts/postgres.ts';
import { startServer, stopServer } from '../scripts/server.ts';
import { fillRegister } from './fill.ts';

export const STATE = path.resolve(import.meta.dirname, '..', '.guta', 'bench');

export type Register = {
  accounts: number;
  /** As the server's role, and as the role that owns the tables. */
  databaseUrl: string;
  ownerUrl: string;
  /** The address of a server process on it, started when first asked for. */
  server(which?: 'first' | 'second'): Promise<string>;
  /** Points lib/db of this process at it. */
  here(): Promise<void>;
};

type Say = (line: string) => void;

/** The database server of the bench: of DATABASE_URL, else an embedded one of its own. */
export type Bench = {
  register(accounts: 30_000 | 300_000): Promise<Register>;
  /** Asks the database server's log, where this may be read. */
  admin: string;
  end(): Promise<void>;
};

export async function openBench(say: Say): Promise<Bench> {
  const given = process.env.DATABASE_URL;
  const cluster = given ? undefined : await startCluster(path.join(STATE, 'postgres'), { say });
  const admin = cluster?.url('postgres', 'postgres') ?? process.env.MIGRATE_DATABASE_URL ?? given ?? '';
  const registers = new Map<number, Promise<Register & { end(): Promise<void> }>>();
  const addressesOf = (name: string) =>
    cluster
      ? { databaseUrl: cluster.url('guta_app', name), ownerUrl: cluster.url('guta_owner', name) }
      : { databaseUrl: onDatabase(given ?? '', name), ownerUrl: onDatabase(admin, name) };
  const begin = (accounts: number) => {
    const name = `guta_bench_${accounts}`;
    return buildRegister({ name, accounts, admin, owner: cluster ? 'guta_owner' : decodeURIComponent(new URL(admin).username), ...addressesOf(name) }, say);
  };
  return {
    admin,
    register: (accounts) => {
      const known = registers.get(accounts) ?? begin(accounts);
      registers.set(accounts, known);
      return known;
    },
    end: async () => {
      await closeDb();
      for (const register of registers.values()) await (await register.catch(() => undefined))?.end();
      await cluster?.stop();
    },
  };
}

function onDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

type Place = { name: string; accounts: number; admin: string; owner: string; databaseUrl: string; ownerUrl: string };

async function buildRegister({ name, accounts, admin, owner, databaseUrl, ownerUrl }: Place, say: Say): Promise<Register & { end(): Promise<void> }> {
  const began = Date.now();
  const drop = () => withClient(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  await drop();
  await withClient(admin, (client) => client.query(`CREATE DATABASE ${name} OWNER ${client.escapeIdentifier(owner)} TEMPLATE template0 ENCODING 'UTF8'`));
  await closeDb();
  await prepareDatabase({ databaseUrl, ownerUrl }, () => undefined);
  const units = await fillRegister(ownerUrl, accounts);
  say(`Built a register of ${accounts} accounts of ${units} units in ${Math.round((Date.now() - began) / 1000)} s`);
  const servers = new Map<string, Promise<{ url: string; server: ChildProcess }>>();
  return {
    accounts,
    databaseUrl,
    ownerUrl,
    server: async (which = 'first') => {
      const known = servers.get(which) ?? serve(databaseUrl, say);
      servers.set(which, known);
      return (await known).url;
    },
    here: async () => {
      if (process.env.DATABASE_URL !== databaseUrl) await closeDb();
      process.env.DATABASE_URL = databaseUrl;
    },
    end: async () => {
      for (const started of servers.values()) await stopServer((await started).server);
      await closeDb();
      await drop();
    },
  };
}

async function serve(databaseUrl: string, say: Say) {
  await build(say);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = await startServer({ mode: 'production', host: '127.0.0.1', port, url, databaseUrl, secret: 'only-for-the-bench-of-this-machine-00' });
  return { url: `http://127.0.0.1:${port}`, server };
}
