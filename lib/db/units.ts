import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { RowUnit } from '@/lib/exchange/owner';
import type { UnitState } from '@/lib/registry/standing';
import { decideUnit, type UnitDraft } from '@/lib/registry/unit';
import { readUnitChannels, type UnitChannels } from '@/lib/registry/unit-channels';
import { readUnitFields, type UnitField } from '@/lib/registry/unit-fields';
import type { Provenance } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { toPinyin } from '@/lib/taxonomy/pinyin';
import { changeFrom, correctAt, type Step, type Timeline } from '@/lib/taxonomy/timeline';
import { record, recordWith, refuseAct, refuseOutside } from './audit';
import { attempt, type Tx } from './client';
import { dateOf } from './days';
import { type Ask, askIn } from './raw';
import { type Reference, reference } from './reference';
import { placeOfUnit } from './scope';
import { restandUnit, unitTimelines } from './standings';

export type UnitTexts = Partial<Record<UnitField | 'website' | 'hotline', string>>;

/** Registers a unit from what was typed. `fills`: whether it is the standard body of its place; by its name unless said. */
export async function registerUnit(actor: Actor, texts: UnitTexts, today: Day, fills?: boolean): Promise<Decision<number>> {
  if (!may(actor, 'unit.register')) return refuseAct(actor, 'unit.register', { subjectType: 'unit', subjectId: 'new' });
  const lists = await reference();
  const { facts, findings } = readUnitFields(texts, lists, today);
  const channels = readUnitChannels(texts, findings);
  const decision = decideUnit(facts, findings, lists, today, fills);
  if (!decision.accepted) return decision;
  if (!mayAt(actor, 'unit.register', placeOfUnit(decision.change.state, null, lists, today)))
    return refuseOutside(
      actor,
      'unit.register',
      { subjectType: 'unit', subjectId: 'new' },
      finding('region', 'outside-scope', { unit: decision.change.state.name }),
    );
  return attempt(async (tx) => {
    const clash = await clashOf(tx, decision.change, null);
    if (clash) return refuse(clash);
    return accept(await insertUnit(askIn(tx), actor, decision.change, { provenance: 'registered', ...channels }), findings);
  });
}

/** Writes a new unit, known since ever as what it is now; one that a reform makes, from its day. */
export async function insertUnit(
  ask: Ask,
  actor: Actor,
  { state, uscc }: UnitDraft,
  origin: { provenance: Provenance; provisional?: boolean; source?: string } & UnitChannels,
  from: Day | null = null,
): Promise<number> {
  const { name, kind, regionId, sectorCode, tier, rank, parentId, standardBody } = state;
  const { pinyin, initials } = toPinyin(name);
  const { provenance, provisional = false, source = null, website = null, hotline = null } = origin;
  const [made] = await ask<{ id: number }>(
    `WITH made AS (
       INSERT INTO unit (uscc, provenance, provisional, source, website, hotline, updated_at) VALUES ($1::text, $2::text, $3::bool, $4::text, $5::text, $6::text, now()) RETURNING id)
     INSERT INTO unit_standing (unit_id, "from", name, pinyin, initials, kind, region_id, sector_code, tier, rank, parent_id, standard_body)
     SELECT id, $7::date, $8::text, $9::text, $10::text, $11::text, $12::int, $13::text, $14::text, $15::text, $16::int, $17::bool FROM made RETURNING unit_id AS id`,
    [
      ...[uscc, provenance, provisional, source, website, hotline],
      ...[from ?? (await slotFreeSince(ask, state)), name, pinyin, initials, kind, regionId, sectorCode, tier, rank, parentId, standardBody],
    ],
  );
  if (!made) throw new Error('A unit was written without a number.');
  await recordWith(ask, actor, [
    { act: 'unit.register', subjectType: 'unit', subjectId: made.id, after: { ...state, uscc, ...origin, ...(from && { from }) } },
  ]);
  return made.id;
}

// The body that filled its slot before it has ended; null when none ever did.
async function slotFreeSince(ask: Ask, { regionId, sectorCode, tier, standardBody }: UnitState): Promise<Day | null> {
  if (!standardBody) return null;
  const [last] = await ask<{ until: Day | null }>(
    `SELECT max(until)::text AS until FROM unit_standing
     WHERE region_id = $1::int AND sector_code = $2::text AND tier IS NOT DISTINCT FROM $3::text AND standard_body AND until IS NOT NULL`,
    [regionId, sectorCode, tier],
  );
  return last?.until ?? null;
}

/** The number of the unit that a row means, made when the register does not have it. */
export async function ensureUnit(
  ask: Ask,
  actor: Actor,
  owner: RowUnit,
  origin: { provenance: Provenance; source?: string } = { provenance: 'registered' },
): Promise<number> {
  return owner.kind === 'known' ? owner.unit.id : insertUnit(ask, actor, owner, { ...origin, provisional: origin.provenance === 'registered' });
}

function unitRow(unitId: number, { from, until, value }: Step<UnitState>) {
  return { unitId, from: dateOf(from), until: dateOf(until), ...value, ...toPinyin(value.name) };
}

