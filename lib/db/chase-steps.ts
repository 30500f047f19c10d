import type { Actor } from '@/lib/access/actor';
import { type Act, may, mayAt, type Place } from '@/lib/access/acts';
import { type ChaseStep, type GapKey, readGap } from '@/lib/coverage/chase';
import { readInto, readStep, type StepSaid, type StepTexts } from '@/lib/coverage/chase-fields';
import type { GapBody } from '@/lib/coverage/gap';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { record, recordAll, refuseAct, refuseOutside } from './audit';
import { assigneesOf } from './chase-names';
import { bodyKey, lastSteps } from './chases';
import { attempt, type Tx } from './client';
import { dateOf } from './days';
import { bodiesReached } from './gap-bodies';
import { findBody, placeOfGap } from './gap-read';
import type { Prisma } from './generated/client';
import { reference } from './reference';

const ACT_OF: Record<ChaseStep, Act> = { assign: 'gap.chase', chase: 'gap.chase', snooze: 'gap.chase', note: 'gap.answer', reply: 'gap.answer' };

/** A gap as somebody has seen it: the last step that they know of, 0 where there was none. */
export type SeenGap = { text: string; seen: number };

/**
 * Takes one step about a gap: the step and the audit are one transaction. Of two at once the later is told.
 * What has an account by now, or is expected no longer, is no gap, and nothing is done about it.
 */
export async function takeStep(actor: Actor, { text, seen }: SeenGap, step: ChaseStep, texts: StepTexts, today: Day): Promise<Decision<string>> {
  const [act, subject] = [ACT_OF[step], { subjectType: 'gap', subjectId: text } as const];
  if (!may(actor, act)) return refuseAct(actor, act, subject);
  const key = readGap(text);
  const [body, place] = key ? [await findBody(actor, key, today), await placeOfGap(key, today)] : [];
  if (!key || !body || !place || !mayAt(actor, act, place)) return refuseOutside(actor, act, subject, finding(null, 'not-found'));
  if (body.covered) return refuse(finding(null, 'gap-closed'));
  const said = readStep(step, texts, today, (await reference()).calendar);
  if (!said.accepted) return said;
  return attempt(async (tx) => {
    const named = await resolved(tx, said.change, key, place, today);
    if (!named.accepted) return named;
    const [chaseId] = await lockChases(tx, [body]);
    if ((await lastSteps(tx, [body], today)).get(body.text) !== seen) return refuse(finding(null, 'gap-moved'));
    await tx.chaseStep.create({ data: { ...named.change, chaseId: chaseId ?? 0, step, actorId: actor.userId } });
    await record(tx, actor, { act: `gap.${step}`, ...subject, after: told(named.change) });
    return accept(text);
  });
}

type Facts = Omit<Prisma.ChaseStepUncheckedCreateInput, 'chaseId' | 'step' | 'actorId'>;

async function resolved(tx: Tx, said: StepSaid, { regionCode }: GapKey, place: Place, today: Day): Promise<Decision<Facts>> {
  const { day, until, outcome, text } = said;
  const facts: Facts = { day: dateOf(day), until: dateOf(until), outcome, text };
  if (said.assignee !== null) return assigned(facts, said.assignee, regionCode, place, today);
  if (said.into === null) return accept(facts);
  const into = readInto(said.into);
  if (into && 'unitId' in into && (await tx.unit.findUnique({ where: { id: into.unitId }, select: { id: true } })))
    return accept({ ...facts, intoUnitId: into.unitId });
  if (into && 'accountId' in into && (await tx.account.findUnique({ where: { id: into.accountId }, select: { id: true } })))
    return accept({ ...facts, intoAccountId: into.accountId });
  return refuse(finding('into', 'into-unknown', { text: said.into }));
}

async function assigned(facts: Facts, assignee: string, regionCode: string, place: Place, today: Day): Promise<Decision<Facts>> {
  const { regions } = await reference();
  const choices = await assigneesOf(place, regionCode, regions.at(regionCode, today)?.name ?? regionCode);
  if (!choices.some(({ value }) => value === assignee)) return refuse(finding('assignee', 'assignee-outside'));
  const [kind, which = ''] = assignee.split('-');
  return accept(kind === 'office' ? { ...facts, assigneeOffice: which } : { ...facts, assigneeId: Number(which) });
}

type Named = Pick<GapBody, 'regionId' | 'sectorCode' | 'tier' | 'platform'>;

