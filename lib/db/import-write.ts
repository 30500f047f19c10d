import type { Actor } from '@/lib/access/actor';
import type { RowUnit } from '@/lib/exchange/owner';
import type { RowPlan } from '@/lib/exchange/verdict';
import type { Provenance } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { type Present, presentFrom } from './account-present';
import { type Recorded, recordWith } from './audit';
import { type AccountPlan, openingOf } from './import-accounts';
import { A, A_COLUMNS, S, S_COLUMNS } from './import-accounts-write';
import { type Ask, given, inOneStatement } from './raw';
import { LOCK_UNITS, unitTimelinesOf } from './standings';
import { ensureUnit } from './units';

export type PlannedRow = { number: number; plan: RowPlan };

/** Where rows come from; units that they bring are provisional unless a document names them. */
export type Origin = { provenance: Provenance; source?: string };
export const ENTERED: Origin = { provenance: 'registered' };

/** A row that may be written: with its numbers, its account as it will be, and the columns of its parts. */
export type Draft = PlannedRow & { id: number; filing: number | null; content: AccountPlan; account: Present };

/**
 * Writes new accounts as they were judged, and records each of them.
 * @returns what was written of each row, in their order
 */
export async function writeRows(ask: Ask, actor: Actor, rows: readonly PlannedRow[], today: Day, origin: Origin = ENTERED): Promise<Draft[]> {
  const drafts = await draftRows(ask, actor, rows, today, origin);
  await inOneStatement(ask, async (later) => {
    await insertDrafts(later, drafts, today, origin);
    await recordWith(later, actor, drafts.map(registered));
  });
  return drafts;
}

/** What is recorded of a new account. */
export function registered({ id, plan }: Draft): Recorded {
  return { act: 'account.register', subjectType: 'account', subjectId: id, after: { ...plan.account } };
}

/**
 * Works out what is to be written, and takes its numbers; only units that the register does not have are written already.
 * @param filed whether each account is filed at once, and its filing takes a number
 */
export async function draftRows(ask: Ask, actor: Actor, rows: readonly PlannedRow[], today: Day, origin: Origin = ENTERED, filed = false): Promise<Draft[]> {
  const made = await makeUnits(ask, actor, rows, origin);
  const unitOf = (unit: RowUnit) => (unit.kind === 'known' ? unit.unit.id : (made.get(unit.key) ?? 0));
  const units = [...new Set(rows.map(({ plan }) => unitOf(plan.unit)))];
  const [taken, timelines] = await Promise.all([
    rows.length === 1
      ? ask<{ id: number; filing: number | null }>(TAKE_ONE, [units, filed])
      : ask<{ id: number; filing: number | null }>(TAKE, [units, rows.length, filed]),
    unitTimelinesOf(ask, units), // asked after the units are locked
  ]);
  return rows.map(({ number, plan }, index) => {
    const { id, filing } = taken[index] ?? { id: 0, filing: null };
    const unitId = unitOf(plan.unit);
    const content = openingOf(plan, unitId, timelines, today);
    return { number, plan, id, filing, content, account: presentFrom(id, content, timelines.get(unitId)?.at(-1)) };
  });
}

const TAKE = `
  WITH locked AS MATERIALIZED (${LOCK_UNITS})
  SELECT nextval('account_id_seq')::int AS id, CASE WHEN $3::bool THEN nextval('filing_id_seq')::int END AS filing
  FROM generate_series(1, $2::int) WHERE (SELECT count(*) FROM locked) >= 0`;

const TAKE_ONE = `
  SELECT nextval('account_id_seq')::int AS id, CASE WHEN $2::bool THEN nextval('filing_id_seq')::int END AS filing FROM (${LOCK_UNITS}) AS locked`;

async function makeUnits(ask: Ask, actor: Actor, rows: readonly PlannedRow[], origin: Origin): Promise<Map<string, number>> {
  const made = new Map<string, number>();
  for (const { plan } of rows) {
    if (plan.unit.kind !== 'provisional' || made.has(plan.unit.key)) continue;
    made.set(plan.unit.key, await ensureUnit(ask, actor, plan.unit, origin));
  }
  return made;
}

const ACCOUNT = `id int, ${A}`;
const NAME = 'id int, name text, pinyin text, initials text';
const STANDING = `id int, platform text, holder text, ${S}`;
const COUNTED = 'id int, followers bigint';

/** Writes them in statements that need not wait for each other. */
export async function insertDrafts(ask: Ask, drafts: readonly Draft[], today: Day, { provenance, source }: Origin = ENTERED): Promise<void> {
  const accounts = given(
    ACCOUNT,
    drafts.map(({ id, content }) => ({ id, ...content.a })),
    2,
  );
  await ask(
    `INSERT INTO account (id, ${A_COLUMNS}, known_by, provenance, source, updated_at)
     SELECT id, ${A_COLUMNS}, known_by, $1::text, $2::text, now() FROM ${accounts.rows}`,
    [provenance, source ?? null, ...accounts.values],
  );
  const names = given(
    NAME,
    drafts.map(({ id, content }) => ({ id, ...content.n })),
  );
  await ask(`INSERT INTO account_name (account_id, name, pinyin, initials) SELECT id, name, pinyin, initials FROM ${names.rows}`, names.values);
  const standings = given(
    STANDING,
    drafts.flatMap(({ id, content: { a, s = [] } }) => s.map((standing) => ({ id, platform: a?.platform, holder: a?.holder, ...standing }))),
    1,
  );
  await ask(
    `INSERT INTO standing (account_id, platform, holder, provenance, ${S_COLUMNS})
     SELECT id, platform, holder, $1::text, ${S_COLUMNS} FROM ${standings.rows}`,
    [provenance, ...standings.values],
  );
  await insertFollowers(ask, drafts, today);
}

async function insertFollowers(ask: Ask, drafts: readonly Draft[], today: Day): Promise<void> {
  const counted = drafts.flatMap(({ id, plan: { followers } }) => (followers === null ? [] : [{ id, followers }]));
  if (counted.length === 0) return;
  const { rows, values } = given(COUNTED, counted, 1);
  await ask(`INSERT INTO snapshot (account_id, day, metric, value, source) SELECT id, $1::date, 'followers', followers, 'import' FROM ${rows}`, [
    today,
    ...values,
  ]);
}
