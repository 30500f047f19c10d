// Writes the units that a batch brings and changes, with the accounts that stand with them, and takes them back.
import { standings } from '@/lib/registry/standing';
import type { Conflict, Work } from './import-kind';
import { heldTimelinesOf, unitTimelinesOf } from './standings';

const ROWS = 'r.batch_id = $1 AND r.number > $2 AND r.number <= $3';
const STEP = `"from" date, "until" date, name text, pinyin text, initials text, kind text, region_id int, sector_code text, tier text, rank text, parent_id int, standard_body bool`;
const STEP_COLUMNS = '"from", "until", name, pinyin, initials, kind, region_id, sector_code, tier, rank, parent_id, standard_body';
const WRITTEN = `r.batch_id = $1 AND r.verdict IN ('new', 'changed')`;

export async function lockUnits({ ask, batchId }: Work): Promise<void> {
  await ask(`SELECT FROM unit WHERE id IN (SELECT unit_id FROM import_row WHERE batch_id = $1 AND verdict = 'changed') ORDER BY id FOR UPDATE`, [batchId]);
}

/** Rows whose unit has another version than the plan builds on. */
export async function staleUnits({ ask, batchId }: Work): Promise<number[]> {
  const rows = await ask<{ number: number }>(
    `SELECT r.number FROM import_row r LEFT JOIN unit u ON u.id = r.unit_id
     WHERE r.batch_id = $1 AND r.verdict = 'changed' AND u.version IS DISTINCT FROM (r.plan->>'version')::int ORDER BY r.number LIMIT 100`,
    [batchId],
  );
  return rows.map(({ number }) => number);
}

export async function writeImportedUnits(work: Work, after: number, upTo: number): Promise<void> {
  const { ask, batchId } = work;
  const range = [batchId, after, upTo];
  await ask(
    `INSERT INTO unit (id, uscc, website, hotline, provenance, updated_at)
     SELECT r.unit_id, r.plan->>'uscc', r.plan->>'website', r.plan->>'hotline', 'registered', now() FROM import_row r WHERE ${ROWS} AND r.verdict = 'new'`,
    range,
  );
  await ask(
    `INSERT INTO import_before (batch_id, number, unit, steps) SELECT r.batch_id, r.number, to_jsonb(u),
       (SELECT jsonb_agg(to_jsonb(s)) FROM unit_standing s WHERE s.unit_id = u.id) FROM import_row r JOIN unit u ON u.id = r.unit_id WHERE ${ROWS} AND r.verdict = 'changed'`,
    range,
  );
  await ask(
    // What a row does not say stays.
    `UPDATE unit SET uscc = r.plan->>'uscc', website = coalesce(r.plan->>'website', website), hotline = coalesce(r.plan->>'hotline', hotline), provisional = false, version = version + 1, updated_at = now()
     FROM import_row r WHERE ${ROWS} AND r.verdict = 'changed' AND unit.id = r.unit_id`,
    range,
  );
  await ask(`DELETE FROM unit_standing s USING import_row r WHERE ${ROWS} AND r.verdict = 'changed' AND s.unit_id = r.unit_id`, range);
  await ask(
    `INSERT INTO unit_standing (unit_id, ${STEP_COLUMNS}) SELECT r.unit_id, ${STEP_COLUMNS} FROM import_row r, jsonb_to_recordset(r.plan->'steps') AS s(${STEP})
     WHERE ${ROWS} AND r.verdict IN ('new', 'changed')`,
    range,
  );
  const changed = await ask<{ id: number }>(`SELECT r.unit_id AS id FROM import_row r WHERE ${ROWS} AND r.verdict = 'changed'`, range);
  await restandUnits(
    work,
    changed.map(({ id }) => id),
  );
}

const AT_ONCE = 2000;

// After units have changed: writes anew what their accounts count as.
async function restandUnits({ ask }: Work, unitIds: readonly number[]): Promise<void> {
  if (unitIds.length === 0) return;
  const accounts = await ask<{ id: number; platform: string; holder: string; provenance: string }>(
    `SELECT id, platform, holder, provenance FROM account WHERE id IN (SELECT account_id FROM standing WHERE unit_id = ANY ($1::int[])) ORDER BY id FOR UPDATE`,
    [unitIds],
  );
  for (let from = 0; from < accounts.length; from += AT_ONCE) {
    const some = accounts.slice(from, from + AT_ONCE);
    const ids = some.map(({ id }) => id);
    const histories = await heldTimelinesOf(ask, ids);
    const timelines = await unitTimelinesOf(ask, [...new Set([...histories.values()].flatMap(({ held }) => held.map(({ value }) => value.unitId)))]);
    const rows = some.flatMap(({ id, platform, holder, provenance }) =>
      standings(histories.get(id)?.held ?? [], (unitId) => timelines.get(unitId) ?? [], holder === 'official').map(({ from: since, until, value }) => ({
        account_id: id,
        platform,
        holder,
        provenance,
        from: since,
        until,
        status: value.status,
        unit_id: value.unitId,
        post: value.post,
        post_rank: value.postRank,
        region_id: value.regionId,
        sector_code: value.sectorCode,
        tier: value.tier,
        rank: value.rank,
        standard_body: value.standardBody,
      })),
    );
    await ask('DELETE FROM standing WHERE account_id = ANY ($1::int[])', [ids]);
    const columns = Object.keys(rows[0] ?? {}).map((name) => `"${name}"`);
    if (rows.length)
      await ask(`INSERT INTO standing (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::standing, $1::jsonb)`, [JSON.stringify(rows)]);
  }
}

