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

const composed = new Map<string, string>();

/**
 * Gathers statements that write and of which nobody awaits an answer, and asks them as one: a tenth of the journeys.
 * None of them sees what another writes; what checks them against each other looks at the end.
 */
export async function inOneStatement(ask: Ask, gather: (later: Ask) => Promise<void>): Promise<void> {
  const parts: string[] = [];
  const counts: number[] = [];
  const all: unknown[] = [];
  await gather(async (sql, values = []) => {
    parts.push(sql);
    counts.push(values.length);
    all.push(...values);
    return [];
  });
  if (parts.length === 0) return;
  // The same statements come together again and again: what they are as one is worked out once.
  const key = parts.join('\n');
  const text = composed.get(key) ?? asOne(parts, counts);
  composed.set(key, text);
  await ask(text, all);
}

function asOne(parts: readonly string[], counts: readonly number[]): string {
  let before = 0;
  const each = parts.map((sql, at) => {
    const part = `part${at} AS (${renumbered(sql, before)})`;
    before += counts[at] ?? 0;
    return part;
  });
  return `WITH ${each.join(', ')} SELECT`;
}

/** Rows that are handed to a statement: what it names after FROM, as `row`, and the values that this asks for. */
type Given = { rows: string; values: readonly unknown[] };

/** So many are handed as values, of which nothing has to be read before they are written; more as one document. */
const FEW = 2;

/**
 * Hands rows to a statement.
 * @param columns their names and types, as the database says them
 * @param after how many values the statement has before these
 */
export function given(columns: string, rows: readonly object[], after = 0): Given {
  const lines = rows.length > FEW ? 0 : rows.length;
  const key = `${lines} ${after} ${columns}`;
  const shape = shapes.get(key) ?? shapeOf(columns, lines, after);
  shapes.set(key, shape);
  if (lines === 0) return { rows: shape.rows, values: [JSON.stringify(rows)] };
  const values: unknown[] = [];
  for (const row of rows as readonly Readonly<Record<string, unknown>>[])
    for (const [name, isDocument] of shape.columns) values.push(asValue(row[name], isDocument));
  return { rows: shape.rows, values };
}

type Shape = { rows: string; columns: readonly (readonly [name: string, isDocument: boolean])[] };
const shapes = new Map<string, Shape>();

function shapeOf(columns: string, lines: number, after: number): Shape {
  const all = columns.split(/,\s+/).map((column) => column.split(' ') as [name: string, type: string]);
  const line = (_: unknown, at: number) => `(${all.map(([, type], column) => `$${after + at * all.length + column + 1}::${type}`).join(', ')})`;
  return {
    rows: lines
      ? `(VALUES ${Array.from({ length: lines }, line).join(', ')}) AS row(${all.map(([name]) => name).join(', ')})`
      : `jsonb_to_recordset($${after + 1}::jsonb) AS row(${columns})`,
    columns: all.map(([name, type]) => [name.replaceAll('"', ''), type === 'jsonb']),
  };
}

function asValue(value: unknown = null, isDocument: boolean): unknown {
  return isDocument && value !== null ? JSON.stringify(value) : value;
}

/** A statement whose values come after so many others. */
export function renumbered(sql: string, before: number): string {
  return before === 0 ? sql : sql.replace(/\$(\d+)/g, (_, number) => `$${before + Number(number)}`);
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
