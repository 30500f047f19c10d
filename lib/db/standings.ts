import { type AccountStanding, type Held, heldOf, standings, type UnitState } from '@/lib/registry/standing';
import type { Holder, Platform, Provenance, Rank, Status, Tier, UnitKind } from '@/lib/taxonomy/codes';
import type { Step, Timeline } from '@/lib/taxonomy/timeline';
import type { Tx } from './client';
import { dateOf, dayFrom } from './days';
import type { UnitStanding } from './generated/client';

/**
 * The history of units, by id. Until the transaction ends nobody else can change them: what is
 * copied from them into standings stays true.
 */
export async function unitTimelines(tx: Tx, unitIds: readonly number[]): Promise<Map<number, Step<UnitState>[]>> {
  await tx.$queryRaw`SELECT FROM unit WHERE id = ANY (${[...unitIds]}::int[]) ORDER BY id FOR SHARE`;
  const rows = await tx.unitStanding.findMany({ where: { unitId: { in: [...unitIds] } }, orderBy: { from: { sort: 'asc', nulls: 'first' } } });
  const timelines = new Map<number, Step<UnitState>[]>();
  for (const row of rows) timelines.set(row.unitId, [...(timelines.get(row.unitId) ?? []), unitStep(row)]);
  return timelines;
}

function unitStep({ from, until, name, kind, regionId, sectorCode, tier, rank, parentId, standardBody }: UnitStanding): Step<UnitState> {
  return {
    from: dayFrom(from),
    until: dayFrom(until),
    value: { name, kind: kind as UnitKind, regionId, sectorCode, tier: tier as Tier | null, rank: rank as Rank | null, parentId, standardBody },
  };
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
