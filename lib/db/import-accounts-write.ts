// Writes what the check has planned for the rows of a batch, from where it stands: no row leaves the database.
import type { Work } from './import-kind';
import { writerOf, writerOfAccount } from './import-writer';

/** What is planned of an account and of its standings, as the database is to read it, and the columns that it fills. */
export const A = `platform text, holder text, platform_id text, handle text, person text, wechat_type text, positioning text, verification text, opened_on text,
  contact_name text, contact_phone text, note text, known_by date`;
export const A_COLUMNS = 'platform, holder, platform_id, handle, person, wechat_type, positioning, verification, opened_on, contact_name, contact_phone, note';
export const S = `"from" date, "until" date, status text, unit_id int, post text, post_rank text, region_id int, sector_code text, tier text, rank text, standard_body bool`;
export const S_COLUMNS = '"from", "until", status, unit_id, post, post_rank, region_id, sector_code, tier, rank, standard_body';

/** Until the batch is written nobody changes the units and accounts that it is about. */
export async function lockAccounts({ ask, batchId }: Work): Promise<void> {
  await ask(`SELECT FROM unit WHERE id IN (SELECT unit_id FROM import_row WHERE batch_id = $1 AND verdict IN ('new', 'changed')) ORDER BY id FOR SHARE`, [
    batchId,
  ]);
  await ask(`SELECT FROM account WHERE id IN (SELECT account_id FROM import_row WHERE batch_id = $1 AND verdict = 'changed') ORDER BY id FOR UPDATE`, [
    batchId,
  ]);
}

/** Rows whose account has another version than the plan builds on. */
export async function staleAccounts({ ask, batchId }: Work): Promise<number[]> {
  const rows = await ask<{ number: number }>(
    `SELECT r.number FROM import_row r LEFT JOIN account a ON a.id = r.account_id
     WHERE r.batch_id = $1 AND r.verdict = 'changed' AND a.version IS DISTINCT FROM (r.plan->'a'->>'version')::int ORDER BY r.number LIMIT 100`,
    [batchId],
  );
  return rows.map(({ number }) => number);
}

/** The units that good rows bring. */
export async function writeUnits({ ask, batchId }: Work): Promise<void> {
  // The planner knows nothing yet of a batch that has just come, and takes it for a row or two: the units are asked for first, then each by its number.
  const brought = `WITH used AS MATERIALIZED (SELECT DISTINCT unit_id FROM import_row WHERE batch_id = $1 AND verdict IN ('new', 'changed'))
    SELECT u.* FROM used JOIN import_unit u USING (unit_id) WHERE u.batch_id = $1`;
  await ask(`INSERT INTO unit (id, uscc, provenance, provisional, updated_at) SELECT unit_id, uscc, 'registered', true, now() FROM (${brought}) AS brought`, [
    batchId,
  ]);
  await ask(
    `INSERT INTO unit_standing (unit_id, "from", name, pinyin, initials, kind, region_id, sector_code, tier, rank, parent_id, standard_body)
     SELECT unit_id, "from", s.name, pinyin, initials, s.kind, s."regionId", s."sectorCode", s.tier, s.rank, s."parentId", s."standardBody"
     FROM (${brought}) AS brought, jsonb_to_record(brought.state)
       AS s(name text, kind text, "regionId" int, "sectorCode" text, tier text, rank text, "parentId" int, "standardBody" bool)`,
    [batchId],
  );
}

const ROWS = 'r.batch_id = $1 AND r.number > $2 AND r.number <= $3';

export async function writeAccounts(work: Work, after: number, upTo: number): Promise<void> {
  await writeNew(work, after, upTo);
  await writeChanged(work, after, upTo);
  await writeStandings(work, after, upTo);
  // What is found of an account is written with the last of its parts; without a name the standings' trigger sees at once that it is too early.
  await writeNames(work, after, upTo);
  await writeFollowers(work, after, upTo);
}

async function writeNew({ ask, batchId }: Work, after: number, upTo: number): Promise<void> {
  await ask(
    `INSERT INTO account (id, ${A_COLUMNS}, known_by, provenance, updated_at) SELECT r.account_id, ${A_COLUMNS}, known_by, 'registered', now()
     FROM import_row r, jsonb_to_record(r.plan->'a') AS a(${A}) WHERE ${ROWS} AND r.verdict = 'new'`,
    [batchId, after, upTo],
  );
}

async function writeNames({ ask, batchId }: Work, after: number, upTo: number): Promise<void> {
  await ask(
    `INSERT INTO account_name (account_id, name, pinyin, initials) SELECT r.account_id, r.plan->'n'->>'name', r.plan->'n'->>'pinyin', r.plan->'n'->>'initials'
     FROM import_row r WHERE ${ROWS} AND r.verdict = 'new'`,
    [batchId, after, upTo],
  );
}

