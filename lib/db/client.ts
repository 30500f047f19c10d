import { PrismaPg } from '@prisma/adapter-pg';
import { databaseUrl } from '@/lib/env';
import { PrismaClient } from './generated/client';

/** Inside a transaction: what `record` and every write ask for, so that neither happens outside one. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

const kept = globalThis as { gutaDb?: PrismaClient };

/** The connection pool of this process. */
export function db(): PrismaClient {
  kept.gutaDb ??= new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl() }) });
  return kept.gutaDb;
}

/** Runs work in one transaction; long enough for a whole import. */
export function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(work, { maxWait: 10_000, timeout: 120_000 });
}
