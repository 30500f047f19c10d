import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolClient } from 'pg';
import { type Decision, finding, refuse } from '@/lib/decision';
import { databaseUrl } from '@/lib/env';
import { Prisma, PrismaClient } from './generated/client';
import { type Ask, askPrepared, inOnePiece, prepared } from './raw';

/** Inside a transaction: what `record` and every write ask for, so that neither happens outside one. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

const kept = globalThis as { gutaDb?: PrismaClient | undefined; gutaPool?: Pool | undefined };

/** The database through Prisma. */
export function db(): PrismaClient {
  kept.gutaDb ??= new PrismaClient({ adapter: new PrismaPg(pool()) });
  return kept.gutaDb;
}

// The connections of this process, Prisma's and those of what is asked without it.
function pool(): Pool {
  if (!kept.gutaPool) {
    kept.gutaPool = new Pool({ connectionString: databaseUrl(), pipeline: true });
    kept.gutaPool.on('error', ignored);
  }
  return kept.gutaPool;
}

/** Asks in SQL alone, outside any transaction. */
export async function askDb<T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> {
  return (await pool().query<T>(prepared(text, values))).rows;
}

/** The same of a question composed of parts, without Prisma between: planned anew for the values that it has. */
export async function askAnew<T extends object>({ text, values }: Prisma.Sql): Promise<T[]> {
  return (await pool().query<T>(text, values)).rows;
}

/** Ends this process's connections; the next use begins anew, on the database that is set then. */
export async function closeDb(): Promise<void> {
  const { gutaDb, gutaPool } = kept;
  Object.assign(kept, { gutaDb: undefined, gutaPool: undefined });
  await gutaDb?.$disconnect();
  await gutaPool?.end();
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
export function attempt<T>(work: (tx: Tx) => Promise<Decision<T>>): Promise<Decision<T>> {
  return settled(() => transaction(async (tx) => orRolledBack(await work(tx))));
}

/**
 * The same of work that asks in SQL alone, without Prisma between (docs/decisions/0042). What is asked without waiting for
 * what was asked before goes in one piece with it.
 * @param work `last` asks the last question and commits: what it has done has then been accepted
 */
export function attemptAsking<T>(work: (ask: Ask, last: Ask) => Promise<Decision<T>>): Promise<Decision<T>> {
  return settled(async () => {
    const client = await pool().connect();
    client.on('error', ignored);
    try {
      return await asking(client, work);
    } finally {
      client.off('error', ignored);
      client.release();
    }
  });
}

async function asking<T>(client: PoolClient, work: (ask: Ask, last: Ask) => Promise<Decision<T>>): Promise<Decision<T>> {
  const ask = askPrepared(client);
  let ending: Promise<void> | undefined;
  const commit = async () => {
    const { command } = await inOnePiece(client, () => client.query('COMMIT'));
    if (command !== 'COMMIT') throw new Error('What failed was to be committed.');
  };
  const last: Ask = <T extends object>(text: string, values?: readonly unknown[]) => {
    const asked = ask<T>(text, values);
    ending = commit();
    ending.catch(ignored); // what was asked last says why
    return asked;
  };
  const begun = inOnePiece(client, () => client.query(BEGIN));
  begun.catch(ignored);
  try {
    const decision = orRolledBack(await work(ask, last));
    await begun;
    await (ending ?? commit());
    return decision;
  } catch (error) {
    await client.query('ROLLBACK').catch(ignored);
    throw error;
  }
}

// What is asked again and again, here and by triggers, is planned once for a connection and not each time anew: a few rows,
// each looked up through its own keys, whatever is known of the tables at that time.
const BEGIN = `BEGIN; SET LOCAL plan_cache_mode = force_generic_plan;
  SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off`;

// A connection that breaks fails the question that waits on it; the next who asks gets another.
function ignored(): void {}

// A refusal takes back what was written, as an error does.
function orRolledBack<T>(decision: Decision<T>): Decision<T> {
  if (!decision.accepted) throw new RolledBack(decision);
  return decision;
}

async function settled<T>(run: () => Promise<Decision<T>>): Promise<Decision<T>> {
  try {
    return await run();
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

/**
 * Whether the database has refused what was asked, so that nothing of its transaction was or will be written: values that
 * it cannot hold, constraints, and what was ended for another's sake.
 */
export function isRefusedByDatabase(error: unknown): boolean {
  return /^(22|23|40)/.test((error as { code?: string }).code ?? '');
}

function isCollision(error: unknown): boolean {
  if (COLLISIONS.includes((error as { code?: string }).code ?? '')) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return (
    ['P2002', 'P2025', 'P2034'].includes(error.code) ||
    COLLISIONS.some((code) => JSON.stringify(error.meta ?? {}).includes(code) || error.message.includes(code))
  );
}
