// Applies prisma/migrations with Prisma's own engine, as WebAssembly from npm: the usual
// engine is a download that may be out of reach (docs/decisions/0003).
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

const PRISMA = path.resolve(import.meta.dirname, '..', 'prisma');
export const MIGRATIONS = path.join(PRISMA, 'migrations');
const NOTHING_LEFT_OUT = { externalTables: [], externalEnums: [] };

/**
 * Brings the database to the newest migration, recording each in `_prisma_migrations`
 * as `prisma migrate deploy` would.
 * @returns the names of the migrations applied now; empty when there was nothing to do
 */
export async function migrate(connectionString: string): Promise<string[]> {
  return withEngine(connectionString, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrations(), filters: NOTHING_LEFT_OUT });
    return appliedMigrationNames;
  });
}

/**
 * The SQL that turns one schema.prisma into another: the start of a new migration.
 * @param before the older text, or undefined for an empty database
 */
export async function schemaSql(connectionString: string, before: string | undefined): Promise<string> {
  const model = (content: string) => ({ tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] });
  return withEngine(connectionString, async (engine) => {
    const { stdout } = await engine.diff({
      from: before === undefined ? { tag: 'empty' } : model(before),
      to: model(readFileSync(path.join(PRISMA, 'schema.prisma'), 'utf8')),
      script: true,
      exitCode: null,
      filters: NOTHING_LEFT_OUT,
    });
    return stdout ?? '';
  });
}

/** Names of the migrations in the checkout, oldest first. */
export function migrationNames(): string[] {
  return readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

// Prisma's adapter cuts a migration at every semicolon, function bodies included, and runs the
// pieces one by one. Sent whole, a migration is one transaction: it applies or it does not.
class WholeScripts extends PrismaPg {
  readonly #pools = new Set<{ end(): Promise<void> }>();

  override async connect() {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    this.#pools.add(pool);
    adapter.executeScript = async (script) => void (await pool.query(script));
    return adapter;
  }

  /** The engine lets go of its connections without closing them. */
  async close() {
    for (const pool of this.#pools) await pool.end();
  }
}

function migrations() {
  const baseDir = MIGRATIONS;
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: readFileSync(path.join(baseDir, name, 'migration.sql'), 'utf8') } },
    })),
  };
}

type Glue = { SchemaEngine: { new: (...given: unknown[]) => Promise<SchemaEngine> } };

// Once per process: the package's functions keep views of the memory that they saw first.
let loaded: Promise<Glue> | undefined;

// The package's entry imports a .wasm as a module, which Node 20 cannot: it is instantiated by hand.
async function loadEngine(): Promise<Glue> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = await import(pathToFileURL(entry).href);
  const binary = readFileSync(entry.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}

async function withEngine<T>(connectionString: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const adapter = new WholeScripts({ connectionString });
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter));
  try {
    return await work(engine);
  } finally {
    engine.free();
    await adapter.close();
  }
}