/** Two units of one name in one region, one code for two units, two bodies for one slot. */
export async function clashOf(tx: Tx, { state, uscc }: UnitDraft, self: number | null) {
  const others = self === null ? {} : { unitId: { not: self } };
  const namesake = await tx.unitStanding.findFirst({ where: { ...others, name: state.name, regionId: state.regionId, until: null }, select: { unitId: true } });
  if (namesake) return finding('unit', 'unit-exists', { name: state.name, id: namesake.unitId });
  const coded = uscc ? await tx.unit.findFirst({ where: { uscc, ...(self === null ? {} : { id: { not: self } }) }, select: { id: true } }) : null;
  if (coded) return finding('uscc', 'uscc-taken', { id: coded.id });
  const slot = { regionId: state.regionId, sectorCode: state.sectorCode, tier: state.tier, standardBody: true, until: null };
  const body = state.standardBody ? await tx.unitStanding.findFirst({ where: { ...others, ...slot }, select: { unitId: true, name: true } }) : null;
  return body ? finding('standardBody', 'slot-taken', { name: body.name, id: body.unitId }) : null;
}

export type UnitChange = {
  /** The version that the person saw. */
  version: number;
  /** Whether it was recorded wrongly all along, or has changed on a day. */
  mode: 'correct' | 'change';
  changedOn: Day;
  fills: boolean;
};

/** Corrects a unit, or records that it has changed on a day; its accounts follow. */
export async function editUnit(
  actor: Actor,
  id: number,
  texts: UnitTexts,
  today: Day,
  { version, mode, changedOn, fills }: UnitChange,
): Promise<Decision<number>> {
  if (!may(actor, 'unit.edit')) return refuseAct(actor, 'unit.edit', { subjectType: 'unit', subjectId: id });
  const lists = await reference();
  const { facts, findings } = readUnitFields(texts, lists, today);
  const channels = readUnitChannels(texts, findings);
  if (mode === 'change' && changedOn > today) findings.push(finding('changedOn', 'date-future', { date: changedOn }));
  const decision = decideUnit(facts, findings, lists, today, fills);
  if (!decision.accepted) return decision;
  return attempt(async (tx) => {
    const outside = await outsideEdit(tx, actor, id, decision.change.state, lists, today);
    if (outside) return refuseOutside(actor, 'unit.edit', { subjectType: 'unit', subjectId: id }, outside);
    const had = await tx.unit.findUnique({ where: { id }, select: { website: true, hotline: true } });
    const told = { uscc: decision.change.uscc, ...channels };
    const { count } = await tx.unit.updateMany({ where: { id, version }, data: { ...told, provisional: false, version: { increment: 1 } } });
    if (count === 0) return refuse(finding(null, (await tx.unit.findUnique({ where: { id } })) ? 'changed-meanwhile' : 'not-found'));
    const clash = await clashOf(tx, decision.change, id);
    if (clash) return refuse(clash);
    const before = await changeUnit(tx, id, decision.change.state, mode === 'change' ? changedOn : null, today);
    const after = { ...decision.change.state, ...told, version: version + 1, ...(mode === 'change' ? { changedOn } : {}) };
    await record(tx, actor, {
      act: `unit.${mode}`,
      subjectType: 'unit',
      subjectId: id,
      before: { ...before, ...(channels.website !== undefined && had) },
      after,
    });
    return accept(id, findings);
  });
}

// Where it stands and where it would stand; a unit of others looks absent.
async function outsideEdit(tx: Tx, actor: Actor, id: number, state: UnitState, lists: Reference, today: Day) {
  const now = (await unitTimelines(tx, [id])).get(id)?.at(-1);
  if (!now || !mayAt(actor, 'unit.edit', placeOfUnit(now.value, id, lists, today))) return finding(null, 'not-found');
  if (now.until !== null) return finding(null, 'unit-ended', { name: now.value.name, day: now.until });
  return mayAt(actor, 'unit.edit', placeOfUnit(state, id, lists, today)) ? null : finding('region', 'outside-scope', { unit: state.name });
}

// Returns what the unit was until now.
async function changeUnit(tx: Tx, id: number, state: UnitState, changedOn: Day | null, today: Day): Promise<UnitState | undefined> {
  const timeline = (await unitTimelines(tx, [id])).get(id) ?? [];
  const changed = differing(state, timeline.at(-1)?.value);
  const change = (value: UnitState) => ({ ...value, ...changed });
  const steps = changedOn === null ? correctAt(timeline, today, change, sameUnit) : changeFrom(timeline, changedOn, change, sameUnit);
  await writeUnitTimeline(tx, id, steps);
  await restandUnit(tx, id);
  return timeline.at(-1)?.value;
}

/** Writes what a unit is over all its time, in the place of what was written; its accounts are to follow. */
export async function writeUnitTimeline(tx: Tx, id: number, steps: Timeline<UnitState>): Promise<void> {
  await tx.unitStanding.deleteMany({ where: { unitId: id } });
  await tx.unitStanding.createMany({ data: steps.map((step) => unitRow(id, step)) });
}

// Only what is other than now: the rest, said again by the form, stays as it was at each time. No form says the 主管单位.
function differing({ parentId: _, ...said }: UnitState, now: UnitState | undefined): Partial<UnitState> {
  return Object.fromEntries(Object.entries(said).filter(([key, value]) => value !== now?.[key as keyof UnitState]));
}

export function sameUnit(a: UnitState, b: UnitState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
