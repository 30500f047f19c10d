import type { Actor } from '@/lib/access/actor';
import type { RowUnit } from '@/lib/exchange/owner';
import type { RowPlan } from '@/lib/exchange/verdict';
import { decideAccount } from '@/lib/registry/account';
import { standings } from '@/lib/registry/standing';
import type { Provenance } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { toPinyin } from '@/lib/taxonomy/pinyin';
import { lastingFacts } from './account-edit';
import { type Recorded, recordAll } from './audit';
import type { Tx } from './client';
import { dateOf } from './days';
import { standingRow, unitTimelines } from './standings';
import { ensureUnit } from './units';

export type PlannedRow = { number: number; plan: RowPlan };

/** Where rows come from; units that they bring are provisional unless a document names them. */
export type Origin = { provenance: Provenance; source?: string };
const ENTERED: Origin = { provenance: 'registered' };

/**
 * Writes new accounts as they were judged, and records each of them.
 * @returns the account of each row, by the row's number
 */
export async function writeRows(tx: Tx, actor: Actor, rows: readonly PlannedRow[], today: Day, origin: Origin = ENTERED): Promise<Map<number, number>> {
  const units = await makeUnits(tx, actor, rows, origin);
  const unitOf = (unit: RowUnit) => (unit.kind === 'known' ? unit.unit.id : (units.get(unit.key) ?? 0));
  const accounts = await insertAccounts(tx, rows, unitOf, today, origin);
  await keepFollowers(tx, rows, accounts, today);
  await recordAll(
    tx,
    actor,
    rows.map(({ number, plan }) => registered(accounts.get(number) ?? 0, plan)),
  );
  return accounts;
}

function registered(id: number, { account }: RowPlan): Recorded {
  return { act: 'account.register', subjectType: 'account', subjectId: id, after: { ...account } };
}

async function makeUnits(tx: Tx, actor: Actor, rows: readonly PlannedRow[], origin: Origin): Promise<Map<string, number>> {
  const made = new Map<string, number>();
  for (const { plan } of rows) {
    if (plan.unit.kind !== 'provisional' || made.has(plan.unit.key)) continue;
    made.set(plan.unit.key, await ensureUnit(tx, actor, plan.unit, origin));
  }
  return made;
}

async function insertAccounts(
  tx: Tx,
  rows: readonly PlannedRow[],
  unitOf: (unit: RowUnit) => number,
  today: Day,
  { provenance, source }: Origin,
): Promise<Map<number, number>> {
  if (rows.length === 0) return new Map();
  const ids: { id: number }[] = await tx.$queryRaw`SELECT nextval('account_id_seq')::int AS id FROM generate_series(1, ${rows.length})`;
  const timelines = await unitTimelines(tx, [...new Set(rows.map(({ plan }) => unitOf(plan.unit)))]);
  const drafts = rows.map(({ number, plan }, index) => {
    const decision = decideAccount(plan.account, [], unitOf(plan.unit), today);
    const id = ids[index]?.id;
    if (!decision.accepted || id === undefined) throw new Error(`Row ${number} was judged good and is not.`);
    return { number, id, ...decision.change };
  });
  await tx.account.createMany({
    data: drafts.map(({ id, facts, knownBy }) => ({
      id,
      platform: facts.platform,
      holder: facts.holder,
      ...lastingFacts(facts),
      openedOn: facts.openedOn,
      knownBy: dateOf(knownBy),
      provenance,
      source,
    })),
  });
  await tx.accountName.createMany({ data: drafts.map(({ id, facts }) => ({ accountId: id, name: facts.name, ...toPinyin(facts.name) })) });
  await tx.standing.createMany({
    data: drafts.flatMap(({ id, facts, held }) =>
      standings(held, (unitId) => timelines.get(unitId) ?? [], facts.holder === 'official').map((step) =>
        standingRow({ id, platform: facts.platform, holder: facts.holder, provenance }, step),
      ),
    ),
  });
  return new Map(drafts.map(({ number, id }) => [number, id]));
}

async function keepFollowers(tx: Tx, rows: readonly PlannedRow[], accounts: ReadonlyMap<number, number>, today: Day): Promise<void> {
  const counted = rows.flatMap(({ number, plan }) => (plan.followers === null ? [] : [{ id: accounts.get(number) ?? 0, followers: plan.followers }]));
  await tx.$executeRaw`
    INSERT INTO snapshot (account_id, day, metric, value, source)
    SELECT id, ${today}::date, 'followers', followers, 'import'
    FROM unnest(${counted.map(({ id }) => id)}::int[], ${counted.map(({ followers }) => followers)}::bigint[]) AS counted(id, followers)
    ON CONFLICT (account_id, day, metric) DO UPDATE SET value = excluded.value, source = excluded.source`;
}
