import type { Actor } from '@/lib/access/actor';
import { mayAt } from '@/lib/access/acts';
import { hideMended } from '@/lib/audit/mask';
import { ASKED_FIELDS, CONTACT_FIELDS } from '@/lib/registry/account-texts';
import {
  FILING_STATES,
  type FilingKind,
  type FilingState,
  movesFor,
  type ReturnReason,
  type Standpoint,
  type Step,
  WAITING_STATES,
} from '@/lib/registry/filing';
import type { Due, FILING_SORTS, FilingView } from '@/lib/registry/filing-query';
import type { AskedField, FilingPage, FilingStep, ListedFiling, PublicFiling } from '@/lib/registry/filing-views';
import type { Page } from '@/lib/registry/views';
import type { Platform } from '@/lib/taxonomy/codes';
import { type Day, dayOf } from '@/lib/taxonomy/day';
import { afterWorkdays, unknownYears, workdaysBetween } from '@/lib/taxonomy/workday';
import { type Area, childCodes } from './area';
import { db } from './client';
import { dateOf, dayFrom } from './days';
import { inboxOf, standpointOf, visibleFilings } from './filing-scope';
import type { Prisma } from './generated/client';
import { type Reference, reference } from './reference';
import { waiversOf } from './waivers';

const LISTED = { askedBy: { select: { displayName: true } } } as const satisfies Prisma.FilingInclude;
type Listed = Prisma.FilingGetPayload<{ include: typeof LISTED }>;

const SHOWN = {
  askedBy: { select: { displayName: true } },
  decidedBy: { select: { displayName: true } },
  events: { orderBy: { id: 'asc' } },
} as const satisfies Prisma.FilingInclude;
type Shown = Prisma.FilingGetPayload<{ include: typeof SHOWN }>;

export type FilingFilter = {
  view: FilingView;
  state?: FilingState;
  kind?: FilingKind;
  due?: Due;
  areas?: readonly Area[];
  sectors?: readonly string[];
  sort?: (typeof FILING_SORTS)[number];
};

/** Filings that an actor may see, the ones that are due first unless said. */
export async function listFilings(actor: Actor, filter: FilingFilter, today: Day, { skip, take }: { skip: number; take: number }): Promise<Page<ListedFiling>> {
  const lists = await reference();
  const where = { AND: [visibleFilings(actor), viewed(actor, filter.view), filtered(filter, lists, today)] };
  const [total, rows] = await Promise.all([
    db().filing.count({ where }),
    db().filing.findMany({ where, include: LISTED, orderBy: orderOf(filter), skip, take }),
  ]);
  return { total, items: rows.map((row) => listed(row, standpointOf(actor, row), lists, today)) };
}

function orderOf({ sort }: FilingFilter): Prisma.FilingOrderByWithRelationInput[] {
  if (sort) return [{ id: sort === 'newest' ? 'desc' : 'asc' }];
  return [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'desc' }];
}

function viewed(actor: Actor, view: FilingView): Prisma.FilingWhereInput {
  if (view === 'inbox') return inboxOf(actor);
  if (view === 'asked') return { askedById: actor.userId ?? -1, direct: false };
  return view === 'below' ? { direct: false, NOT: { officeCode: { in: actor.grants.map(({ regionCode }) => regionCode) } } } : {};
}

const SOON = 3;

function filtered({ state, kind, due, areas = [], sectors = [] }: FilingFilter, lists: Reference, today: Day): Prisma.FilingWhereInput {
  const conditions = [...(due ? [dueBy(due, lists, today)] : []), ...(areas.length ? [{ OR: areas.map((area) => filedIn(area, lists, today)) }] : [])];
  return { state, kind, AND: conditions, ...(sectors.length ? { sectors: { hasSome: [...sectors] } } : {}) };
}

function dueBy(due: Due, { calendar }: Reference, today: Day): Prisma.FilingWhereInput {
  if (due === 'waiting') return { state: { in: [...WAITING_STATES] } };
  if (due === 'overdue') return { dueOn: { lt: dateOf(today) } };
  return { dueOn: due === 'today' ? dateOf(today) : { gte: dateOf(today), lte: dateOf(afterWorkdays(calendar, today, SOON)) } };
}

function filedIn({ region, scope }: Area, lists: Reference, today: Day): Prisma.FilingWhereInput {
  return { lineage: { has: region }, ...(scope === 'own' ? { NOT: { lineage: { hasSome: childCodes(region, lists, today) } } } : {}) };
}

