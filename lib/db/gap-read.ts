import type { Actor } from '@/lib/access/actor';
import { may, mayAt, type Place } from '@/lib/access/acts';
import { slotKey } from '@/lib/coverage/bodies';
import { type ChaseStep, type GapKey, type Outcome, readGap } from '@/lib/coverage/chase';
import { everything } from '@/lib/coverage/filter';
import { regionFrame } from '@/lib/coverage/frame';
import type { Assignee, GapBody, ListedGap, StepView } from '@/lib/coverage/gap';
import type { Day } from '@/lib/taxonomy/day';
import { assigneeNames, assigneesOf, userNames } from './chase-names';
import { db } from './client';
import { unitsOf } from './coverage';
import { dayFrom } from './days';
import { bodiesReached } from './gap-bodies';
import { listed } from './gap-list';
import { reference } from './reference';
import { placeOfCell } from './scope';

export type GapPage = {
  gap: ListedGap;
  steps: StepView[];
  /** What may be done about it by who looks. */
  may: { chase: boolean; answer: boolean };
  assignees: Assignee[];
};

/** One gap with everything that was done about it; null where it is not expected, or not for whoever asks. */
export async function readGapPage(actor: Actor, text: string, today: Day): Promise<GapPage | null> {
  const key = may(actor, 'gap.read') ? readGap(text) : null;
  const body = key && (await findBody(actor, key, today));
  const place = key && (await placeOfGap(key, today));
  if (!body || !place) return null;
  const [gap] = await listed([body], today);
  if (!gap) return null;
  const chases = !body.covered && mayAt(actor, 'gap.chase', place);
  return {
    gap,
    steps: await stepsTaken(body, today),
    may: { chase: chases, answer: !body.covered && mayAt(actor, 'gap.answer', place) },
    assignees: chases ? await assigneesOf(place, gap.regionCode, gap.region) : [],
  };
}

/** The body that a key names, where it is expected today and an actor may see it. */
export async function findBody(actor: Actor, { regionCode, sectorCode, tier, platform }: GapKey, today: Day): Promise<GapBody | null> {
  const { regions, sectors } = await reference();
  if (!regions.at(regionCode, today) || !sectors.byCode(sectorCode)) return null;
  const filter = { regions: [regionCode], scope: 'own', sectors: [sectorCode], tiers: [tier], platforms: [platform] } as const;
  return (await bodiesReached(actor, 'gap.read', filter, today)).bodies[0] ?? null;
}

/** Where a gap stands, as grants ask: with the unit that is registered as the body and its 主管单位. */
export async function placeOfGap({ regionCode, sectorCode, tier }: GapKey, today: Day): Promise<Place | null> {
  const lists = await reference();
  const [region, sector] = [lists.regions.at(regionCode, today), lists.sectors.byCode(sectorCode)];
  if (!region || !sector) return null;
  const unit = (await unitsOf([{ region }], { asOf: today })).get(slotKey(region.id, sectorCode, tier));
  const parents = unit ? await db().unitStanding.findMany({ where: { unitId: unit.unitId, until: null }, select: { parentId: true } }) : [];
  const units = [unit?.unitId, ...parents.map(({ parentId }) => parentId)].flatMap((id) => id ?? []);
  return { ...placeOfCell(region, sector, lists, today), units };
}

async function stepsTaken({ regionCode, sectorCode, tier, platform }: GapBody, today: Day): Promise<StepView[]> {
  const lists = await reference();
  const { placed } = regionFrame(lists.regions, { ...everything(today), regions: [regionCode], scope: 'own' });
  const sectors = lists.sectors.all.filter(({ code }) => lists.sectors.resolve(code, today)?.code === sectorCode).map(({ code }) => code);
  const chase = { regionId: { in: placed.map(({ id }) => id) }, sectorCode: { in: sectors }, tier, platform };
  const rows = await db().chaseStep.findMany({ where: { chase }, orderBy: { id: 'asc' } });
  const [users, names, into] = await Promise.all([userNames(rows.flatMap(({ actorId }) => actorId ?? [])), assigneeNames(rows, today), namesInto(rows)]);
  return rows.map((row) => ({
    ...{ id: row.id, at: row.at, text: row.text, step: row.step as ChaseStep, outcome: row.outcome as Outcome | null },
    ...{ day: dayFrom(row.day), until: dayFrom(row.until), assignee: names(row), into: into(row) },
    by: row.actorId === null ? null : (users.get(row.actorId) ?? `#${row.actorId}`),
  }));
}

type Into = { intoUnitId: number | null; intoAccountId: number | null };

// What has left the register since is named by its number.
async function namesInto(rows: readonly Into[]): Promise<(row: Into) => StepView['into']> {
  const units = await db().unitStanding.findMany({
    where: { unitId: { in: rows.flatMap(({ intoUnitId }) => intoUnitId ?? []) } },
    orderBy: { from: { sort: 'asc', nulls: 'first' } },
    select: { unitId: true, name: true },
  });
  const accounts = await db().accountName.findMany({
    where: { accountId: { in: rows.flatMap(({ intoAccountId }) => intoAccountId ?? []) }, until: null },
    select: { accountId: true, name: true },
  });
  const unitOf = new Map(units.map(({ unitId, name }) => [unitId, name]));
  const accountOf = new Map(accounts.map(({ accountId, name }) => [accountId, name]));
  return ({ intoUnitId, intoAccountId }) => {
    if (intoUnitId !== null) return { href: `/units/${intoUnitId}`, name: unitOf.get(intoUnitId) ?? `#${intoUnitId}` };
    return intoAccountId === null ? null : { href: `/accounts/${intoAccountId}`, name: accountOf.get(intoAccountId) ?? `#${intoAccountId}` };
  };
}
