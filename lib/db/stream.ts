import { Client, escapeLiteral } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { databaseUrl } from '@/lib/env';
import { db } from './client';
import type { Prisma } from './generated/client';

/** A row as PostgreSQL writes it: text, or null. */
export type TextRow = (string | null)[];

/** What is being read: how many rows there are, and the rows, in batches, as fast as they are taken. */
export type Reading<F> = { total: F; rows: AsyncGenerator<TextRow[]>; stop(): Promise<void> };

/**
 * Reads rows without holding them: PostgreSQL sends as they are taken (`COPY … TO STDOUT`), and stops when
 * nobody takes any more. What is counted and what is read are of one moment, whatever is written meanwhile.
 * @param count a query of one figure
 * @param rows a query of any number of columns
 */
export async function readStream(count: Prisma.Sql, rows: Prisma.Sql): Promise<Reading<number>> {
  const client = new Client({ connectionString: databaseUrl() });
  client.on('error', () => undefined); // the rows' own reader is told
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL datestyle TO ISO');
    const { pid, total } = (await client.query(`SELECT pg_backend_pid() AS pid, (${written(count)})::int AS total`)).rows[0];
    const stop = stopper(client, pid);
    return { total, rows: batches(client, `COPY (${written(rows)}) TO STDOUT`, stop), stop };
  } catch (error) {
    await client.end();
    throw error;
  }
}

// A query that sorts does not notice that nobody listens any more until it has something to send.
function stopper(client: Client, pid: number): () => Promise<void> {
  let stopped = false;
  return async () => {
    if (stopped) return;
    stopped = true;
    await db().$queryRaw`SELECT pg_cancel_backend(${pid}::int)`;
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  };
}

async function* batches(client: Client, copy: string, stop: () => Promise<void>): AsyncGenerator<TextRow[]> {
  let done = false;
  try {
    let rest = '';
    for await (const chunk of client.query(copyTo(copy)).setEncoding('utf8') as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length) yield lines.map(rowOf);
    }
    await client.query('COMMIT');
    done = true;
  } finally {
    if (done) await client.end();
    else await stop();
  }
}

// COPY's text format: a tab between columns, \N for null, and what would be mistaken for either after a backslash.
function rowOf(line: string): TextRow {
  const cells: TextRow = line.split('\t');
  const escapes = ESCAPE.test(line);
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? '';
    if (cell === '\\N') cells[index] = null;
    else if (escapes) cells[index] = unescaped(cell);
  }
  return cells;
}

// Most rows have nulls and no other.
const ESCAPE = /\\[^N]/;
const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function unescaped(cell: string): string {
  return cell.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

/** A query with its values in it: COPY takes no parameters. */
export function written(query: Prisma.Sql): string {
  return query.strings.reduce((text, part, index) => text + literal(query.values[index - 1]) + part);
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return escapeLiteral(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return `(${value})`;
  if (Array.isArray(value)) return escapeLiteral(`{${value.map(element).join(',')}}`);
  throw new Error(`A value of this kind is not written into a query: ${typeof value}.`);
}

function element(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  throw new Error(`An element of this kind is not written into a query: ${typeof value}.`);
}