/** What stands with an office or was sent back by it, by where it stands: as many as there are kinds of places, not of filings. */
export async function openFilings(actor: Actor, { region, sectors }: { region: string; sectors: readonly string[] }, today: Day) {
  const where = filtered({ view: 'all', areas: [{ region, scope: 'subtree' }], sectors }, await reference(), today);
  return db().filing.groupBy({
    by: ['lineage', 'state', 'dueOn'],
    where: { AND: [visibleFilings(actor), where, { state: { in: [...WAITING_STATES, 'returned'] } }] },
    _count: true,
  });
}

/** How much waits for an actor, and how much of it is late. */
export async function countFilings(actor: Actor, today: Day): Promise<{ inbox: number; soon: number; overdue: number; returned: number; under: number }> {
  const lists = await reference();
  const count = (...AND: Prisma.FilingWhereInput[]) => db().filing.count({ where: { AND: [visibleFilings(actor), ...AND] } });
  const mine = viewed(actor, 'asked');
  const [inbox, soon, overdue, returned, under] = await Promise.all([
    count(inboxOf(actor)),
    count(inboxOf(actor), filtered({ view: 'inbox', due: 'soon' }, lists, today)),
    count(inboxOf(actor), filtered({ view: 'inbox', due: 'overdue' }, lists, today)),
    count(mine, { state: 'returned' }),
    count(mine, { state: { notIn: ['done', 'withdrawn'] } }),
  ]);
  return { inbox, soon, overdue, returned, under };
}

/** How many filings that an actor has asked for stand in each state. */
export async function countAsked(actor: Actor): Promise<Record<FilingState, number>> {
  const where = { AND: [visibleFilings(actor), viewed(actor, 'asked')] };
  const counted = await db().filing.groupBy({ by: ['state'], where, _count: true });
  const counts = new Map(counted.map(({ state, _count }) => [state, _count]));
  return Object.fromEntries(FILING_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<FilingState, number>;
}

function listed(row: Listed, who: Standpoint, lists: Reference, today: Day): ListedFiling {
  const { id, name, unitName, accountId, askedAt, version, officeCode, askedBy } = row;
  const [kind, state, due] = [row.kind as FilingKind, row.state as FilingState, dayFrom(row.dueOn)];
  const moves = movesFor({ kind, state }, who);
  return {
    ...{ id, name, unitName, accountId, askedAt, version, kind, state },
    platform: row.platform as Platform,
    office: officeName(officeCode, lists, dayOf(askedAt)),
    askedBy: askedBy?.displayName ?? null,
    dueOn: due,
    daysLeft: due === null ? null : workdaysBetween(lists.calendar, today, due),
    bulk: moves.includes('agree') ? 'agree' : moves.includes('complete') ? 'complete' : null,
  };
}

function officeName(code: string, { regions }: Reference, day: Day): string {
  return (regions.at(code, day) ?? regions.everAt(code).at(-1))?.name ?? code;
}

/** One filing, or null where there is none that the actor may see. Contacts in it only for those who may see contacts. */
export async function readFiling(actor: Actor, id: number, today: Day): Promise<FilingPage | null> {
  const row = await db().filing.findFirst({ where: { id, ...visibleFilings(actor) }, include: SHOWN });
  if (!row) return null;
  const lists = await reference();
  const who = standpointOf(actor, row);
  const { unitId, reason, links, decidedAt, direct, batchId, reformId, askedById, decidedById } = row;
  const hidden = mayAt(actor, 'account.read-contact', row) ? [] : CONTACT_FIELDS;
  const asked = without(row.asked as Record<string, string>, hidden);
  const [askedDay, due] = [dayOf(row.askedAt), dayFrom(row.dueOn)];
  return {
    ...listed(row, who, lists, today),
    ...{ unitId, reason, links, decidedAt, direct, batchId, reformId, lineage: row.lineage },
    asked: named(askedFields(asked, row.present as Record<string, string> | null), lists),
    texts: asked,
    informed: row.office.filter((code) => code !== row.officeCode).map((code) => officeName(code, lists, askedDay)),
    decidedBy: row.decidedBy?.displayName ?? null,
    effectiveOn: dayFrom(row.effectiveOn),
    bySelf: decidedAt !== null && askedById !== null && askedById === decidedById,
    yearsUnknown: due === null ? [] : unknownYears(lists.calendar, today, due),
    steps: (await stepsOf(row, hidden)).map((step) => ({ ...step, mended: named(step.mended, lists) })),
    waivers: await waiversOf(id),
    moves: movesFor({ kind: row.kind as FilingKind, state: row.state as FilingState }, who),
  };
}

function without(texts: Record<string, string>, hidden: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([field]) => !hidden.includes(field)));
}

