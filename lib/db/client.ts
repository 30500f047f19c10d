import { PrismaPg } from '@prisma/adapter-pg';
import { type Decision, finding, refuse } from '@/lib/decision';
import { databaseUrl } from '@/lib/env';
import { Prisma, PrismaClient } from './generated/client';

/** Inside a transaction: what `record` and every write ask for, so that neither happens outside one. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

const kept = globalThis as { gutaDb?: PrismaClient };

/** The connection pool of this process. */
export function db(): PrismaClient {
  kept.gutaDb ??= new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl() }) });
  return kept.gutaDb;
}

/** Ends this process's connections; the next use begins anew, on the database that is set then. */
export async function closeDb(): Promise<void> {
  await kept.gutaDb?.$disconnect();
  kept.gutaDb = undefined;
}

// Loading the demonstration is the longest: 15 s on two free cores, and minutes where they are slow or busy.
const LONGEST_MS = 600_000;

/** Runs work in one transaction; long enough for a whole import. */
export function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(work, { maxWait: 10_000, timeout: LONGEST_MS });
}

/**
 * Runs work that may refuse: a refusal leaves nothing written. What another transaction made
 * impossible at the same moment is a refusal too.
 */
export async function attempt<T>(work: (tx: Tx) => Promise<Decision<T>>): Promise<Decision<T>> {
  try {
    return await transaction(async (tx) => {
      const decision = await work(tx);
      if (!decision.accepted) throw new RolledBack(decision);
      return decision;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.decision;
    if (isCollision(error)) return refuse(finding(null, 'collided'));
    throw error;
  }
}

/** Runs work as `attempt` does and takes it back, whatever it decides: to know what it would do. */
export async function rehearse<T>(work: (tx: Tx) => Promise<Decision<T>>): Promise<Decision<T>> {
  const taken: { decision?: Decision<T> } = {};
  const refused = await attempt(async (tx) => {
    taken.decision = await work(tx);
    return refuse();
  });
  return taken.decision ?? refused;
}

class RolledBack extends Error {
  constructor(readonly decision: Decision<never>) {
    super('refused');
  }
}

// Unique and exclusion constraints, and transactions that PostgreSQL ended for each other's sake.
const COLLISIONS = ['23505', '23P01', '40001', '40P01'];

function isCollision(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return (
    ['P2002', 'P2025', 'P2034'].includes(error.code) ||
    COLLISIONS.some((code) => JSON.stringify(error.meta ?? {}).includes(code) || error.message.includes(code))
  );
}
