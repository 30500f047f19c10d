import { type AccountStanding, type Held, heldOf, standings, type UnitState } from '@/lib/registry/standing';
import type { Holder, Platform, Provenance, Rank, Status, Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { Step, Timeline } from '@/lib/taxonomy/timeline';
import type { Tx } from './client';
import { dateOf, dayFrom } from './days';
import { type Ask, askIn } from './raw';

/** Until the transaction ends nobody else can change units that are so asked for: what is copied from them into standings stays true. */
export const LOCK_UNITS = 'SELECT FROM unit WHERE id = ANY ($1::int[]) ORDER BY id FOR SHARE';

/** The history of units, by id, locked. */
export async function unitTimelines(tx: Tx, unitIds: readonly number[]): Promise<Map<number, Step<UnitState>[]>> {
  const ask = askIn(tx);
  await ask(LOCK_UNITS, [unitIds]);
  return unitTimelinesOf(ask, unitIds);
}

/** The same of any number of units in one statement, without holding them. */
export async function unitTimelinesOf(ask: Ask, unitIds: readonly number[]): Promise<Map<number, Step<UnitState>[]>> {
  const timelines = new Map<number, Step<UnitState>[]>();
  if (unitIds.length === 0) return timelines;
  const rows = await ask<UnitState & { id: number; since: Day | null; until: Day | null }>(
    `SELECT unit_id AS id, "from"::text AS since, until::text, name, kind, region_id AS "regionId", sector_code AS "sectorCode", tier, rank,
       parent_id AS "parentId", standard_body AS "standardBody"
     FROM unit_standing WHERE unit_id = ANY ($1::int[]) ORDER BY unit_id, "from" NULLS FIRST`,
    [unitIds],
  );
  for (const { id, since, until, ...value } of rows) {
    const step = { from: since, until, value };
    const before = timelines.get(id);
    if (before) before.push(step);
    else timelines.set(id, [step]);
  }
  return timelines;
}

/** What a change of an account builds on. */
export type KnownHistory = { version: number; knownBy: Day; namedSince: Day | null; held: Step<Held>[] };

/** The histories of accounts in one statement, by number. */
export async function heldTimelinesOf(ask: Ask, accountIds: readonly number[]): Promise<Map<number, KnownHistory>> {
  if (accountIds.length === 0) return new Map();
  const rows = await ask<{ id: number; version: number; known: Day; named: Day | null; steps: (AccountStanding & { from: Day; until: Day | null })[] }>(
    `SELECT a.id, a.version, a.known_by::text AS known, n."from"::text AS named,
       (SELECT json_agg(json_build_object('from', s."from", 'until', s.until, 'status', s.status, 'unitId', s.unit_id, 'post', s.post, 'postRank', s.post_rank)
          ORDER BY s."from") FROM standing s WHERE s.account_id = a.id) AS steps
     FROM account a JOIN account_name n ON n.account_id = a.id AND n.until IS NULL WHERE a.id = ANY ($1::int[])`,
    [accountIds],
  );
  return new Map(
    rows.map(({ id, version, known, named, steps }) => [
      id,
      { version, knownBy: known, namedSince: named, held: heldOf(steps.map(({ from, until, ...value }) => ({ from, until, value }))) },
    ]),
  );
}

/** What of an account is copied into each of its standings. */
export type Standee = { id: number; platform: Platform; holder: Holder; provenance: Provenance };

/** What is set for an account over time, read back from its standings. */
export async function heldTimeline(tx: Tx, accountId: number): Promise<Step<Held>[]> {
  const rows = await tx.standing.findMany({ where: { accountId }, orderBy: { from: 'asc' } });
  return heldOf(
    rows.map(
      ({ from, until, status, tier, rank, postRank, ...row }): Step<AccountStanding> => ({
        from: dayFrom(from),
        until: dayFrom(until),
        value: { ...row, status: status as Status, tier: tier as Tier | null, rank: rank as Rank | null, postRank: postRank as Rank | null },
      }),
    ),
  );
}

/** Writes what an account counts as, over all its time, in the place of what was written. */
export async function writeStandings(tx: Tx, account: Standee, held: Timeline<Held>): Promise<void> {
  const units = await unitTimelines(tx, [...new Set(held.map(({ value }) => value.unitId))]);
  const steps = standings(held, (id) => units.get(id) ?? [], account.holder === 'official');
  await tx.standing.deleteMany({ where: { accountId: account.id } });
  await tx.standing.createMany({ data: steps.map((step) => standingRow(account, step)) });
}

export function standingRow({ id, platform, holder, provenance }: Standee, { from, until, value }: Step<AccountStanding>) {
  if (from === null) throw new Error(`Account ${id} would stand since ever.`);
  return { accountId: id, platform, holder, provenance, from: dateOf(from), until: dateOf(until), ...value };
}

/** After a unit has changed: writes anew what its accounts count as. */
export async function restandUnit(tx: Tx, unitId: number): Promise<void> {
  const accounts = await tx.account.findMany({
    where: { standings: { some: { unitId } } },
    select: { id: true, platform: true, holder: true, provenance: true },
  });
  await tx.$queryRaw`SELECT FROM account WHERE id = ANY (${accounts.map(({ id }) => id)}::int[]) ORDER BY id FOR UPDATE`;
  for (const account of accounts) await writeStandings(tx, account as Standee, await heldTimeline(tx, account.id));
}