function askedFields(asked: Record<string, string | number | null>, present: Record<string, string | number | null> | null): AskedField[] {
  return inOrder(Object.entries(asked)).map(([field, is]) => ({ field, was: present === null ? null : String(present[field] ?? ''), is: String(is ?? '') }));
}

// Sectors are data: their names do not stand among the words.
function named(fields: AskedField[], { sectors }: Reference): AskedField[] {
  const name = (code: string) => sectors.byCode(code)?.name ?? code;
  return fields.map(({ field, was, is }) => (field === 'sector' ? { field, was: was && name(was), is: name(is) } : { field, was, is }));
}

// The database keeps fields in an order of its own: here they stand as in the form.
function inOrder<T>(entries: [string, T][]): [string, T][] {
  const place = (field: string) => (ASKED_FIELDS as readonly string[]).indexOf(field) + 1 || Number.MAX_SAFE_INTEGER;
  return entries.toSorted(([a], [b]) => place(a) - place(b));
}

async function stepsOf({ events }: Shown, hidden: readonly string[]): Promise<FilingStep[]> {
  const ids = [...new Set(events.flatMap(({ actorId }) => actorId ?? []))];
  const names = new Map(
    (await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } })).map((user) => [user.id, user.displayName]),
  );
  return events.map(({ id, at, actorId, step, fromState, toState, day, reasons, text, link, difference }) => ({
    id: String(id),
    at,
    by: actorId === null ? null : (names.get(actorId) ?? null),
    step: step as Step,
    from: fromState as FilingState | null,
    to: toState as FilingState,
    day: dayFrom(day),
    reasons: reasons as ReturnReason[],
    text,
    link,
    mended: inOrder(Object.entries(hideMended((difference ?? {}) as Record<string, [string, string]>)))
      .filter(([field]) => !hidden.includes(field))
      .map(([field, [was, is]]) => ({ field, was, is })),
  }));
}

type Filed = Pick<PublicFiling, 'effectiveOn' | 'officeCode' | 'direct' | 'batchId'> & { kind: string; decidedAt: Date | null };

/** What has been filed of an account, as everyone may read it: one by one, or as a row of a batch; of a day, what held by then. */
export async function publicFilings(accountId: number, asOf?: Day): Promise<PublicFiling[]> {
  const lists = await reference();
  const rows = await db().filing.findMany({
    where: { accountId, state: { in: ['announced', 'closed', 'done'] } },
    select: { kind: true, decidedAt: true, effectiveOn: true, officeCode: true, direct: true, batchId: true },
    orderBy: { id: 'asc' },
  });
  const each = rows.map((row): Filed => ({ ...row, effectiveOn: dayFrom(row.effectiveOn) }));
  const filed = [...each, ...(await filedInBatches(accountId))].flatMap((row) => (row.decidedAt ? [{ ...row, decidedAt: row.decidedAt }] : []));
  return filed
    .sort((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime())
    .flatMap(({ kind, decidedAt, officeCode, ...row }) => {
      const filedOn = dayOf(decidedAt);
      if (asOf !== undefined && (row.effectiveOn ?? filedOn) > asOf) return [];
      return { ...row, kind: kind as FilingKind, filedOn, office: officeName(officeCode, lists, filedOn), officeCode };
    });
}

// A batch is one filing of all its rows.
async function filedInBatches(accountId: number): Promise<Filed[]> {
  const rows = await db().importRow.findMany({
    where: { accountId, verdict: { in: ['new', 'changed'] }, batch: { status: 'done' } },
    select: { plan: true, batch: { select: { id: true, doneAt: true } } },
  });
  return rows.flatMap(({ plan, batch }) => {
    const { filed } = (plan ?? {}) as { filed?: { kind: string; on: Day | null; office: string } };
    return filed ? [{ kind: filed.kind, decidedAt: batch.doneAt, effectiveOn: filed.on, officeCode: filed.office, direct: true, batchId: batch.id }] : [];
  });
}
