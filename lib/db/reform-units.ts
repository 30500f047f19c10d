import type { Actor } from '@/lib/access/actor';
import { mayAt } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse, refuses } from '@/lib/decision';
import { type RowUnit, resolveOwner } from '@/lib/exchange/owner';
import type { Touched } from '@/lib/registry/reform';
import { decideUnit, type UnitDraft } from '@/lib/registry/unit';
import { readUnitFields } from '@/lib/registry/unit-fields';
import type { Day } from '@/lib/taxonomy/day';
import { changeFrom } from '@/lib/taxonomy/timeline';
import { record } from './audit';
import type { Tx } from './client';
import { directoryFor } from './directory';
import type { Reference } from './reference';
import { placeOfUnit } from './scope';
import { unitTimelines } from './standings';
import { sameUnit, type UnitTexts, writeUnitTimeline } from './units';

/** A unit of the register as a field names it. */
export type Named = { field: string; text: string };

/** Who takes over, as typed: the fields bear the place in the form (unit1, region1 …). */
export type TakerTexts = UnitTexts & { place: number };

/** Who takes accounts over: a unit of the register, or one that the reform makes. */
export type Taker = { field: string; unit: Touched; draft: null } | { field: string; unit: null; draft: UnitDraft };

/** The unit of the register that a field names. */
export async function namedUnit(tx: Tx, actor: Actor, { field, text }: Named, lists: Reference, today: Day): Promise<Decision<Touched>> {
  const { owner, findings } = await ownerOf(tx, { unit: text }, lists, today);
  const ambiguous = findings.filter(({ reason }) => reason === 'unit-ambiguous' || reason === 'unit-number-unknown');
  if (owner?.kind !== 'known') return refuse(...(ambiguous.length ? ambiguous.map((each) => ({ ...each, field })) : [finding(field, 'unit-to-choose')]));
  return touched(tx, actor, owner, field, lists, today);
}

async function ownerOf(tx: Tx, texts: UnitTexts, lists: Reference, day: Day) {
  return resolveOwner(texts, await directoryFor(tx, [texts], lists, day), lists, day);
}

async function touched(tx: Tx, actor: Actor, { unit }: Extract<RowUnit, { kind: 'known' }>, field: string, lists: Reference, today: Day) {
  if (!mayAt(actor, 'unit.edit', placeOfUnit(unit.state, unit.id, lists, today))) return refuse(finding(field, 'outside-scope', { unit: unit.name }));
  return accept({ id: unit.id, name: unit.name, field, timeline: (await unitTimelines(tx, [unit.id])).get(unit.id) ?? [] });
}

/** The units whose 主管单位 was merged have the one that took over, from the day. */
export async function childrenFollow(tx: Tx, actor: Actor, parentId: number, takerId: number, day: Day): Promise<void> {
  const rows = await tx.unitStanding.findMany({ where: { parentId, until: null, unitId: { not: takerId } }, select: { unitId: true } });
  const timelines = await unitTimelines(
    tx,
    rows.map(({ unitId }) => unitId),
  );
  for (const [id, timeline] of timelines) {
    const moved = changeFrom(timeline, day, (state) => (state.parentId === parentId ? { ...state, parentId: takerId } : state), sameUnit);
    await writeUnitTimeline(tx, id, moved);
    await tx.unit.update({ where: { id }, data: { version: { increment: 1 } } });
    await record(tx, actor, { act: 'unit.reform', subjectType: 'unit', subjectId: id, before: { parentId }, after: { parentId: takerId, changedOn: day } });
  }
}

/** Who is to take over. What is new is read as of the day of the reform: its sector may have been another's since. */
export async function taker(tx: Tx, actor: Actor, { place, ...texts }: TakerTexts, lists: Reference, day: Day, today: Day): Promise<Decision<Taker>> {
  const field = `unit${place}`;
  const { owner, findings } = await ownerOf(tx, texts, lists, day);
  const placed = (all: readonly Finding[]) => refuse(...all.map((each) => ({ ...each, field: each.field === null ? field : `${each.field}${place}` })));
  if (owner === null) return placed(findings.filter(refuses));
  if (owner.kind === 'known') {
    const unit = await touched(tx, actor, owner, field, lists, today);
    return unit.accepted ? accept({ field, unit: unit.change, draft: null }) : unit;
  }
  const { facts, findings: read } = readUnitFields(texts, lists, day);
  const draft = decideUnit(facts, read, lists, day, texts.fills === undefined ? undefined : texts.fills === 'yes');
  if (!draft.accepted) return placed(draft.findings);
  if (!mayAt(actor, 'unit.register', placeOfUnit(draft.change.state, null, lists, today)))
    return refuse(finding(field, 'outside-scope', { unit: draft.change.state.name }));
  return accept({ field, unit: null, draft: draft.change });
}
