import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import type { Reform } from '@/lib/registry/reform';
import type { ListedReform, ReformView } from '@/lib/registry/views';
import type { Day } from '@/lib/taxonomy/day';
import { db } from './client';
import { dayFrom } from './days';
import { reference } from './reference';
import { mayEditAll } from './reform-back';
import type { Trace } from './reform-trace';

/** The reforms that were entered of a unit, for who governs all that they concern. */
export async function reformsOf(actor: Actor, unitId: number, today: Day): Promise<ListedReform[]> {
  if (!may(actor, 'unit.edit')) return [];
  const lists = await reference();
  const rows = await db().reform.findMany({ where: { units: { has: unitId } }, orderBy: [{ day: 'asc' }, { id: 'asc' }] });
  const shown = [];
  for (const { id, kind, day, takenBackAt, trace } of rows)
    if (await mayEditAll(db(), actor, trace as unknown as Trace, lists, today))
      shown.push({ id, kind: kind as Reform, day: dayFrom(day), takenBack: takenBackAt !== null });
  return shown;
}

/** One reform as it was entered; null where there is none, or for who does not govern all that it concerns. */
export async function readReform(actor: Actor, id: number, today: Day): Promise<ReformView | null> {
  const row = await db().reform.findUnique({ where: { id }, include: { filings: { select: { id: true, name: true, kind: true }, orderBy: { id: 'asc' } } } });
  if (!row || !may(actor, 'unit.edit')) return null;
  const trace = row.trace as unknown as Trace;
  if (!(await mayEditAll(db(), actor, trace, await reference(), today))) return null;
  const [names, users] = await Promise.all([
    db().unitStanding.findMany({
      where: { unitId: { in: row.units } },
      orderBy: { from: { sort: 'asc', nulls: 'first' } },
      select: { unitId: true, name: true },
    }),
    db().user.findMany({ where: { id: { in: [row.enteredById, row.takenBackById].flatMap((each) => each ?? []) } }, select: { id: true, displayName: true } }),
  ]);
  const called = new Map(names.map(({ unitId, name }) => [unitId, name]));
  const by = (user: number | null) => users.find((each) => each.id === user)?.displayName ?? null;
  return {
    ...{ id, kind: row.kind as Reform, day: dayFrom(row.day), document: row.document, takenBack: row.takenBackAt !== null },
    ...{ enteredBy: by(row.enteredById), enteredAt: row.enteredAt, takenBackBy: by(row.takenBackById), takenBackAt: row.takenBackAt },
    units: trace.units.map((unit) => ({ id: unit.id, name: called.get(unit.id) ?? null, made: unit.made })),
    filings: row.filings,
  };
}
