// PostgreSQL without Prisma, for what concerns thousands of rows at once or is done thousands of times.
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client, type ClientBase, type QueryConfig } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { databaseUrl } from '@/lib/env';
import type { Tx } from './client';

/** Asks the database, inside whatever transaction the caller is in. */
export type Ask = <T extends object>(sql: string, values?: readonly unknown[]) => Promise<T[]>;

export function askWith(client: ClientBase): Ask {
  return async <T extends object>(sql: string, values: readonly unknown[] = []) => (await client.query<T>(sql, [...values])).rows;
}

// A name is made of its text: pages and the server's start are bundled apart, and share connections but no variable.
const names = new Map<string, string>();

/** The same on a connection that is kept: each text is planned there once. For texts that are the same each time. */
export function askPrepared(client: ClientBase): Ask {
  return async <T extends object>(text: string, values: readonly unknown[] = []) =>
    (await inOnePiece(client, () => client.query<T>(prepared(text, values)))).rows;
}

/** A question with a name, by which a connection knows it again. */
export function prepared(text: string, values: readonly unknown[] = []): QueryConfig {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return { name, text, values: [...values] };
}

/** Sends a question together with all that are asked of the connection before this process turns to something else: each piece wakes the database once. */
export function inOnePiece<T>(client: ClientBase, query: () => Promise<T>): Promise<T> {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  return query();
}

/** The same within a transaction of Prisma's. */
export function askIn(tx: Tx): Ask {
  return <T extends object>(sql: string, values: readonly unknown[] = []) => tx.$queryRawUnsafe<T[]>(sql, ...values);
}

/**
 * Gathers statements that write and of which nobody awaits an answer, and asks them as one: a tenth of the journeys.
 * None of them sees what another writes; what checks them against each other looks at the end.
 */
export async function inOneStatement(ask: Ask, gather: (later: Ask) => Promise<void>): Promise<void> {
  const parts: string[] = [];
  const all: unknown[] = [];
  await gather(async (sql, values = []) => {
    const before = all.length;
    parts.push(`part${parts.length} AS (${sql.replace(/\$(\d+)/g, (_, number) => `$${before + Number(number)}`)})`);
    all.push(...values);
    return [];
  });
  if (parts.length) await ask(`WITH ${parts.join(', ')} SELECT`, all);
}

/** Rows that are handed to a statement: what it names after FROM, as `row`, and the values that this asks for. */
type Given = { rows: string; values: readonly unknown[] };

/** So many are handed as values, of which nothing has to be read before they are written; more as one document. */
const FEW = 3;

/**
 * Hands rows to a statement.
 * @param columns their names and types, as the database says them
 * @param after how many values the statement has before these
 */
export function given(columns: string, rows: readonly object[], after = 0): Given {
  const all = columns.split(/,\s+/).map((column) => column.split(' ') as [string, string]);
  if (rows.length === 0 || rows.length > FEW)
    return { rows: `jsonb_to_recordset($${after + 1}::jsonb) AS row(${columns})`, values: [JSON.stringify(rows)] };
  const lines = rows.map((_, line) => `(${all.map(([, type], at) => `$${after + line * all.length + at + 1}::${type}`).join(', ')})`);
  const values = rows.flatMap((row) => all.map(([name, type]) => valueOf((row as Record<string, unknown>)[name.replaceAll('"', '')], type)));
  return { rows: `(VALUES ${lines.join(', ')}) AS row(${all.map(([name]) => name).join(', ')})`, values };
}

function valueOf(value: unknown = null, type: string): unknown {
  return type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
}

/** Runs work on a connection of its own: what is planned and remembered there ends with it. */
export async function withConnection<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl() });
  // A connection that breaks fails the query that waits on it; one that waits on nothing must not end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // A worker that was killed leaves no statement running.
    await client.query(`SET client_connection_check_interval = '1s'`);
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Runs work in one transaction; what it throws takes everything back. */
export async function within<T>(client: ClientBase, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

export type CopyValue = string | number | boolean | null | object;

/** Writes rows by COPY; objects go as JSON. */
export async function copyInto(client: Client, table: string, columns: readonly string[], rows: readonly (readonly CopyValue[])[]): Promise<void> {
  if (rows.length === 0) return;
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(pieces(rows), stream);
}

const LINES = 500;

function* pieces(rows: readonly (readonly CopyValue[])[]): Generator<string> {
  for (let from = 0; from < rows.length; from += LINES) {
    let text = '';
    for (const row of rows.slice(from, from + LINES)) text += `${row.map(field).join('\t')}\n`;
    yield text;
  }
}

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function field(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'object') return escaped(json(value));
  return typeof value === 'string' ? escaped(value) : String(value);
}

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (mark) => ESCAPES[mark] ?? mark) : text;
}

/** As the database takes it: no text in it can hold the character of code 0, nor half a pair. */
export function json(value: object): string {
  const text = JSON.stringify(value);
  return text.includes('\\u') ? text.replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '$1\\ufffd') : text;
}