async function writeChanged({ ask, batchId }: Work, after: number, upTo: number): Promise<void> {
  const range = [batchId, after, upTo];
  const [some] = await ask(`SELECT FROM import_row r WHERE ${ROWS} AND r.verdict = 'changed' LIMIT 1`, range);
  if (!some) return;
  await ask(
    `INSERT INTO import_before (batch_id, number, account, names, standings) SELECT r.batch_id, r.number, to_jsonb(a) || jsonb_build_object('_written', ${writerOfAccount}),
       (SELECT jsonb_agg(to_jsonb(n)) FROM account_name n WHERE n.account_id = a.id), (SELECT jsonb_agg(to_jsonb(s)) FROM standing s WHERE s.account_id = a.id)
     FROM import_row r JOIN account a ON a.id = r.account_id WHERE ${ROWS} AND r.verdict = 'changed'`,
    range,
  );
  await ask(
    `UPDATE account SET (${A_COLUMNS}) = (SELECT ${A_COLUMNS} FROM jsonb_to_record(r.plan->'a') AS a(${A})), version = version + 1, updated_at = now()
     FROM import_row r WHERE ${ROWS} AND r.verdict = 'changed' AND account.id = r.account_id`,
    range,
  );
  const renamed = `${ROWS} AND r.verdict = 'changed' AND r.plan->'n' <> 'null'`;
  await ask(
    `UPDATE account_name n SET name = r.plan->'n'->>'name', pinyin = r.plan->'n'->>'pinyin', initials = r.plan->'n'->>'initials'
     FROM import_row r WHERE ${renamed} AND (r.plan->'n'->>'corrects')::bool AND n.account_id = r.account_id AND n.until IS NULL`,
    range,
  );
  await ask(
    `UPDATE account_name n SET until = (r.plan->'n'->>'from')::date
     FROM import_row r WHERE ${renamed} AND NOT (r.plan->'n'->>'corrects')::bool AND n.account_id = r.account_id AND n.until IS NULL`,
    range,
  );
  await ask(
    `INSERT INTO account_name (account_id, "from", name, pinyin, initials)
     SELECT r.account_id, (r.plan->'n'->>'from')::date, r.plan->'n'->>'name', r.plan->'n'->>'pinyin', r.plan->'n'->>'initials'
     FROM import_row r WHERE ${renamed} AND NOT (r.plan->'n'->>'corrects')::bool`,
    range,
  );
  await ask(`DELETE FROM standing WHERE account_id IN (SELECT r.account_id FROM import_row r WHERE ${ROWS} AND r.verdict = 'changed')`, range);
}

async function writeStandings({ ask, batchId }: Work, after: number, upTo: number): Promise<void> {
  await ask(
    `INSERT INTO standing (account_id, platform, holder, provenance, ${S_COLUMNS})
     SELECT r.account_id, r.plan->'a'->>'platform', r.plan->'a'->>'holder', coalesce(b.account->>'provenance', 'registered'), ${S_COLUMNS.replace('unit_id', 's.unit_id')}
     FROM import_row r LEFT JOIN import_before b ON b.batch_id = r.batch_id AND b.number = r.number, jsonb_to_recordset(r.plan->'s') AS s(${S})
     WHERE ${ROWS} AND r.verdict IN ('new', 'changed')`,
    [batchId, after, upTo],
  );
}

const COUNTED = `${ROWS} AND r.verdict <> 'refused' AND r.plan ? 'f'`;

async function writeFollowers({ ask, batchId, today }: Work, after: number, upTo: number): Promise<void> {
  const range = [batchId, after, upTo, today];
  const [counted] = await ask<{ news: boolean | null; others: boolean | null }>(
    `SELECT bool_or(r.verdict = 'new') AS news, bool_or(r.verdict <> 'new') AS others FROM import_row r WHERE ${COUNTED}`,
    range.slice(0, 3),
  );
  const written = `INSERT INTO snapshot (account_id, day, metric, value, source) SELECT r.account_id, $4::date, 'followers', (r.plan->>'f')::bigint, 'import'
     FROM import_row r WHERE ${COUNTED}`;
  // A new account had no figure.
  if (counted?.news) await ask(`${written} AND r.verdict = 'new'`, range);
  if (!counted?.others) return;
  // Of each other one its own is looked up: the planner, which knows nothing yet of today's, would read all of them for each slice.
  await ask(
    `INSERT INTO import_before (batch_id, number, snapshot) SELECT r.batch_id, r.number, s.had FROM import_row r, LATERAL (
       SELECT to_jsonb(s) || jsonb_build_object('_written', ${writerOf('s', 's.account_id', 'snapshot')}) AS had FROM snapshot s
       WHERE s.account_id = r.account_id AND s.day = $4::date AND s.metric = 'followers' AND (s.value, s.source) IS DISTINCT FROM ((r.plan->>'f')::bigint, 'import') OFFSET 0) s
     WHERE ${COUNTED} AND r.verdict <> 'new'
     ON CONFLICT (batch_id, number) DO UPDATE SET snapshot = excluded.snapshot`,
    range,
  );
  await ask(
    `${written} AND r.verdict <> 'new'
     ON CONFLICT (account_id, day, metric) DO UPDATE SET value = excluded.value, source = excluded.source
     WHERE (snapshot.value, snapshot.source) IS DISTINCT FROM (excluded.value, excluded.source)`,
    range,
  );
}
