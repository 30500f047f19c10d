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
const NOTHING_LEFT_OUT = { externalTables: [], externalEnums: [] };

/**
 * Brings the database to the newest migration, recording each in `_prisma_migrations`
 * as `prisma migrate deploy` would.
 * @returns the names of the migrations applied now; empty when there was nothing to do
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const engine = await openEngine(connectionString);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrations(), filters: NOTHING_LEFT_OUT });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** The SQL that would make an empty database what schema.prisma says: the start of a new migration. */
export async function schemaSql(connectionString: string): Promise<string> {
  const engine = await openEngine(connectionString);
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: readFileSync(path.join(PRISMA, 'schema.prisma'), 'utf8') }] },
      script: true,
      exitCode: null,
      filters: NOTHING_LEFT_OUT,
    });
    return stdout ?? '';
  } finally {
    engine.free();
  }
}

/** Names of the migrations in the checkout, oldest first. */
export function migrationNames(): string[] {
  return readdirSync(path.join(PRISMA, 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function migrations() {
  const baseDir = path.join(PRISMA, 'migrations');
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

// The package's entry imports a .wasm as a module, which Node 20 cannot: it is instantiated by hand.
async function openEngine(connectionString: string): Promise<SchemaEngine> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = await import(pathToFileURL(entry).href);
  const binary = readFileSync(entry.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }));
  return glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
}
