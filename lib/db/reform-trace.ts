import type { Actor } from '@/lib/access/actor';
import type { Reform } from '@/lib/registry/reform';
import type { Held, UnitState } from '@/lib/registry/standing';
import type { Day } from '@/lib/taxonomy/day';
import type { Step } from '@/lib/taxonomy/timeline';
import type { Tx } from './client';
import { dateOf, dayFrom } from './days';
import type { Prisma } from './generated/client';
import { unitTimelines } from './standings';

/** A relation of an account as it stood. */
export type KeptRelation = { id: number; accountId: number; unitId: number; kind: string; from: Day; until: Day | null };

/** What stood before a reform. */
type Before = {
  units: { id: number; before: Step<UnitState>[] }[];
  accounts: { id: number; before: Step<Held>[] }[];
  relations: KeptRelation[];
};

/** The same with the versions that the reform left, the units it made, and the relations as it left them. */
export type Trace = {
  units: { id: number; made: boolean; version: number; before: Step<UnitState>[] }[];
  accounts: { id: number; version: number; before: Step<Held>[] }[];
  relations: { before: KeptRelation[]; after: KeptRelation[] };
};

type Known = { id: number };
type Holding = { id: number; held: readonly Step<Held>[] };

/** Notes what stands before a reform is written: the units that it touches, those below them, their accounts and relations. */
export async function standingBefore(tx: Tx, touched: readonly Known[], ending: readonly Known[], accounts: readonly Holding[]): Promise<Before> {
  const below = await tx.unitStanding.findMany({ where: { parentId: { in: ending.map(({ id }) => id) }, until: null }, select: { unitId: true } });
  const ids = [...new Set([...touched.map(({ id }) => id), ...below.map(({ unitId }) => unitId)])];
  const timelines = await unitTimelines(tx, ids);
  return {
    units: ids.map((id) => ({ id, before: timelines.get(id) ?? [] })),
    accounts: accounts.map(({ id, held }) => ({ id, before: [...held] })),
    relations: await relationsOf(tx, ids, await relatedTo(tx, ending)),
  };
}

// Accounts to which an ending unit has a relation: those of others stay as they are.
async function relatedTo(tx: Tx, ending: readonly Known[]): Promise<number[]> {
  const rows = await tx.accountRelation.findMany({ where: { unitId: { in: ending.map(({ id }) => id) } }, select: { accountId: true } });
  return rows.map(({ accountId }) => accountId);
}

/** The relations of units to accounts, in order. */
export async function relationsOf(tx: Tx, unitIds: readonly number[], accountIds: readonly number[]): Promise<KeptRelation[]> {
  const where = { unitId: { in: [...unitIds] }, accountId: { in: [...accountIds] } };
  const rows = await tx.accountRelation.findMany({ where, orderBy: { id: 'asc' } });
  return rows.map(({ id, accountId, unitId, kind, from, until }) => ({ id, accountId, unitId, kind, from: dayFrom(from), until: dayFrom(until) }));
}

type Entered = { kind: Reform; day: Day; document?: string | null };

/** Keeps a reform that was just written, with what it changed. */
export async function keepReform(tx: Tx, actor: Actor, { kind, day, document }: Entered, before: Before, made: readonly number[]) {
  const known = before.units.map(({ id }) => id);
  const units = await tx.unit.findMany({ where: { id: { in: [...known, ...made] } }, select: { id: true, version: true }, orderBy: { id: 'asc' } });
  const accounts = await tx.account.findMany({ where: { id: { in: before.accounts.map(({ id }) => id) } }, select: { id: true, version: true } });
  const versions = new Map(accounts.map(({ id, version }) => [id, version]));
  const related = before.relations.map(({ accountId }) => accountId);
  const ofUnit = new Map(before.units.map((unit) => [unit.id, unit.before]));
  const trace: Trace = {
    units: units.map(({ id, version }) => ({ id, version, made: made.includes(id), before: ofUnit.get(id) ?? [] })),
    accounts: before.accounts.map((account) => ({ ...account, version: versions.get(account.id) ?? 0 })),
    relations: { before: before.relations, after: await relationsOf(tx, [...known, ...made], related) },
  };
  return tx.reform.create({
    data: {
      ...{ kind, day: dateOf(day), document: document?.trim() || null, enteredById: actor.userId },
      units: trace.units.map(({ id }) => id),
      trace: trace as unknown as Prisma.InputJsonObject,
    },
    select: { id: true, document: true },
  });
}
