// The tables of the register as the database itself tells of them: new ones need no word here.
import { createHash } from 'node:crypto';
import type { Client } from 'pg';

/** A table: its columns with their types, and by what its rows are put in order. */
export type Table = { name: string; columns: { name: string; type: string }[]; order: string[] };
/** A row as texts, by which PostgreSQL gives every type back as it was. */
export type Row = (string | null)[];
export type Sum = { rows: number; sha256: string };
export type Sequence = { name: string; value: string; called: boolean };

/** What a text looks like must not depend on who reads it. */
export const PLAIN = `SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'`;

/** Every table of the public schema, without those that belong to an extension. */
export async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT c.relname AS name,
      (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
         FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
      coalesce((SELECT json_agg(a.attname ORDER BY array_position(i.indkey::int[], a.attnum::int))
         FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey) WHERE i.indrelid = c.oid AND i.indisprimary), '[]') AS "order"
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY c.relname COLLATE "C"`);
  return rows;
}

export async function sequencesOf(client: Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename COLLATE "C"`,
  );
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const { rows: state } = await client.query<Omit<Sequence, 'name'>>(
      `SELECT last_value::text AS value, is_called AS called FROM ${client.escapeIdentifier(name)}`,
    );
    if (state[0]) sequences.push({ name, ...state[0] });
  }
  return sequences;
}

const AT_ONCE = 2000;

/** The rows of a table in their order, some at a time. Inside a transaction only. */
export async function* rowsOf(client: Client, { name, columns, order }: Table): AsyncGenerator<Row[]> {
  const quoted = (column: string) => client.escapeIdentifier(column);
  const texts = columns.map((column) => `${quoted(column.name)}::text`).join(', ');
  const by = (order.length ? order : columns.map((column) => column.name)).map((column) => `${quoted(column)}::text COLLATE "C"`);
  await client.query(`DECLARE register_rows NO SCROLL CURSOR FOR SELECT ${texts} FROM ${quoted(name)} ORDER BY ${by.join(', ')}`);
  for (;;) {
    const { rows } = await client.query<Row>({ text: `FETCH ${AT_ONCE} FROM register_rows`, rowMode: 'array' });
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query('CLOSE register_rows');
}

/** Counts and sums up rows as they pass. */
export function summing() {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(line: string) {
      rows += 1;
      hash.update(line).update('\n');
    },
    sum: (): Sum => ({ rows, sha256: hash.digest('hex') }),
  };
}

/** The count and checksum of a table as it stands. Inside a transaction only. */
export async function sumOf(client: Client, table: Table): Promise<Sum> {
  const { add, sum } = summing();
  for await (const rows of rowsOf(client, table)) for (const row of rows) add(JSON.stringify(row));
  return sum();
}