/** Held until the transaction ends: of two at once the second waits. In one order, so that none waits for another in a ring. */
async function lockChases(tx: Tx, bodies: readonly GapBody[]): Promise<number[]> {
  const of = <T>(get: (body: GapBody) => T) => bodies.map(get);
  const rows: (Named & { id: number })[] = await tx.$queryRaw`
    INSERT INTO chase (region_id, sector_code, tier, platform)
    SELECT * FROM unnest(${of(({ regionId }) => regionId)}::int[], ${of(({ sectorCode }) => sectorCode)}::text[], ${of(({ tier }) => tier)}::text[],
                         ${of(({ platform }) => platform)}::text[]) AS each(region_id, sector_code, tier, platform)
    ORDER BY 1, 2, 3, 4
    ON CONFLICT (region_id, sector_code, tier, platform) DO UPDATE SET tier = EXCLUDED.tier
    RETURNING id, region_id AS "regionId", sector_code AS "sectorCode", tier, platform`;
  const ids = new Map(rows.map((row) => [bodyKey(row), row.id]));
  return bodies.map((body) => ids.get(bodyKey(body)) ?? 0);
}

function told({ day, until, outcome, intoUnitId, intoAccountId, assigneeId, assigneeOffice }: Facts): Prisma.InputJsonObject {
  const days = { day: dayText(day), until: dayText(until) };
  const all = { ...days, outcome, intoUnitId, intoAccountId, assigneeId, assigneeOffice };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined)) as Prisma.InputJsonObject;
}

function dayText(day: Facts['day']): string | null {
  return day instanceof Date ? day.toISOString().slice(0, 10) : null;
}

/** What became of each of many that were chosen: null is done. */
export type ChaseOutcome = { text: string; refused: Finding[] | null };

/**
 * Marks many gaps as chased on one day, to be answered by one day, in one transaction; those that are not gaps any
 * more, that somebody has moved meanwhile or that are not the actor's stay as they were and are named.
 */
export async function chaseMany(actor: Actor, chosen: readonly SeenGap[], texts: StepTexts, today: Day): Promise<Decision<ChaseOutcome[]>> {
  const subject = (text: string) => ({ subjectType: 'gap', subjectId: text }) as const;
  if (!may(actor, 'gap.chase')) return refuseAct(actor, 'gap.chase', subject(chosen.map(({ text }) => text).join(' ')));
  const said = readStep('chase', texts, today, (await reference()).calendar);
  if (!said.accepted) return said;
  const bodies = await chosenBodies(actor, chosen, today);
  const outside = chosen.filter(({ text }) => !bodies.has(text));
  for (const { text } of outside) await refuseOutside(actor, 'gap.chase', subject(text), finding(null, 'not-found'));
  const open = chosen.flatMap(({ text }) => bodies.get(text) ?? []).filter(({ covered }) => !covered);
  return attempt(async (tx) => {
    const ids = open.length > 0 ? await lockChases(tx, open) : [];
    const last = await lastSteps(tx, open, today);
    const why = ({ text, seen }: SeenGap): Finding[] | null => {
      if (!bodies.has(text)) return [finding(null, 'not-found')];
      if (!last.has(text)) return [finding(null, 'gap-closed')];
      return last.get(text) === seen ? null : [finding(null, 'gap-moved')];
    };
    const outcomes = chosen.map((each) => ({ text: each.text, refused: why(each) }));
    const done = new Set(outcomes.filter(({ refused }) => refused === null).map(({ text }) => text));
    const facts: Facts = { day: dateOf(said.change.day), until: dateOf(said.change.until), text: said.change.text };
    const written = open.flatMap(({ text }, index) => (done.has(text) ? [{ ...facts, chaseId: ids[index] ?? 0, step: 'chase', actorId: actor.userId }] : []));
    await tx.chaseStep.createMany({ data: written });
    await recordAll(
      tx,
      actor,
      [...done].map((text) => ({ act: 'gap.chase', ...subject(text), after: told(facts) }) as const),
    );
    return accept(outcomes);
  });
}

// All at once, by the regions that they name; what an actor may not chase is not among them.
async function chosenBodies(actor: Actor, chosen: readonly SeenGap[], today: Day): Promise<Map<string, GapBody>> {
  const { regions } = await reference();
  const keys = chosen.flatMap(({ text }) => readGap(text) ?? []);
  const codes = [...new Set(keys.map(({ regionCode }) => regionCode))].filter((code) => regions.at(code, today));
  if (codes.length === 0) return new Map();
  const texts = new Set(chosen.map(({ text }) => text));
  const { bodies } = await bodiesReached(actor, 'gap.chase', { regions: codes, scope: 'own' }, today);
  return new Map(bodies.filter(({ text }) => texts.has(text)).map((body) => [body.text, body]));
}
