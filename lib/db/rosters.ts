import type { Actor } from '@/lib/access/actor';
import { may, mayAt, type Place } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse, refuses } from '@/lib/decision';
import { resolveOwner } from '@/lib/exchange/owner';
import { mayEnd } from '@/lib/registry/lint-rules';
import { ROSTER_SCOPES, type RosterScope, readRosterFacts } from '@/lib/registry/roster';
import { isCode } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { findSector } from '@/lib/taxonomy/find';
import type { Sector } from '@/lib/taxonomy/sectors';
import { record, refuseAct } from './audit';
import { attempt, db, type Tx } from './client';
import { dateOf, dayFrom } from './days';
import { directoryFor } from './directory';
import { listChanged } from './expectation-rules';
import { type Reference, reference } from './reference';
import { regionTyped } from './rule-place';
import { placeOfCell } from './scope';

const SUBJECT = { subjectType: 'dataset', subjectId: 'rosters' } as const;

type Texts = Readonly<Record<string, string | undefined>>;

/** 名录核实: from a day on the bodies that the template names in a place are those that there are. */
export async function confirmRoster(actor: Actor, texts: Texts, today: Day): Promise<Decision<string>> {
  const asked = await readAsked(actor, texts, today);
  if (!asked.accepted) return asked;
  const { regionCode, sectorCode, facts } = asked.change;
  const scope = texts.rosterScope ?? '';
  if (!isCode(ROSTER_SCOPES, scope)) return refuse(finding('rosterScope', 'roster-scope-needed'));
  return attempt(async (tx) => {
    const same = { regionCode, sectorCode, scope };
    const { from, until, document, note } = facts;
    if (await meets(tx.rosterConfirmation.findMany({ where: same }), facts)) return refuse(finding('rosterFrom', 'roster-said-already'));
    const { id } = await tx.rosterConfirmation.create({ data: { ...same, document, note, from: dateOf(from), until: dateOf(until) } });
    await listChanged(tx);
    await record(tx, actor, {
      act: 'roster.confirm',
      subjectType: 'dataset',
      subjectId: `roster ${id}`,
      after: { regionCode, sectorCode, rosterScope: scope, ...facts },
    });
    return accept(regionCode);
  });
}

/** 不设此机构: a body that the template names and a place has not, and the unit that does its work. */
export async function tellAbsence(actor: Actor, texts: Texts, today: Day): Promise<Decision<string>> {
  const asked = await readAsked(actor, texts, today);
  if (!asked.accepted) return asked;
  const { regionCode, sectorCode, facts } = asked.change;
  if (sectorCode === null) return refuse(finding('sector', 'sector-needed'));
  return attempt(async (tx) => {
    const carrier = await carrierOf(tx, texts.carrier?.trim() ?? '', await reference(), today);
    if (!carrier.accepted) return carrier;
    const same = { regionCode, sectorCode };
    const { from, until, document, note } = facts;
    if (await meets(tx.bodyAbsence.findMany({ where: same }), facts)) return refuse(finding('rosterFrom', 'roster-said-already'));
    const data = { ...same, document, note, carrierId: carrier.change, from: dateOf(from), until: dateOf(until) };
    const { id } = await tx.bodyAbsence.create({ data });
    await listChanged(tx);
    await record(tx, actor, {
      act: 'roster.absent',
      subjectType: 'dataset',
      subjectId: `absence ${id}`,
      after: { ...same, ...facts, carrier: carrier.change },
    });
    return accept(regionCode);
  });
}

async function readAsked(actor: Actor, texts: Texts, today: Day) {
  if (!may(actor, 'roster.confirm')) return refuseAct(actor, 'roster.confirm', SUBJECT);
  const lists = await reference();
  const region = regionTyped(texts.region ?? '', lists, today);
  const sector = sectorTyped(texts.sector?.trim() ?? '', lists, today);
  if (region.accepted && !mayAt(actor, 'roster.confirm', placeOfCell(region.change, sector.sector, lists, today)))
    return refuseAct(actor, 'roster.confirm', SUBJECT);
  const { facts, findings } = readRosterFacts(texts, today);
  const all = [...(region.accepted ? [] : region.findings), ...sector.findings, ...findings];
  if (all.some(refuses) || !region.accepted) return refuse(...all);
  return accept({ regionCode: region.change.code, sectorCode: sector.sector?.code ?? null, facts });
}

function sectorTyped(text: string, { sectors }: Reference, today: Day): { sector: Sector | null; findings: Finding[] } {
  if (text === '') return { sector: null, findings: [] };
  const found = findSector(sectors, text, today);
  if (!found.accepted) return { sector: null, findings: found.findings };
  // The template names the bodies of the matrix's sectors.
  return { sector: sectors.top(found.change.value.code, today) ?? found.change.value, findings: [] };
}

async function carrierOf(tx: Tx, unit: string, lists: Reference, today: Day): Promise<Decision<number | null>> {
  if (unit === '') return accept(null);
  const texts = { unit };
  const { owner, findings } = resolveOwner(texts, await directoryFor(tx, [texts], lists, today), lists, today);
  if (owner?.kind === 'known') return accept(owner.unit.id);
  const named = findings.filter((each) => refuses(each) && each.reason.startsWith('unit-'));
  return refuse(...(named.length ? named.map((each) => ({ ...each, field: 'carrier' })) : [finding('carrier', 'unit-to-choose')]));
}

