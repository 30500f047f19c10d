import type { Conflict, Work } from './import-kind';
import type { Ask } from './raw';

export type Value = string | number | boolean | null | readonly string[] | readonly object[];
export type Values = Record<string, Value>;

/** A table of records: its columns with their SQL types, all as the database names them. */
export type RecordTable = {
  name: string;
  key: Record<string, string>;
  /** Of the key what may be null. */
  nullable?: readonly string[];
  values: Record<string, string>;
  /** Written with every record, whatever the row says. */
  always?: Values;
  alwaysTypes?: Record<string, string>;
};

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

function writtenTypes({ values, alwaysTypes = {} }: RecordTable): Record<string, string> {
  return { ...values, ...alwaysTypes };
}

const declared = (types: Record<string, string>) =>
  Object.entries(types)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ');

function matched({ key, nullable = [] }: RecordTable, a: string, b: string): string {
  return Object.keys(key)
    .map((name) => `${a}."${name}" ${nullable.includes(name) ? 'IS NOT DISTINCT FROM' : '='} ${b}."${name}"`)
    .join(' AND ');
}

/** What a record holds, as one document; of `t`, null where there is none. */
function heldBy(table: RecordTable): string {
  const pairs = Object.keys(writtenTypes(table)).map((name) => `'${name}', t."${name}"`);
  return `CASE WHEN t."${Object.keys(table.key)[0]}" IS NULL THEN NULL ELSE jsonb_build_object(${pairs.join(', ')}) END`;
}

/** What the register holds of records, each by the record that asked for it. */
export async function existing<T extends { key: Values }>(ask: Ask, table: RecordTable, asked: readonly T[]): Promise<Map<T, Values>> {
  const held = new Map<T, Values>();
  if (asked.length === 0) return held;
  const rows = await ask<{ at: number; was: Values }>(
    `SELECT w.at, ${heldBy(table)} AS was FROM jsonb_to_recordset($1::jsonb) AS w(at int, ${declared(table.key)}) JOIN "${table.name}" t ON ${matched(table, 't', 'w')}`,
    [JSON.stringify(asked.map(({ key }, at) => ({ ...key, at })))],
  );
  for (const { at, was } of rows) {
    const one = asked[at];
    if (one) held.set(one, was);
  }
  return held;
}

/** Nobody else writes the table until the batch is done; everybody reads it. */
export async function lockTable({ ask }: Work, { name }: RecordTable): Promise<void> {
  await ask(`LOCK TABLE "${name}" IN SHARE ROW EXCLUSIVE MODE`);
}

const said = (table: RecordTable) => `jsonb_to_recordset(r.plan->'records') AS x(${declared({ ...table.key, ...writtenTypes(table), was: 'jsonb' })})`;
const WRITTEN = `r.verdict IN ('new', 'changed')`;

/** Rows of which a record is not as the plan found it. */
export async function staleRows({ ask, batchId }: Work, table: RecordTable): Promise<number[]> {
  const rows = await ask<{ number: number }>(
    `SELECT DISTINCT r.number FROM import_row r CROSS JOIN LATERAL ${said(table)} LEFT JOIN "${table.name}" t ON ${matched(table, 't', 'x')}
     WHERE r.batch_id = $1 AND ${WRITTEN} AND ${heldBy(table)} IS DISTINCT FROM x.was ORDER BY r.number LIMIT 100`,
    [batchId],
  );
  return rows.map(({ number }) => number);
}

export async function writeRecords({ ask, batchId }: Work, table: RecordTable, after: number, upTo: number): Promise<void> {
  const range = [batchId, after, upTo];
  const rows = `r.batch_id = $1 AND r.number > $2 AND r.number <= $3 AND ${WRITTEN}`;
  const columns = Object.keys({ ...table.key, ...writtenTypes(table) });
  const x = (names: readonly string[]) => names.map((name) => `x."${name}"`).join(', ');
  await ask(`INSERT INTO "${table.name}" (${quoted(columns)}) SELECT ${x(columns)} FROM import_row r, ${said(table)} WHERE ${rows} AND x.was IS NULL`, range);
  const changed = Object.keys(writtenTypes(table));
  await ask(
    `UPDATE "${table.name}" t SET (${quoted(changed)}) = ROW(${x(changed)}) FROM import_row r, ${said(table)} WHERE ${rows} AND x.was IS NOT NULL AND ${matched(table, 't', 'x')}`,
    range,
  );
}

/** Records that are gone, or that somebody has written since: they bear the number of another transaction. */
export async function conflictsOf({ ask, batchId }: Work, table: RecordTable, written: bigint, most: number): Promise<Conflict[]> {
  await lockTable({ ask } as Work, table);
  return ask<Conflict>(
    `SELECT DISTINCT r.number, r.plan->>'label' AS name, 'undo-record-changed' AS reason
     FROM import_row r CROSS JOIN LATERAL ${said(table)} LEFT JOIN "${table.name}" t ON ${matched(table, 't', 'x')}
     WHERE r.batch_id = $1 AND ${WRITTEN} AND (t."${Object.keys(table.key)[0]}" IS NULL OR t.xmin::text::bigint <> ($2::bigint % 4294967296))
     ORDER BY r.number LIMIT $3`,
    [batchId, String(written), most],
  );
}

/** Takes away what was new, and puts back what was before. */
export async function takeBack({ ask, batchId }: Work, table: RecordTable): Promise<void> {
  const rows = `r.batch_id = $1 AND ${WRITTEN}`;
  await ask(`DELETE FROM "${table.name}" t USING import_row r, ${said(table)} WHERE ${rows} AND x.was IS NULL AND ${matched(table, 't', 'x')}`, [batchId]);
  const changed = Object.keys(writtenTypes(table));
  await ask(
    `UPDATE "${table.name}" t SET (${quoted(changed)}) = (SELECT ${quoted(changed)} FROM jsonb_to_record(x.was) AS w(${declared(writtenTypes(table))}))
     FROM import_row r, ${said(table)} WHERE ${rows} AND x.was IS NOT NULL AND ${matched(table, 't', 'x')}`,
    [batchId],
  );
}