const since = (row: string) => `${row}.xmin::text::bigint <> ($2::bigint % 4294967296)`;

const REASONS: readonly [reason: string, condition: string][] = [
  [
    'undo-unit-edited',
    `NOT EXISTS (SELECT FROM unit u WHERE u.id = r.unit_id AND NOT ${since('u')}) OR EXISTS (SELECT FROM unit_standing s WHERE s.unit_id = r.unit_id AND ${since('s')})`,
  ],
  [
    'undo-unit-used',
    `r.verdict = 'new' AND (EXISTS (SELECT FROM standing s WHERE s.unit_id = r.unit_id) OR EXISTS (SELECT FROM account_relation x WHERE x.unit_id = r.unit_id)
       OR EXISTS (SELECT FROM account_group x WHERE x.lead_unit_id = r.unit_id)
       OR EXISTS (SELECT FROM unit_standing c WHERE c.parent_id = r.unit_id AND NOT EXISTS (
         SELECT FROM import_row o WHERE o.batch_id = $1 AND o.unit_id = c.unit_id AND o.verdict IN ('new', 'changed')))
       OR EXISTS (SELECT FROM "grant" g WHERE g.unit_id = r.unit_id) OR EXISTS (SELECT FROM filing f WHERE f.unit_id = r.unit_id)
       OR EXISTS (SELECT FROM unit_succession x WHERE r.unit_id IN (x.predecessor_id, x.successor_id)))`,
  ],
];

export async function unitConflicts({ ask, batchId }: Work, written: bigint, most: number): Promise<Conflict[]> {
  await ask(`SELECT FROM unit WHERE id IN (SELECT unit_id FROM import_row r WHERE ${WRITTEN}) ORDER BY id FOR UPDATE`, [batchId]);
  const found = new Map<number, Conflict>();
  for (const [reason, condition] of REASONS) {
    const rows = await ask<{ number: number; name: string }>(
      `SELECT r.number, coalesce(r.plan->'steps'->-1->>'name', '') AS name FROM import_row r WHERE ${WRITTEN} AND (${condition}) AND $2::bigint IS NOT NULL
       ORDER BY r.number LIMIT $3`,
      [batchId, String(written), most],
    );
    for (const row of rows) if (!found.has(row.number)) found.set(row.number, { ...row, reason });
  }
  return [...found.values()].sort((a, b) => a.number - b.number).slice(0, most);
}

export async function undoUnits(work: Work): Promise<void> {
  const { ask, batchId } = work;
  const batch = [batchId];
  await ask(`DELETE FROM unit_standing s USING import_row r WHERE ${WRITTEN} AND s.unit_id = r.unit_id`, batch);
  await ask(`DELETE FROM unit u USING import_row r WHERE ${WRITTEN} AND r.verdict = 'new' AND u.id = r.unit_id`, batch);
  await ask(
    `UPDATE unit SET (uscc, website, hotline, provisional, version, updated_at) = (SELECT was.uscc, was.website, was.hotline, was.provisional, was.version, was.updated_at FROM jsonb_populate_record(NULL::unit, b.unit) AS was)
     FROM import_before b, import_row r WHERE b.batch_id = $1 AND r.batch_id = b.batch_id AND r.number = b.number AND unit.id = r.unit_id`,
    batch,
  );
  await ask(
    `INSERT INTO unit_standing SELECT s.* FROM import_before b, jsonb_populate_recordset(NULL::unit_standing, b.steps) AS s WHERE b.batch_id = $1 AND b.steps IS NOT NULL`,
    batch,
  );
  const changed = await ask<{ id: number }>(`SELECT r.unit_id AS id FROM import_row r WHERE ${WRITTEN} AND r.verdict = 'changed'`, batch);
  await restandUnits(
    work,
    changed.map(({ id }) => id),
  );
}