type Dated = { from: Date; until: Date | null };

async function meets(rows: Promise<Dated[]>, { from, until }: { from: Day; until: Day | null }): Promise<boolean> {
  return (await rows).some((row) => (row.until === null || dayFrom(row.until) > from) && (until === null || dayFrom(row.from) < until));
}

/** Ends what was said of a roster on a day: from then on the template's estimate stands again. */
export async function endRoster(actor: Actor, what: 'confirmation' | 'absence', id: number, until: string, today: Day): Promise<Decision<string>> {
  const row = Number.isInteger(id) ? await heldBy(db(), what, id) : null;
  const place = row && (await placeOf(row, today));
  if (!row || !place || !mayAt(actor, 'roster.confirm', place)) return refuseAct(actor, 'roster.confirm', SUBJECT);
  return attempt(async (tx) => {
    if (what === 'confirmation') await tx.$queryRaw`SELECT FROM roster_confirmation WHERE id = ${id} FOR UPDATE`;
    else await tx.$queryRaw`SELECT FROM body_absence WHERE id = ${id} FOR UPDATE`;
    const now = await heldBy(tx, what, id);
    if (!now) return refuse(finding(null, 'collided'));
    const [from, before] = [dayFrom(now.from), dayFrom(now.until)];
    const allowed = mayEnd({ from, until: before }, until, today);
    if (!allowed.accepted) return allowed;
    await endRow(tx, what, id, allowed.change <= from ? null : allowed.change);
    await listChanged(tx);
    const { regionCode, sectorCode } = now;
    await record(tx, actor, {
      ...{ act: 'roster.end', subjectType: 'dataset', subjectId: `${what === 'confirmation' ? 'roster' : 'absence'} ${id}` },
      before: { until: before },
      after: { regionCode, sectorCode, until: allowed.change },
    });
    return accept(regionCode);
  });
}

function heldBy(tx: Pick<Tx, 'rosterConfirmation' | 'bodyAbsence'>, what: 'confirmation' | 'absence', id: number) {
  return what === 'confirmation' ? tx.rosterConfirmation.findUnique({ where: { id } }) : tx.bodyAbsence.findUnique({ where: { id } });
}

async function endRow(tx: Tx, what: 'confirmation' | 'absence', id: number, on: Day | null): Promise<void> {
  const where = { id };
  if (what === 'confirmation')
    await (on === null ? tx.rosterConfirmation.delete({ where }) : tx.rosterConfirmation.update({ where, data: { until: dateOf(on) } }));
  else await (on === null ? tx.bodyAbsence.delete({ where }) : tx.bodyAbsence.update({ where, data: { until: dateOf(on) } }));
}

async function placeOf({ regionCode, sectorCode }: { regionCode: string; sectorCode: string | null }, today: Day): Promise<Place | null> {
  const lists = await reference();
  const region = lists.regions.everAt(regionCode).at(-1);
  const sector = sectorCode === null ? null : (lists.sectors.byCode(sectorCode) ?? null);
  return region ? placeOfCell(region, sector, lists, today) : null;
}

export type RosterRow = {
  id: number;
  what: 'confirmation' | 'absence';
  region: string;
  scope: RosterScope | null;
  sector: string | null;
  sectorEn: string | null;
  from: Day;
  until: Day | null;
  document: string;
  note: string | null;
  carrierId: number | null;
  carrier: string | null;
};

/** What regions have said of their rosters and has not ended, of the places that an actor reaches. */
export async function rosterRows(actor: Actor, today: Day): Promise<RosterRow[]> {
  const lists = await reference();
  const where = { OR: [{ until: null }, { until: { gt: dateOf(today) } }] };
  const orderBy = [{ regionCode: 'asc' as const }, { from: 'asc' as const }, { id: 'asc' as const }];
  const carrier = { select: { standings: { select: { name: true }, orderBy: { id: 'asc' as const } } } };
  const [confirmations, absences] = await Promise.all([
    db().rosterConfirmation.findMany({ where, orderBy }),
    db().bodyAbsence.findMany({ where, orderBy, include: { carrier } }),
  ]);
  const rows = [
    ...confirmations.map((row) => ({ ...row, scope: row.scope as RosterScope, what: 'confirmation' as const, carrierId: null, carrier: null })),
    ...absences.map(({ carrier: unit, ...row }) => ({ ...row, what: 'absence' as const, scope: null, carrier: unit?.standings.at(-1)?.name ?? null })),
  ];
  return rows.flatMap(({ regionCode, sectorCode, from, until, ...row }) => {
    const region = lists.regions.everAt(regionCode).at(-1);
    const sector = sectorCode === null ? null : (lists.sectors.byCode(sectorCode) ?? null);
    if (!region || !mayAt(actor, 'roster.confirm', placeOfCell(region, sector, lists, today))) return [];
    const words = { region: region.name, sector: sector?.name ?? null, sectorEn: sector?.nameEn ?? null };
    return [{ ...row, ...words, from: dayFrom(from), until: dayFrom(until) }];
  });
}
