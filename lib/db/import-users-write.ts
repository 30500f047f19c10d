// Makes the users of a batch. Nobody knows their passwords: each is given one by a reset, which shows it once (docs/decisions/0030).
import { randomUUID } from 'node:crypto';
import { hash } from 'argon2';
import type { Conflict, Work } from './import-kind';

const ROWS = `r.batch_id = $1 AND r.number > $2 AND r.number <= $3 AND r.verdict IN ('new', 'changed')`;
const WRITTEN = `r.batch_id = $1 AND r.verdict IN ('new', 'changed')`;
const USER = `(r.plan->>'id')::int`;
const GRANT = `g.user_id = ${USER} AND g.role = r.plan->'grant'->>'role' AND g.region_code = r.plan->'grant'->>'region_code'
  AND g.sector_code IS NOT DISTINCT FROM r.plan->'grant'->>'sector_code' AND g.unit_id IS NOT DISTINCT FROM (r.plan->'grant'->>'unit_id')::int`;

export async function lockUsers({ ask }: Work): Promise<void> {
  await ask('LOCK TABLE "user", "grant" IN SHARE ROW EXCLUSIVE MODE');
}

/** Rows of users that are there already, or are gone or hold the grant already. */
export async function staleUsers({ ask, batchId }: Work): Promise<number[]> {
  const rows = await ask<{ number: number }>(
    `SELECT r.number FROM import_row r LEFT JOIN "user" u ON u.username = r.plan->>'username'
     WHERE ${WRITTEN} AND (r.verdict = 'new' AND u.id IS NOT NULL OR r.verdict = 'changed' AND (u.id IS DISTINCT FROM ${USER}
       OR (r.plan->>'setsEmail')::bool AND u.email IS NOT NULL OR r.plan->'grant' <> 'null' AND EXISTS (SELECT FROM "grant" g WHERE ${GRANT})))
     ORDER BY r.number LIMIT 100`,
    [batchId],
  );
  return rows.map(({ number }) => number);
}

export async function writeUsers({ ask, batchId }: Work, after: number, upTo: number): Promise<void> {
  const range = [batchId, after, upTo];
  await ask(
    `INSERT INTO "user" (id, username, display_name, email, password_hash, must_change_password)
     SELECT ${USER}, r.plan->>'username', r.plan->>'displayName', r.plan->>'email', $4, true FROM import_row r WHERE ${ROWS} AND (r.plan->>'makes')::bool`,
    [...range, await hash(randomUUID())],
  );
  await ask(`UPDATE "user" u SET email = r.plan->>'email' FROM import_row r WHERE ${ROWS} AND (r.plan->>'setsEmail')::bool AND u.id = ${USER}`, range);
  await ask(
    `INSERT INTO "grant" (user_id, role, region_code, sector_code, unit_id)
     SELECT ${USER}, r.plan->'grant'->>'role', r.plan->'grant'->>'region_code', r.plan->'grant'->>'sector_code', (r.plan->'grant'->>'unit_id')::int
     FROM import_row r WHERE ${ROWS} AND r.plan->'grant' <> 'null'`,
    range,
  );
}

/** Users that somebody has changed since, or who have been here: a password that was given them is such a change. */
export async function userConflicts(work: Work, written: bigint, most: number): Promise<Conflict[]> {
  await lockUsers(work);
  const since = (row: string) => `${row}.xmin::text::bigint <> ($2::bigint % 4294967296)`;
  return work.ask<Conflict>(
    `SELECT r.number, r.plan->>'label' AS name, 'undo-user-used' AS reason FROM import_row r LEFT JOIN "user" u ON u.id = ${USER}
     WHERE ${WRITTEN} AND (u.id IS NULL OR (r.verdict = 'new' OR (r.plan->>'setsEmail')::bool) AND ${since('u')}
       OR r.verdict = 'new' AND (EXISTS (SELECT FROM session s WHERE s.user_id = u.id) OR EXISTS (SELECT FROM "grant" g WHERE g.user_id = u.id AND ${since('g')}))
       OR r.plan->'grant' <> 'null' AND NOT EXISTS (SELECT FROM "grant" g WHERE ${GRANT} AND NOT ${since('g')}))
     ORDER BY r.number LIMIT $3`,
    [work.batchId, String(written), most],
  );
}

export async function undoUsers({ ask, batchId }: Work): Promise<void> {
  await ask(`DELETE FROM "grant" g USING import_row r WHERE ${WRITTEN} AND r.plan->'grant' <> 'null' AND ${GRANT}`, [batchId]);
  await ask(`UPDATE "user" u SET email = NULL FROM import_row r WHERE ${WRITTEN} AND (r.plan->>'setsEmail')::bool AND u.id = ${USER}`, [batchId]);
  await ask(`DELETE FROM "user" u USING import_row r WHERE ${WRITTEN} AND (r.plan->>'makes')::bool AND u.id = ${USER}`, [batchId]);
}
