import type { Actor } from '@/lib/access/actor';
import type { RowUnit } from '@/lib/exchange/owner';
import type { RowPlan } from '@/lib/exchange/verdict';
import type { Provenance } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { type Recorded, recordWith } from './audit';
import { openingOf } from './import-accounts';
import { A, A_COLUMNS, S, S_COLUMNS } from './import-accounts-write';
import type { Ask } from './raw';
import { lockedUnitTimelines } from './standings';
import { ensureUnit } from './units';

export type PlannedRow = { number: number; plan: RowPlan };

/** Where rows come from; units that they bring are provisional unless a document names them. */
export type Origin = { provenance: Provenance; source?: string };
const ENTERED: Origin = { provenance: 'registered' };

/**
 * Writes new accounts as they were judged, and records each of them.
 * @returns the account of each row, by the row's number
 */
export async function writeRows(ask: Ask, actor: Actor, rows: readonly PlannedRow[], today: Day, origin: Origin = ENTERED): Promise<Map<number, number>> {
  const units = await makeUnits(ask, actor, rows, origin);
  const unitOf = (unit: RowUnit) => (unit.kind === 'known' ? unit.unit.id : (units.get(unit.key) ?? 0));
  const accounts = await insertAccounts(ask, rows, unitOf, today, origin);
  await recordWith(
    ask,
    actor,
    rows.map(({ number, plan }) => registered(accounts.get(number) ?? 0, plan)),
  );
  return accounts;
}

function registered(id: number, { account }: RowPlan): Recorded {
  return { act: 'account.register', subjectType: 'account', subjectId: id, after: { ...account } };
}

async function makeUnits(ask: Ask, actor: Actor, rows: readonly PlannedRow[], origin: Origin): Promise<Map<string, number>> {
  const made = new Map<string, number>();
  for (const { plan } of rows) {
    if (plan.unit.kind !== 'provisional' || made.has(plan.unit.key)) continue;
    made.set(plan.unit.key, await ensureUnit(ask, actor, plan.unit, origin));
  }
  return made;
}

// What checks an account's parts against each other looks when the statement ends, so that one can write them all.
const INSERT = `
  WITH given AS MATERIALIZED (
    SELECT nextval('account_id_seq')::int AS id, number, account, name, standings, followers
    FROM jsonb_to_recordset($1::jsonb) AS row(number int, account jsonb, name jsonb, standings jsonb, followers bigint)
  ), accounts AS (
    INSERT INTO account (id, ${A_COLUMNS}, known_by, provenance, source, updated_at)
    SELECT id, ${A_COLUMNS}, known_by, $2::text, $3::text, now() FROM given, jsonb_to_record(account) AS a(${A})
  ), names AS (
    INSERT INTO account_name (account_id, name, pinyin, initials)
    SELECT id, name->>'name', name->>'pinyin', name->>'initials' FROM given
  ), standings AS (
    INSERT INTO standing (account_id, platform, holder, provenance, ${S_COLUMNS})
    SELECT id, account->>'platform', account->>'holder', $2::text, ${S_COLUMNS} FROM given, jsonb_to_recordset(standings) AS s(${S})
  ), counted AS (
    INSERT INTO snapshot (account_id, day, metric, value, source)
    SELECT id, $4::date, 'followers', followers, 'import' FROM given WHERE followers IS NOT NULL
  )
  SELECT number, id FROM given`;

async function insertAccounts(
  ask: Ask,
  rows: readonly PlannedRow[],
  unitOf: (unit: RowUnit) => number,
  today: Day,
  { provenance, source = null }: Omit<Origin, 'source'> & { source?: string | null },
): Promise<Map<number, number>> {
  if (rows.length === 0) return new Map();
  const timelines = await lockedUnitTimelines(ask, [...new Set(rows.map(({ plan }) => unitOf(plan.unit)))]);
  const given = rows.map(({ number, plan }) => {
    const { a: account, n: name, s: standings } = openingOf(plan, unitOf(plan.unit), timelines, today);
    return { number, account, name, standings, followers: plan.followers };
  });
  const written = await ask<{ number: number; id: number }>(INSERT, [JSON.stringify(given), provenance, source, today]);
  return new Map(written.map(({ number, id }) => [number, id]));
}
