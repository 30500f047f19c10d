// Takes back a batch of accounts. What the batch wrote bears the number of its transaction: what bears another has been written since.
import type { Conflict, Work } from './import-kind';
import { asBorne, writerOf } from './import-writer';

const THIS = asBorne('$2::bigint');
const other = (row: string) => `${row}.xmin::text::bigint <> ${THIS}`;
/** The look at who wrote it is for the few rows that bear another number. */
const since = (row: string, account: string, part: 'account' | 'snapshot' = 'account') => `(${other(row)} AND ${writerOf(row, account, part)} <> ${THIS})`;
const NEW = `r.batch_id = $1 AND r.verdict = 'new'`;
const WRITTEN = `r.batch_id = $1 AND r.verdict IN ('new', 'changed')`;
const NAME = `coalesce(r.plan->'n'->>'name', (SELECT n.name FROM account_name n WHERE n.account_id = r.account_id AND n.until IS NULL), '')`;

// Why a row cannot be taken back, the plainest reason first.
const REASONS: readonly [reason: string, condition: string][] = [
  [
    'undo-imported',
    `${WRITTEN} AND EXISTS (SELECT FROM import_row o JOIN import_batch b ON b.id = o.batch_id AND b.status = 'done' AND b.kind = 'accounts'
       WHERE o.account_id = r.account_id AND o.batch_id > $1 AND o.verdict = 'changed')`,
  ],
  ['undo-edited', `${WRITTEN} AND NOT EXISTS (SELECT FROM account a WHERE a.id = r.account_id AND NOT ${since('a', 'a.id')})`],
  ['undo-reformed', `${WRITTEN} AND EXISTS (SELECT FROM standing s WHERE s.account_id = r.account_id AND ${since('s', 's.account_id')})`],
  ['undo-edited', `${NEW} AND EXISTS (SELECT FROM account_name n WHERE n.account_id = r.account_id AND ${since('n', 'n.account_id')})`],
  ['undo-related', `${NEW} AND EXISTS (SELECT FROM account_relation x WHERE x.account_id = r.account_id)`],
  [
    'undo-grouped',
    `${NEW} AND (EXISTS (SELECT FROM account_group_member x WHERE x.account_id = r.account_id) OR EXISTS (SELECT FROM account_group x WHERE x.lead_account_id = r.account_id))`,
  ],
  [
    'undo-filed',
    `${WRITTEN} AND EXISTS (SELECT FROM filing f WHERE f.account_id = r.account_id AND f.asked_at >= (SELECT done_at FROM import_batch WHERE id = $1))`,
  ],
  ['undo-measured', `${NEW} AND EXISTS (SELECT FROM snapshot s WHERE s.account_id = r.account_id AND ${since('s', 's.account_id', 'snapshot')})`],
];

const OF_BATCH = `EXISTS (SELECT FROM import_row o WHERE o.batch_id = $1 AND o.account_id = x.account_id AND o.verdict IN ('new', 'changed'))`;

// Units that the batch has brought and that are not as it left them, or have come to be of use elsewhere.
const UNIT_REASONS: readonly [reason: string, condition: string][] = [
  ['undo-unit-changed', `${other('unit')} OR EXISTS (SELECT FROM unit_standing x WHERE x.unit_id = unit.id AND ${other('x')})`],
  [
    'undo-unit-used',
    `EXISTS (SELECT FROM standing x WHERE x.unit_id = unit.id AND ${since('x', 'x.account_id')} AND NOT ${OF_BATCH})
       OR EXISTS (SELECT FROM unit_standing x WHERE x.parent_id = unit.id) OR EXISTS (SELECT FROM account_relation x WHERE x.unit_id = unit.id)
       OR EXISTS (SELECT FROM account_group x WHERE x.lead_unit_id = unit.id)
       OR EXISTS (SELECT FROM "grant" x WHERE x.unit_id = unit.id) OR EXISTS (SELECT FROM filing x WHERE x.unit_id = unit.id AND NOT ${OF_BATCH})
       OR EXISTS (SELECT FROM unit_succession x WHERE unit.id IN (x.predecessor_id, x.successor_id))`,
  ],
];

export async function undoConflicts(work: Work, written: bigint, most: number): Promise<Conflict[]> {
  const { ask, batchId } = work;
  const found = new Map<number, Conflict>();
  await ask(`SELECT FROM account WHERE id IN (SELECT account_id FROM import_row r WHERE ${WRITTEN}) ORDER BY id FOR UPDATE`, [batchId]);
  const keep = (conflicts: readonly Conflict[]) => {
    for (const conflict of conflicts) if (!found.has(conflict.number)) found.set(conflict.number, conflict);
  };
  for (const [reason, condition] of REASONS) keep(await rowsWhere(work, written, most, reason, condition, []));
  for (const [reason, condition] of UNIT_REASONS) {
    // Found first, and then their rows: of a batch that has just come the planner knows nothing yet, and would look at each row's unit anew.
    const units = await ask<{ id: number }>(
      `SELECT unit.id FROM import_unit u JOIN unit ON unit.id = u.unit_id WHERE u.batch_id = $1 AND $2::bigint IS NOT NULL AND (${condition}) LIMIT $3`,
      [batchId, String(written), most],
    );
    if (units.length) keep(await rowsWhere(work, written, most, reason, `${WRITTEN} AND r.unit_id = ANY ($4::int[])`, [units.map(({ id }) => id)]));
  }
  return [...found.values()].sort((a, b) => a.number - b.number).slice(0, most);
}

async function rowsWhere(
  { ask, batchId }: Work,
  written: bigint,
  most: number,
  reason: string,
  condition: string,
  more: readonly unknown[],
): Promise<Conflict[]> {
  const rows = await ask<{ number: number; name: string; batch: number | null }>(
    `SELECT r.number, ${NAME} AS name, (SELECT max(o.batch_id) FROM import_row o JOIN import_batch b ON b.id = o.batch_id AND b.status = 'done' AND b.kind = 'accounts'
        WHERE o.account_id = r.account_id AND o.batch_id > $1 AND o.verdict = 'changed') AS batch
     FROM import_row r WHERE ${condition} AND $2::bigint IS NOT NULL ORDER BY r.number LIMIT $3`,
    [batchId, String(written), most, ...more],
  );
  return rows.map(({ number, name, batch }) => ({ number, name, reason, ...(reason === 'undo-imported' && batch !== null && { facts: { batch } }) }));
}

export async function undoAccounts({ ask, batchId, today }: Work, written: bigint): Promise<void> {
  const batch = [batchId];
  await ask(
    `DELETE FROM snapshot s USING import_row r WHERE r.batch_id = $1 AND r.plan ? 'f' AND s.account_id = r.account_id AND s.day = $3::date AND s.metric = 'followers'
       AND NOT ${since('s', 's.account_id', 'snapshot')} AND NOT EXISTS (SELECT FROM import_before b WHERE b.batch_id = $1 AND b.number = r.number AND b.snapshot IS NOT NULL)`,
    [batchId, String(written), today],
  );
  await ask(
    `UPDATE snapshot s SET value = (b.snapshot->>'value')::bigint, source = b.snapshot->>'source' FROM import_before b, import_row r
     WHERE b.batch_id = $1 AND b.snapshot IS NOT NULL AND r.batch_id = b.batch_id AND r.number = b.number
       AND s.account_id = r.account_id AND s.day = $3::date AND s.metric = 'followers' AND NOT ${since('s', 's.account_id', 'snapshot')}`,
    [batchId, String(written), today],
  );
  for (const table of ['standing', 'account_name'])
    await ask(`DELETE FROM ${table} t USING import_row r WHERE ${WRITTEN} AND t.account_id = r.account_id`, batch);
  await ask(`DELETE FROM account a USING import_row r WHERE ${NEW} AND a.id = r.account_id`, batch);
  await ask(
    `UPDATE account SET (platform, platform_id, handle, holder, person, wechat_type, positioning, verification, opened_on, known_by, source, provenance,
        contact_name, contact_phone, note, version, created_at, updated_at)
      = (SELECT was.platform, was.platform_id, was.handle, was.holder, was.person, was.wechat_type, was.positioning, was.verification, was.opened_on, was.known_by,
           was.source, was.provenance, was.contact_name, was.contact_phone, was.note, was.version, was.created_at, was.updated_at
         FROM jsonb_populate_record(NULL::account, b.account) AS was)
     FROM import_before b, import_row r WHERE b.batch_id = $1 AND b.account IS NOT NULL AND r.batch_id = b.batch_id AND r.number = b.number AND account.id = r.account_id`,
    batch,
  );
  await ask(
    `INSERT INTO account_name SELECT n.* FROM import_before b, jsonb_populate_recordset(NULL::account_name, b.names) AS n WHERE b.batch_id = $1 AND b.names IS NOT NULL`,
    batch,
  );
  await ask(
    `INSERT INTO standing SELECT s.* FROM import_before b, jsonb_populate_recordset(NULL::standing, b.standings) AS s WHERE b.batch_id = $1 AND b.standings IS NOT NULL`,
    batch,
  );
  for (const [table, key] of [
    ['unit_standing', 'unit_id'],
    ['unit', 'id'],
  ])
    await ask(`DELETE FROM ${table} t USING import_unit u WHERE u.batch_id = $1 AND t.${key} = u.unit_id`, batch);
}
